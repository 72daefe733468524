// SPDX-License-Identifier: GPL-2.0-only
/*
 * ask_hole.c - holes of a VMA that a walk never entered so far are not told of
 * when it does.
 */
#include "ask_parts.h"
#include "ground/kapi.h"
#include "ground/source_parts.h"

/* "struct mm_walk *walk" among the parameters: "walk"; or NULL. */
static char *walk_of(const struct source *src, const struct source_function *fn)
{
	for (int i = fn->name_token; i >= 0 && i < (int)fn->body;
	     i = source_next(src, i)) {
		g_autofree char *name = source_is_name(src, i) ?
			source_token_text(src, i) : NULL;
		int behind = source_next(src, source_next(src, i));

		if (name && kapi_is(name, KAPI_WALK_STATE) &&
		    source_is_name(src, behind))
			return source_token_text(src, behind);
	}
	return NULL;
}

/* "if (!vma) return 0;": the name that is tested, or NULL. */
static char *tested(const struct source *src, const struct statement *s)
{
	int not = s->kind == STATEMENT_IF ? source_next(src, s->open) : -1;
	int name = not < 0 ? -1 : source_next(src, not);
	const struct statement *jump = not < 0 || s->body->len != 1 ? NULL :
				       s->body->pdata[0];

	return jump && jump->kind == STATEMENT_JUMP &&
	       source_token_is(src, jump->first, "return") &&
	       source_token_is(src, source_next(src, jump->first), "0") &&
	       source_is_punct(src, not, "!") && source_is_name(src, name) &&
	       source_next(src, name) == s->close ?
	       source_token_text(src, name) : NULL;
}

/* "@name = walk->vma" stands in @fn. */
static bool is_vma(const struct source *src, const struct source_function *fn,
		   const char *name)
{
	for (int i = fn->body; name && i >= 0 && i < (int)fn->end;
	     i = source_next(src, i)) {
		int from = source_next(src, source_next(src, i));
		int arrow = source_next(src, from);

		if (source_is_name(src, i) && source_token_is(src, i, name) &&
		    source_is_punct(src, source_next(src, i), "=") &&
		    source_is_punct(src, arrow, "->") &&
		    source_token_is(src, source_next(src, arrow), "vma"))
			return true;
	}
	return false;
}

/* The first statement behind the declarations. */
static const struct statement *first_deed(const struct source *src,
					  const struct statement *body)
{
	for (guint k = 0; k < body->body->len; k++)
		if (!ask_is_declaration(src, body->body->pdata[k]))
			return body->body->pdata[k];
	return NULL;
}

static char *with_question(const struct source *src,
			   const struct source_function *fn,
			   const struct statement *s, const char *walk)
{
	pfn_auto(edits) edits = edits_new(src->text);
	const struct token *t = source_token(src, s->first);
	g_autofree char *vma = tested(src, s), *text = NULL;

	if (is_vma(src, fn, vma)) {
		text = g_strdup_printf(" || %s(%s)", ASK_HOLE, vma);
		edits_replace(edits, source_token(src, s->close)->offset, 0, text);
	} else {
		text = g_strdup_printf("if (%s(%s->vma))\n\t\treturn 0;\n\n\t",
				       ASK_HOLE, walk);
		edits_replace(edits, t->offset, 0, text);
	}
	return edits_apply(edits);
}

char *ask_hole_candidate(const struct source *src, const char *function)
{
	const struct source_function *fn = source_function_named(src, function);
	pfn_auto(statement) body = fn ? statement_parse(src, fn) : NULL;
	const struct statement *deed = body ? first_deed(src, body) : NULL;
	g_autofree char *walk = fn ? walk_of(src, fn) : NULL;

	if (!deed || !walk ||
	    statement_mentions(src, fn->body, fn->end, ASK_HOLE))
		return NULL;
	return with_question(src, fn, deed, walk);
}
