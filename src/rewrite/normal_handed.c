// SPDX-License-Identifier: GPL-2.0-only
/*
 * normal_handed.c - a helper that is handed the entry but not its address gets
 * that too, from callers that all have one.
 */
#include "normal_parts.h"
#include "ground/kapi.h"
#include "ground/source_parts.h"

/* Behind the parameter that is the entry or points to it; -1: none. */
static int entry_parameter(const struct taken *t, unsigned int *n)
{
	const struct source *src = t->h.src;
	int open = source_next(src, t->h.fn->name_token);
	int close = source_match(src, open);
	bool entry = false;

	*n = 0;
	for (int i = source_next(src, open); i >= 0 && i <= close;
	     i = source_next(src, i)) {
		g_autofree char *name = source_is_name(src, i) ?
			source_token_text(src, i) : NULL;

		entry |= name && kapi_is(name, KAPI_ENTRY_TYPE);
		if (!source_is_punct(src, i, ",") && i != close)
			continue;
		if (entry)
			return i;
		(*n)++;
	}
	return -1;
}

/* The end of argument @n of the call whose "(" is @open; -1: it has fewer. */
static int argument_end(const struct source *src, int open, unsigned int n)
{
	int close = source_match(src, open);

	for (int i = source_next(src, open); i >= 0 && i <= close;
	     i = source_next(src, i)) {
		if (source_is_open(src, i))
			i = source_match(src, i);
		if (i == close || source_is_punct(src, i, ",")) {
			if (!n--)
				return i;
		}
	}
	return -1;
}

/* Lets one call hand over the address that its function has. */
static bool hand_over(struct taken *t, int call, unsigned int n)
{
	const struct source *src = t->h.src;
	const struct source_function *fn =
		source_function_at(src, source_token(src, call)->line);
	pfn_auto(statement) body = fn ? statement_parse(src, fn) : NULL;
	const struct statement *s = body ? statement_at(body, call) : NULL;
	struct hand h = { .src = src, .fn = fn, .body = body, .load = s,
			  .level = t->h.level };
	int end = argument_end(src, source_next(src, call), n);
	g_autofree char *more = NULL;
	const char *why = NULL;
	bool ok;

	while (s && s->parent && s->parent->kind != STATEMENT_BLOCK)
		s = s->parent;
	if (!s || !s->parent || end < 0)
		return false;
	h.load = s;
	h.scope = s->parent;
	ok = ask_find_range(&h, &why);
	if (ok) {
		more = g_strdup_printf(", %s", h.addr);
		edits_replace(t->h.edits, source_token(src, end)->offset, 0, more);
	}
	g_free(h.vma);
	g_free(h.addr);
	g_free(h.end);
	return ok;
}

bool normal_hand_address(struct taken *t)
{
	const struct source *src = t->h.src;
	unsigned int n;
	int behind = entry_parameter(t, &n);
	bool called = false;

	if (behind < 0 || !t->h.fn->is_static ||
	    statement_mentions(src, t->h.fn->start, t->h.fn->end, "addr"))
		return false;
	for (int i = 0; i < (int)src->tokens->len; i++) {
		if (!source_is_name(src, i) ||
		    !source_token_is(src, i, t->h.fn->name) ||
		    i == (int)t->h.fn->name_token)
			continue;
		if (!source_is_punct(src, source_next(src, i), "(") ||
		    !hand_over(t, i, n))
			return false;
		called = true;
	}
	edits_replace(t->h.edits, source_token(src, behind)->offset, 0,
		      ", unsigned long addr");
	t->h.addr = g_strdup("addr");
	return called;
}
