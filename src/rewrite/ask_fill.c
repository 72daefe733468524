// SPDX-License-Identifier: GPL-2.0-only
/*
 * ask_fill.c - where results have one slot a page, what fills the slot of an
 * absent entry fills those of a whole leaf: "helper(addr, addr + PAGE_SIZE, ...)"
 * becomes "helper(addr, end, ...)".
 */
#include "ask_parts.h"
#include "ground/source_parts.h"

/* True if @s is the one statement of the branch that an absent entry takes. */
static bool is_absent_branch(const struct hand *h, const struct statement *s)
{
	const struct statement *test = s->parent;
	g_autofree char *cond = test->kind == STATEMENT_IF &&
		test->body->pdata[0] == s ?
		statement_text(h->src, test->open, test->close) : NULL;

	return cond && strstr(cond, "_none") && s->kind == STATEMENT_PLAIN &&
	       statement_mentions(h->src, s->first, s->last, "PAGE_SIZE");
}

static const struct statement *find_filler(const struct hand *h,
					   const struct statement *s)
{
	for (guint k = 0; k < s->body->len; k++) {
		const struct statement *in = s->body->pdata[k];
		const struct statement *found = is_absent_branch(h, in) ? in :
						find_filler(h, in);

		if (found)
			return found;
	}
	return NULL;
}

bool ask_fill_hole(struct hand *h)
{
	const struct statement *filler = h->end ? find_filler(h, h->body) : NULL;
	g_autofree char *text = filler ?
		statement_text(h->src, filler->first, filler->last) : NULL;
	g_autofree char *page = g_strdup_printf("%s + PAGE_SIZE", h->addr);
	const char *at = text ? strstr(text, page) : NULL;
	g_autofree char *call = NULL, *indent = NULL, *lines = NULL;
	const struct token *first, *last;

	if (!at || !h->effect || h->effect->kind != STATEMENT_PLAIN)
		return false;
	call = g_strdup_printf("%.*s%s%s", (int)(at - text), text, h->end,
			       at + strlen(page));
	first = source_token(h->src, h->effect->first);
	last = source_token(h->src, h->effect->last);
	indent = edits_indent(h->src->text, first->offset);
	lines = g_strdup_printf("if (%s)\n%s\t%s\n%selse\n%s\t", h->question,
				indent, call, indent, indent);
	edits_replace(h->edits, first->offset, 0, lines);
	return last->offset >= first->offset;
}
