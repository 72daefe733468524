// SPDX-License-Identifier: GPL-2.0-only
/*
 * guarded.c - reads the guarded statement off the tokens.
 */
#include "guarded.h"

/* Index behind the bracket that closes the condition around token @i. */
static int behind_condition(const struct source *src, int i)
{
	int depth = 0;

	for (; i < (int)src->tokens->len; i++) {
		if (source_token_is(src, i, "("))
			depth++;
		else if (source_token_is(src, i, ")") && --depth < 0 &&
			 !source_token_is(src, i + 1, ")") &&
			 !source_token_is(src, i + 1, "&&") &&
			 !source_token_is(src, i + 1, "||"))
			return i + 1;
		else if (source_token_is(src, i, ";"))
			break;
	}
	return -1;
}

/* The tokens [@first, @end) of the statement that hangs on @f; false: unknown. */
static bool guarded(const struct source *src, const struct finding *f,
		    int *first, int *end)
{
	int at = source_token_at(src, f->line, f->column);

	*first = *end = at < 0 ? -1 : behind_condition(src, at);
	if (*first < 0)
		return false;
	if (source_token_is(src, *first, "{")) {
		*end = source_match(src, *first);
		return true;
	}
	while (*end < (int)src->tokens->len && !source_token_is(src, *end, ";"))
		(*end)++;
	return true;
}

bool guarded_answers_errno(const struct source *src, const struct finding *f)
{
	int i, end;

	if (!guarded(src, f, &i, &end))
		return true;
	for (; i < end; i++)
		if (source_token_is(src, i, "goto") ||
		    source_token_is(src, i, "-"))
			return true;
	return false;
}

bool guarded_names(const struct source *src, const struct finding *f,
		   const char *name)
{
	int i, end;

	if (!guarded(src, f, &i, &end))
		return false;
	for (; i < end; i++)
		if (source_token_is(src, i, name))
			return true;
	return false;
}
