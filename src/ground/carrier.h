/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * carrier.h - names that carry the flags: composite macros, mask variables,
 * fields and helper predicates.  They are found in the tree (index.c) and
 * handed to the engines; none is known beforehand.
 */
#ifndef PFN_CARRIER_H
#define PFN_CARRIER_H

#include "base.h"

enum carrier_kind {
	CARRIER_MACRO,		/* #define M (VM_IO | VM_PFNMAP) */
	CARRIER_MASK,		/* unsigned long m = VM_PFNMAP; */
	CARRIER_FIELD,		/* x->m = !!(vma->vm_flags & VM_PFNMAP); */
	CARRIER_PREDICATE,	/* bool p(vma) { return vma->vm_flags & ...; } */
};

/*
 * Where a name means this carrier.  A macro or static function of a .c file
 * means nothing in another one, and a field name that many structs have is
 * only trusted near its definition.
 */
enum carrier_scope { SCOPE_TREE, SCOPE_FOLDER, SCOPE_FILE };

struct carrier {
	enum carrier_kind kind;
	enum carrier_scope scope;
	char *name;
	char *file;		/* place of definition, relative to the tree */
	unsigned int line;	/* from 1 */
	unsigned int flags;	/* PFN_FLAG_* that it holds */
	int sense;		/* predicates: 1, they answer yes (or non-zero)
				 * where a flag is set; -1, where all are clear;
				 * 0: not known, or neither */
	bool asks_writes;	/* predicates: whether writing is allowed, too:
				 * vma_wants_manual_pte_write_upgrade() */
	bool judges_flags;	/* predicates: they hand a VMA with flags on to one
				 * that judges both: hugepage_vma_revalidate() */
	char *function;		/* mask variables: the function that they are
				 * local to; NULL: not local to a function */
};

/*
 * All arguments are copied; @function may be NULL.  The scope is the file where
 * @function is given, else the tree; change it afterwards.  Never fails.
 */
struct carrier *carrier_new(enum carrier_kind kind, const char *name,
			    const char *file, unsigned int line,
			    unsigned int flags, const char *function);
struct carrier *carrier_copy(const struct carrier *c);
void carrier_free(struct carrier *c);
PFN_DEFINE_FREE(carrier, carrier_free)

/* "macro", "mask", "field", "predicate"; parse: false if unknown. */
const char *carrier_kind_name(enum carrier_kind kind);
bool carrier_kind_parse(const char *name, enum carrier_kind *kind);

/* True if the name means @c in @file, inside @function (each may be NULL). */
bool carrier_counts_in(const struct carrier *c, const char *file,
		       const char *function);

/*
 * The carriers of one tree.  A name may be defined in several places (one
 * architecture each); all are kept, in order of discovery.
 */
struct carrier_set;

struct carrier_set *carrier_set_new(void);
void carrier_set_free(struct carrier_set *set);
PFN_DEFINE_FREE(carrier_set, carrier_set_free)

/*
 * Takes @c.  If that definition is there already, its flags are added to it and
 * its sense is the later one; false if it had them all.
 */
bool carrier_set_add(struct carrier_set *set, struct carrier *c);

/*
 * A carrier of that name that counts in @file, inside @function (each may be
 * NULL: anywhere); one defined in the same file is preferred.  Borrowed, or NULL.
 */
const struct carrier *carrier_set_find(const struct carrier_set *set,
				       const char *name, const char *file,
				       const char *function);

/* The same for a name in a text: only fields if @member (after . or ->), else none. */
const struct carrier *carrier_set_find_use(const struct carrier_set *set,
					   const char *name, const char *file,
					   const char *function, bool member);

/* Those of that name, which the set must have; owned by the set. */
const GPtrArray *carrier_set_named(const struct carrier_set *set, const char *name);

/* All of them, elements are struct carrier *, owned by the set. */
const GPtrArray *carrier_set_all(const struct carrier_set *set);

/*
 * One carrier a line, tab separated: kind, name, file, line, flags ("1" is
 * VM_PFNMAP, "2" VM_MIXEDMAP, "3" both), function or "-", scope ("tree",
 * "folder", "file"), and of predicates what is known of them
 * ("+" or "-" for the sense, "w": asks about writing; "f": judges flags); that column may be missing.  What the driver hands to an engine (--carriers=FILE).
 * carrier_set_parse() adds the lines of @text to @set; a malformed line is an
 * error that names it.
 */
char *carrier_set_print(const struct carrier_set *set);
bool carrier_set_parse(struct carrier_set *set, const char *text,
		       GError **error);

#endif
