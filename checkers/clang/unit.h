/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * unit.h - what one translation unit holds: its files, its functions, and the
 * names that carry the flags in it.
 *
 * A kernel unit has thousands of inline functions in headers.  Only those are
 * looked at whose text mentions a flag or a carrier; trees are built on demand.
 */
#ifndef CLANG_UNIT_H
#define CLANG_UNIT_H

#include "ground/carrier.h"
#include "node.h"
#include "ground/source.h"
#include "tu.h"

struct unit_file {
	CXFile file;
	char *path;		/* as findings name it: relative to the root */
	const char *text;	/* borrowed from the map or the tu */
	size_t length;
	GMappedFile *map;	/* of a header */
	bool is_main;
	bool in_tree;		/* under the root */
	bool mentions;		/* a flag or a carrier, as a word */
	struct source *source;	/* unit_source() */
	unsigned char *roles;	/* of its tokens; unit_role_at() */
};

struct func {
	const char *name;
	CXCursor cursor;
	struct unit_file *file;
	unsigned int first, last;	/* offsets of its text in the file */
	unsigned int first_line;
	unsigned int line;		/* of the name */
	bool is_static;
	bool answers;			/* yes or no about the flags */
	struct node_tree *tree;		/* unit_tree() */
	GArray *masks;			/* of masks.c, or NULL */
};

struct unit {
	struct tu *tu;			/* borrowed */
	const char *root;		/* absolute, or NULL */
	struct names *names;
	GHashTable *files;		/* CXFile -> struct unit_file *, owned */
	GPtrArray *funcs;		/* struct func *, owned, in order */
	GHashTable *by_name;		/* interned name -> struct func * */
	GPtrArray *globals;		/* CXCursor *, owned: variables and enums
					 * at file scope of the tree's files */
	GHashTable *flag_fields;	/* interned "struct.member": holds VMA flags */
	GHashTable *senses;		/* interned predicate -> 1: true where the
					 * flag is set, -1: where it is clear */
	GHashTable *io_predicates;	/* interned: predicates that ask VM_IO too */
	bool learned;			/* of the two, something new */
	bool asks_fields;		/* a test of a member that may be one was seen */
	struct carrier_set *carriers;	/* owned: given and found */
	struct unit_file *main;
};

/* @carriers is copied and may be NULL; @root may be NULL. */
struct unit *unit_new(struct tu *tu, const char *root,
		      const struct carrier_set *carriers);
void unit_free(struct unit *unit);
PFN_DEFINE_FREE(unit, unit_free)

/* The file of a place, or NULL if it has none. */
struct unit_file *unit_file(struct unit *unit, CXFile file);

/* Tokens of a file, and the tree of a function; made once, borrowed. */
const struct source *unit_source(struct unit_file *file);
struct node_tree *unit_tree(struct unit *unit, struct func *func);

/* The role of the name at a token of unit_source(). */
enum kapi_role unit_role_at(struct unit_file *file, unsigned int token);

/* The function with a body that the call or name refers to, or NULL. */
struct func *unit_callee(struct unit *unit, const struct node *node);

/* What a call of that function says: 1, -1, or 0 where it is not known. */
int unit_sense(struct unit *unit, const char *function);

/* Members of other structs that VMA flags are stored to; true if it is new. */
bool unit_add_flag_field(struct unit *unit, const struct node *member);
bool unit_is_flag_field(struct unit *unit, const struct node *member);

/* True if the text between the two offsets holds @word as a word. */
bool unit_mentions(const struct unit_file *file, unsigned int first,
		   unsigned int last, const char *word);

#endif
