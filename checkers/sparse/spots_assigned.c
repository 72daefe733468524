// SPDX-License-Identifier: GPL-2.0-only
/*
 * spots_assigned.c - the variable that a value is stored in.
 */
#include "spots_text.h"

static bool ends_statement(struct source *src, int i)
{
	return source_token_is(src, i, ";") || source_token_is(src, i, "{") ||
	       source_token_is(src, i, "}");
}

/* "*pmd" at or behind @i. */
static char *operand(struct source *src, int i)
{
	int next = source_next(src, i);
	g_autofree char *name = NULL;

	if (!source_token_is(src, i, "*") || next < 0 ||
	    source_token(src, next)->kind != TOKEN_NAME)
		return NULL;
	name = source_token_text(src, next);
	return g_strconcat("*", name, NULL);
}

char *spots_assigned(struct spots *spots, const char *file, unsigned int line,
		     unsigned int column)
{
	struct source *src = spots_source(spots, file);
	int at = src ? source_token_at(src, line, column) : -1;
	char *own;

	if (at < 0)
		return NULL;
	own = operand(src, at);
	for (int i = at; i >= 0 && !ends_statement(src, i);
	     i = source_prev(src, i)) {
		int name;

		/* Of a call the argument is stored nowhere. */
		if (i != at && source_token_is(src, i, "(") &&
		    source_match(src, i) > at && own)
			return own;
		if (!source_token_is(src, i, "="))
			continue;
		name = source_prev(src, i);
		g_free(own);
		return name >= 0 && source_token(src, name)->kind == TOKEN_NAME ?
			source_token_text(src, name) : NULL;
	}
	return own;
}
