/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * source_parts.h - what the source_*.c files share and nobody else needs.
 */
#ifndef PFN_SOURCE_PARTS_H
#define PFN_SOURCE_PARTS_H

#include "source.h"

/*
 * Where the text forks.  Every branch gives tokens, but braces are counted
 * along the first live branch only: BRANCH returns to the depth of IF, and END
 * continues with the depth that the first branch ended at.
 */
enum conditional_kind { CONDITIONAL_IF, CONDITIONAL_BRANCH, CONDITIONAL_END };

struct source_conditional {
	enum conditional_kind kind;
	unsigned int token;		/* it stands before this one */
};

/* Length of a backslash and line end at @p, or 0. */
unsigned int source_splice(const char *p);

/* Fills tokens, macros and conditionals. */
void source_lex(struct source *src);

/* Fills match and outer; the text is never walked again for a bracket. */
void source_pair_brackets(struct source *src);

/* Fills functions from what source_lex() found. */
void source_find_functions(struct source *src);

/* Small questions about one token; -1 is none. */
bool source_is_name(const struct source *src, int i);
bool source_is_punct(const struct source *src, int i, const char *text);
bool source_is_keyword(const struct source *src, int i);
bool source_is_boundary(const struct source *src, int i);
bool source_is_open(const struct source *src, int i);
bool source_is_close(const struct source *src, int i);

struct span {
	int first, last;	/* tokens */
};

/* Outwards to the boundaries of this bracket level. */
struct span source_widen(const struct source *src, struct span s);

/* The innermost bracket that is open at the span, or -1. */
int source_enclosing(const struct source *src, struct span s);

/* The carrier that is called at that bracket, or NULL. */
const struct carrier *source_called_carrier(const struct source *src, int open,
					    const struct carrier_set *set);

/* The whole test that the flag or carrier token @anchor belongs to. */
struct span source_test_around(const struct source *src, int anchor,
			       const struct carrier_set *set);

#endif
