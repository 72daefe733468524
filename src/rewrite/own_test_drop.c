// SPDX-License-Identifier: GPL-2.0-only
/*
 * own_test_drop.c - takes a whole test out of a function.
 */
#include "edits.h"
#include "ground/kapi.h"
#include "ground/source_parts.h"
#include "own_test.h"
#include "statement.h"

bool own_test_is(const struct source *src, const struct statement *s)
{
	int flag = s->kind == STATEMENT_IF ? source_prev(src, s->close) : -1;
	int and = flag < 0 ? -1 : source_prev(src, flag);

	if (flag < 0 || source_flag_at(src, flag) != PFN_FLAG_PFNMAP ||
	    !source_is_punct(src, and, "&"))
		return false;
	for (int i = source_next(src, s->open); i >= 0 && i < and;
	     i = source_next(src, i))
		if (!source_is_name(src, i) && !source_is_punct(src, i, "->"))
			return false;
	return true;
}

/* The end of the line that holds @offset, behind its newline. */
static size_t line_end(const char *text, size_t offset)
{
	const char *end = strchr(text + offset, '\n');

	return end ? (size_t)(end + 1 - text) : strlen(text);
}

/* How often @name stands in @fn outside of @s. */
static unsigned int uses(const struct source *src, const struct source_function *fn,
			 const struct statement *s, const char *name)
{
	unsigned int n = 0;

	for (int i = fn->body; i >= 0 && i < (int)fn->end; i = source_next(src, i))
		n += (i < s->first || i > s->last) && source_is_name(src, i) &&
		     source_token_is(src, i, name) &&
		     !source_is_punct(src, source_prev(src, i), "->") &&
		     !source_is_punct(src, source_prev(src, i), ".");
	return n;
}

/* "struct vm_area_struct *vma = walk->vma;" that nothing uses now goes. */
static void drop_variables(struct edits *edits, const struct source *src,
			   const struct source_function *fn,
			   const struct statement *body, const struct statement *s)
{
	for (guint k = 0; k < body->body->len; k++) {
		const struct statement *d = body->body->pdata[k];
		const struct token *t = source_token(src, d->first);
		int name = -1;

		for (int i = d->first; i >= 0 && i < d->last; i = source_next(src, i)) {
			if (source_is_punct(src, i, "("))
				break;
			if (source_is_punct(src, i, "="))
				name = source_prev(src, i);
		}
		if (d == s || d->kind != STATEMENT_PLAIN || name <= d->first ||
		    !source_is_name(src, name) || !t->starts_line)
			continue;
		{
			g_autofree char *text = source_token_text(src, name);
			g_autofree char *indent = edits_indent(src->text, t->offset);
			size_t from = t->offset - strlen(indent);

			if (statement_mentions(src, s->first, s->last, text) &&
			    uses(src, fn, s, text) == 1)
				edits_replace(edits, from, line_end(src->text,
					t->offset) - from, "");
		}
	}
}

/* The statement of @body's own list that is such a test and leaves; or NULL. */
static const struct statement *find_test(const struct source *src,
					 const struct statement *body)
{
	for (guint k = 1; k + 1 < body->body->len; k++) {
		const struct statement *s = body->body->pdata[k];

		if (own_test_is(src, s))
			return s->body->len == 1 &&
			       statement_exit(s->body->pdata[0]) ? s : NULL;
	}
	return NULL;
}

static char *drop_test(const struct source *src, const struct source_function *fn)
{
	pfn_auto(statement) body = statement_parse(src, fn);
	const struct statement *s = body ? find_test(src, body) : NULL;
	pfn_auto(edits) edits = edits_new(src->text);
	const struct statement *before;
	size_t from, to;

	if (!s)
		return NULL;
	before = body->body->pdata[statement_index(s) - 1];
	from = line_end(src->text, source_token(src, before->last)->offset);
	to = line_end(src->text, source_token(src, s->last)->offset);
	/* The blank line in front of its comment stays. */
	if (src->text[from] == '\n')
		from++;
	if (src->text[to] == '\n')
		to++;
	edits_replace(edits, from, to - from, "");
	drop_variables(edits, src, fn, body, s);
	return edits_apply(edits);
}

char *own_test_drop(const struct source *src, const char *function)
{
	for (guint i = 0; i < src->functions->len; i++) {
		const struct source_function *fn = src->functions->pdata[i];

		if (!g_strcmp0(fn->name, function))
			return drop_test(src, fn);
	}
	return NULL;
}
