/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ask_parts.h - what the ask*.c files share and nobody else needs.
 */
#ifndef PFN_ASK_PARTS_H
#define PFN_ASK_PARTS_H

#include "ask.h"
#include "edits.h"
#include "statement.h"

/* One entry in hand, and where. */
struct hand {
	const struct ask_place *place;
	const struct source *src;
	const struct source_function *fn;
	const struct statement *body;	/* of the function */
	const struct statement *load;	/* behind it the entry is in hand */
	const struct statement *scope;	/* the block in which that is so */
	const struct statement *effect;	/* in the list of @scope; NULL: behind */
	bool at_start;			/* the question begins the scope */
	enum pt_level level;
	char *entry;			/* "ptent", "*pmd" */
	char *vma, *addr, *end;		/* @end: of the range, or NULL */
	char *question;			/* "walk_pte_is_raw(vma, addr, ptent)" */
	struct edits *edits;
};

/* Fills level, entry, load and scope; false and @why if that is not to be seen. */
bool ask_find_entry(struct hand *h, const char **why);

/* Fills vma, addr and end for a place in @h->scope. */
bool ask_find_range(struct hand *h, const char **why);

/* Adds the edits that ask and leave; false if there is no way out. */
bool ask_leave(struct hand *h, const char **why);

/*
 * Lets what fills the slots of absent entries in the function's loop fill those
 * of the range of a leaf, in place of the effect.
 */
bool ask_fill_hole(struct hand *h);

/*
 * Level and number of stars with which @name is declared in @h->fn, LEVEL_COUNT
 * if it is none of an entry.
 */
enum pt_level ask_declared(const struct hand *h, const char *name,
			   unsigned int *stars);

/* True if the token at @i is the name of a type of declarations. */
bool ask_is_declaration(const struct source *src, const struct statement *s);

#endif
