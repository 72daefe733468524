/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * spots.h - the texts behind the positions that libsparse reports: which read
 * stands there, in which macro calls, and what else the text says that the
 * preprocessor took away.  Includes no header of libsparse, because both it and
 * source.h have a struct token.
 */
#ifndef PFN_SPOTS_H
#define PFN_SPOTS_H

#include "ground/carrier.h"
#include "ground/kapi.h"

struct spots;

/* One read as it is written. */
struct spot {
	const char *file;		/* relative to the root; borrowed */
	unsigned int line, column;
	unsigned int flags;		/* PFN_FLAG_* of its tokens */
	const struct carrier *carrier;	/* borrowed, or NULL */
	unsigned int token;		/* first one of the expression */
	bool hands_flags;		/* a predicate's call is given flags */
	bool asks_writes;		/* a predicate that asks about writing too */
	bool in_text;			/* false: bare position, no such token */
};

/* @root may be NULL: files keep the names they were given. */
struct spots *spots_new(const char *root);
void spots_free(struct spots *spots);

/* The carriers that reads are looked for with; owned by @spots, may be added to. */
struct carrier_set *spots_carriers(struct spots *spots);

/*
 * @file as reports name it; NULL if it lies outside the root.  Borrowed.
 */
const char *spots_name(struct spots *spots, const char *file);

/*
 * The read at a position of libsparse, whose column counts modulo 1024.  False
 * if the text has no flag and no carrier there.
 */
bool spots_read(struct spots *spots, const char *file, unsigned int line,
		unsigned int column, struct spot *out);

/*
 * The bare position, for a read whose mask is a number: of that number, which
 * stands @left of the "&" or at the position.
 */
void spots_bare(struct spots *spots, const char *file, unsigned int line,
		unsigned int column, bool left, struct spot *out);

/*
 * Calls @fn with the name of each call that the read is an argument of, from
 * the inside out, until it returns true; that is also the result.
 */
bool spots_enclosing(struct spots *spots, const char *file,
		     const struct spot *spot,
		     bool (*fn)(const char *name, void *data), void *data);

/*
 * Lines of the statements that the condition at a position guards: the body of
 * its if or loop and an else.  False if it is not such a condition.
 */
bool spots_guarded(struct spots *spots, const char *file, unsigned int line,
		   unsigned int column, unsigned int *first, unsigned int *last);

/* First and last line of the function that holds @line; false if there is none. */
bool spots_function_lines(struct spots *spots, const char *file,
			  unsigned int line, unsigned int *first,
			  unsigned int *last);

/*
 * The lines of the body of the function that holds @line, all branches of #if
 * included; the caller frees them (g_strfreev()).  @first gets the first one's
 * number.  NULL if no function is there.
 */
char **spots_body(struct spots *spots, const char *file, unsigned int line,
		  unsigned int *first);

/* How many functions of that name the text defines, in all configurations. */
unsigned int spots_definitions(struct spots *spots, const char *file,
			       const char *name);

/*
 * What the value at a position is stored in: "entry" of "entry = *ptep" and of
 * "pte_t entry = ptep_get(ptep)", else the argument or operand itself, as it is
 * written.  NULL if the text has nothing there; the caller frees it.
 */
char *spots_assigned(struct spots *spots, const char *file, unsigned int line,
		     unsigned int column);

/* True if the name at a position has that role. */
bool spots_has_name(struct spots *spots, const char *file, unsigned int line,
		    unsigned int column, enum kapi_role role);

/* True if the bytes of the file hold the name of a flag or a carrier. */
bool spots_mention_flags(struct spots *spots, const char *file);

/*
 * True if the member or parameter at a position is declared with a type of that
 * role, or the function there returns one.
 */
bool spots_has_type(struct spots *spots, const char *file, unsigned int line,
		    unsigned int column, enum kapi_role role);

/* True if some line in [first, last] holds a flag or a carrier. */
bool spots_hold_flags(struct spots *spots, const char *file,
		      unsigned int first, unsigned int last);

/* True if some line in [first, last] takes a page or pfn out of an entry. */
bool spots_hold_entries(struct spots *spots, const char *file,
			unsigned int first, unsigned int last);

/*
 * Adds the carriers that the text itself makes: masks in variables and enum
 * constants, results kept in fields.  Repeated until nothing is added.
 */
void spots_find_carriers(struct spots *spots, const char *file);

/*
 * Macro bodies of the text that test the flags and whose name stands nowhere
 * else in it.
 */
void spots_foreach_unused_macro(struct spots *spots, const char *file,
				void (*fn)(const struct spot *spot, void *data),
				void *data);

/* source_add_traits() of the predicate, whose name stands in @file at its line. */
void spots_add_traits(struct spots *spots, struct carrier *predicate,
		      const char *file);

#endif
