// SPDX-License-Identifier: GPL-2.0-only
/*
 * gated_uses.c - every place that names a struct mm_walk_ops, and what becomes of
 * it there.  What is handed on to where nobody looks counts as walked without a
 * gate.
 */
#include "gated_parts.h"
#include "ground/kapi.h"
#include "ground/source_parts.h"

bool gated_is_word(const struct source *src, int i, const char *word)
{
	return source_is_name(src, i) && source_token_is(src, i, word);
}

/* The function that is called with token @i among its arguments; -1: none. */
static int callee_at(const struct source *src, int i)
{
	struct span s = { i, i };
	int open = source_enclosing(src, s);
	int name = open < 0 || !source_is_punct(src, open, "(") ? -1 :
		   source_prev(src, open);

	return source_is_name(src, name) && !source_is_keyword(src, name) ?
	       name : -1;
}

static bool is_gated_walk(const struct source *src, int i)
{
	g_autofree char *name = i < 0 ? NULL : source_token_text(src, i);

	return kapi_is_gated_walk(name);
}

/* "ops = &a", "ops = lock ? &a : &b": the index of "ops", or -1. */
static int assigned_to(const struct source *src, int i)
{
	int k = source_prev(src, i);

	while (k >= 0 && !source_is_punct(src, k, "=") &&
	       !source_is_punct(src, k, ";") && !source_is_punct(src, k, ",") &&
	       !source_is_punct(src, k, "{") && !source_is_punct(src, k, "}"))
		k = source_prev(src, k);
	if (k < 0 || !source_is_punct(src, k, "="))
		return -1;
	k = source_prev(src, k);
	/* "->ops = &a" is read wherever the struct is. */
	return source_is_name(src, k) &&
	       !source_is_punct(src, source_prev(src, k), "->") &&
	       !source_is_punct(src, source_prev(src, k), ".") ? k : -1;
}

/* Walked with the variable at @var, and gated wherever it is named. */
static bool variable_is_gated(const struct source *src,
			      const struct source_function *fn, int var)
{
	g_autofree char *name = source_token_text(src, var);
	bool walked = false;

	for (int i = fn->body; i >= 0 && i < (int)fn->end;
	     i = source_next(src, i)) {
		bool set = source_is_punct(src, source_next(src, i), "=");

		if (!gated_is_word(src, i, name) || set ||
		    source_is_punct(src, source_next(src, i), ";"))
			continue;
		if (!is_gated_walk(src, callee_at(src, i)))
			return false;
		walked = true;
	}
	return walked;
}

/* The mention at @i, in @fn, of a struct mm_walk_ops. */
static bool mention_is_gated(const struct source *src,
			     const struct source_function *fn, int i)
{
	int callee = callee_at(src, i), var;

	if (!source_is_punct(src, source_prev(src, i), "&"))
		return false;
	if (callee >= 0)
		return is_gated_walk(src, callee);
	var = assigned_to(src, i);
	return var >= 0 && variable_is_gated(src, fn, var);
}

/* "static const struct mm_walk_ops NAME =" at @i; @hidden: no other file sees it. */
static bool is_definition(const struct source *src, int i, bool *hidden)
{
	int type = source_prev(src, i), k = type;
	g_autofree char *name = source_is_name(src, type) ?
		source_token_text(src, type) : NULL;

	if (!name || !kapi_is(name, KAPI_WALK_OPS) ||
	    !source_is_punct(src, source_next(src, i), "="))
		return false;
	*hidden = false;
	for (; source_is_name(src, k); k = source_prev(src, k))
		*hidden |= gated_is_word(src, k, "static");
	return true;
}

char *gated_uses(const struct source *src, const char *ops)
{
	bool hidden = false, used = false;

	for (int i = 0; i < (int)src->tokens->len; i++) {
		unsigned int line = source_token(src, i)->line;
		const struct source_function *fn;

		/* A table may be called like its type. */
		if (!gated_is_word(src, i, ops) || is_definition(src, i, &hidden) ||
		    gated_is_word(src, source_prev(src, i), "struct"))
			continue;
		used = true;
		fn = source_function_at(src, line);
		if (!fn || !mention_is_gated(src, fn, i))
			return g_strdup_printf("%s:%u: %s() walks with %s where walk_page_test() is not asked",
					       src->file, line,
					       fn ? fn->name : "a table", ops);
	}
	if (!used)
		return g_strdup_printf("%s: no use of %s was found", src->file,
				       ops);
	return hidden ? NULL :
		g_strdup_printf("%s: other files can walk with %s, which is not static",
				src->file, ops);
}

/* The bracket, of whatever kind, that is open at @i; -1: none. */
static int opened_at(const struct source *src, int i)
{
	for (i = source_prev(src, i); i >= 0; i = source_prev(src, i)) {
		int other = source_match(src, i);

		if (other > i || source_is_punct(src, i, "{"))
			return i;
		if (other >= 0)
			i = other;
	}
	return -1;
}

char *gated_table_at(const struct source *src, int i)
{
	int open = opened_at(src, i), name;
	bool hidden;

	if (open < 0 || !source_is_punct(src, open, "{"))
		return NULL;
	name = source_prev(src, source_prev(src, open));
	return source_is_name(src, name) && is_definition(src, name, &hidden) ?
	       source_token_text(src, name) : NULL;
}

char *gated_member(const struct source *src, const char *table,
		   const char *member)
{
	for (int i = 0; i < (int)src->tokens->len; i++) {
		int equals = source_next(src, i);
		g_autofree char *at = NULL;

		if (!gated_is_word(src, i, member) ||
		    !source_is_punct(src, source_prev(src, i), ".") ||
		    !source_is_punct(src, equals, "="))
			continue;
		at = gated_table_at(src, i);
		if (!g_strcmp0(at, table))
			return source_token_text(src, source_next(src, equals));
	}
	return NULL;
}
