/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * normal_parts.h - what the normal*.c files share and nobody else needs.
 */
#ifndef PFN_NORMAL_PARTS_H
#define PFN_NORMAL_PARTS_H

#include "ask_parts.h"
#include "normal.h"

/* A page or frame number that is taken from an entry. */
struct taken {
	struct hand h;			/* load: the statement that takes */
	const struct tree *tree;
	int name, open, close;		/* tokens of "pmd_folio", "(" and ")" */
	const struct statement *s;	/* that holds them, in a list */
	char *stored;			/* the variable that @s sets, or NULL */
	bool is_all;			/* and it is set to just that */
	bool folio;			/* it is a folio, not a page or a number */
	bool number;			/* it is a frame number */
};

/* Some test in the function says that the entry is there where it is taken. */
bool normal_is_present(const struct taken *t);

/* True if @s asks whether the entry of @t is missing, and nothing else. */
bool normal_asks_absent(const struct taken *t, const struct statement *s);

/* The one statement behind @s in its list, or NULL. */
const struct statement *normal_next(const struct statement *s);

/* True if @s is "if (!NAME ...". */
bool normal_asks_null(const struct taken *t, const struct statement *s,
		      const char *name);

/* "return;" or "goto out;" of what leaves, with unlocks in @unlocks; or NULL. */
char *normal_way_of(const struct taken *t, const struct statement *s,
		    GString *unlocks);

/* True if the function tests for the zero page of that level by itself. */
bool normal_tests_zero(const struct taken *t);

/* Every use of the variable stands behind "if (VARIABLE)". */
bool normal_is_null_safe(const struct taken *t);

/* Leaves where what was stored is NULL; false if the function has no way out. */
bool normal_leave(struct taken *t);

/*
 * Lets the function's callers, all in this file and with an address in hand, hand
 * it over: the function gets a parameter "addr" behind the entry.
 */
bool normal_hand_address(struct taken *t);

#endif
