// SPDX-License-Identifier: GPL-2.0-only
/*
 * spots_guard.c - the statement that a condition guards.  Control flow alone
 * cannot tell "if (f) body" from "if (!f) goto out; rest; out:".
 */
#include "spots_text.h"

static bool is_condition(struct source *src, int keyword)
{
	return keyword >= 0 && (source_token_is(src, keyword, "if") ||
				source_token_is(src, keyword, "while") ||
				source_token_is(src, keyword, "for"));
}

/* The last token of the statement that begins at @i, or -1. */
static int statement_end(struct source *src, int i)
{
	if (i < 0 || source_token_is(src, i, "{"))
		return i < 0 ? -1 : source_match(src, i);
	if (is_condition(src, i)) {
		int open = source_next(src, i), close;

		close = open < 0 ? -1 : source_match(src, open);
		return close < 0 ? -1 : statement_end(src, source_next(src, close));
	}
	for (; i >= 0 && !source_token_is(src, i, ";"); i = source_next(src, i)) {
		if (source_token_is(src, i, "(") || source_token_is(src, i, "{"))
			i = source_match(src, i);
		if (i < 0)
			return -1;
	}
	return i;
}

/* The bracket of the condition around token @i, or -1. */
static int condition_around(struct source *src, int i)
{
	while ((i = source_prev(src, i)) >= 0) {
		if (source_token_is(src, i, ";") || source_token_is(src, i, "}") ||
		    source_token_is(src, i, "{"))
			return -1;
		if (source_token_is(src, i, ")")) {
			i = source_match(src, i);
			if (i < 0)
				return -1;
		} else if (source_token_is(src, i, "(") &&
			   is_condition(src, source_prev(src, i))) {
			return i;
		}
	}
	return -1;
}

bool spots_guarded(struct spots *spots, const char *file, unsigned int line,
		   unsigned int column, unsigned int *first, unsigned int *last)
{
	struct source *src = spots_source(spots, file);
	int at = src ? source_token_at(src, line, column) : -1;
	int open = at < 0 ? -1 : condition_around(src, at);
	int close = open < 0 ? -1 : source_match(src, open);
	int body = close < 0 ? -1 : source_next(src, close);
	int end = body < 0 ? -1 : statement_end(src, body), next;

	if (end < 0)
		return false;
	next = source_next(src, end);
	if (next >= 0 && source_token_is(src, next, "else")) {
		int other = statement_end(src, source_next(src, next));

		end = other < 0 ? end : other;
	}
	*first = source_token(src, body)->line;
	*last = source_token(src, end)->line;
	return true;
}
