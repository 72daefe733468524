// SPDX-License-Identifier: GPL-2.0-only
/*
 * ask_ways.c - ways out that are written down elsewhere in the function.
 */
#include "ask_parts.h"
#include "ground/source_parts.h"

static bool is_word(const struct source *src, int i, const char *word)
{
	return source_is_name(src, i) && source_token_is(src, i, word);
}

/* The first "goto" behind the load, if no lock was dropped before it. */
static const struct statement *find_goto(const struct hand *h,
					 const struct statement *s, bool *stop)
{
	for (guint k = 0; k < s->body->len && !*stop; k++) {
		const struct statement *in = s->body->pdata[k];
		const struct statement *found;

		if (!h->at_start && h->load && in->last <= h->load->last)
			continue;
		if (in->kind == STATEMENT_JUMP &&
		    is_word(h->src, in->first, "goto"))
			return in;
		*stop = ask_is_unlock(h->src, in);
		found = *stop ? NULL : find_goto(h, in, stop);
		if (found)
			return found;
	}
	return NULL;
}

/* Backwards is a new try, not a way out. */
static bool goes_on(const struct hand *h, const struct statement *jump)
{
	int label = source_next(h->src, jump->first);
	g_autofree char *name = source_token_text(h->src, label);

	for (int i = label; i >= 0 && i < (int)h->fn->end;
	     i = source_next(h->src, i))
		if (is_word(h->src, i, name) &&
		    source_is_punct(h->src, source_next(h->src, i), ":"))
			return true;
	return false;
}

bool ask_leave_by_goto(struct hand *h)
{
	bool stop = false;
	const struct statement *jump = find_goto(h, h->scope, &stop);
	g_autofree char *text = NULL;

	if (!jump || !goes_on(h, jump))
		return false;
	text = statement_text(h->src, jump->first, jump->last);
	ask_leave_with(h, h->at_start ? NULL : h->load, "", text);
	return true;
}

/* The branch ends "spin_unlock(ptl); goto out;" behind the effect. */
bool ask_leave_by_tail(struct hand *h)
{
	const GPtrArray *list = h->scope->body;
	const struct statement *jump = list->len ?
		list->pdata[list->len - 1] : NULL;
	g_autoptr(GString) unlocks = g_string_new(NULL);
	g_autofree char *indent = NULL, *text = NULL;

	if (!jump || jump->kind != STATEMENT_JUMP || !h->effect)
		return false;
	indent = ask_scope_indent(h);
	ask_add_unlocks(h, h->scope, statement_index(h->effect) + 1, indent, unlocks);
	text = statement_text(h->src, jump->first, jump->last);
	ask_leave_with(h, h->at_start ? NULL : h->load, unlocks->str, text);
	return true;
}

/* "if (pmd_none(*pmd)) return hole(...);" at the top of the function. */
static const struct statement *early_none(const struct hand *h)
{
	for (guint k = 0; k < h->body->body->len; k++) {
		const struct statement *s = h->body->body->pdata[k];
		const struct statement *jump = s->kind == STATEMENT_IF ?
			statement_exit(s->body->pdata[0]) : NULL;

		if (s == statement_in(h->body, h->scope))
			break;
		if (jump && is_word(h->src, jump->first, "return") &&
		    ask_is_question(h, s, false, h->entry))
			return jump;
	}
	return NULL;
}

/* The same, with the lock dropped as behind the test that the leaf is there. */
bool ask_leave_as_early(struct hand *h)
{
	const struct statement *jump = early_none(h);
	const struct statement *then = h->load && h->load->kind == STATEMENT_IF ?
		h->load->body->pdata[0] : NULL;
	g_autoptr(GString) unlocks = g_string_new(NULL);
	g_autofree char *text = NULL, *indent = NULL;

	if (!jump || !then || then->kind != STATEMENT_BLOCK)
		return false;
	indent = ask_scope_indent(h);
	ask_add_unlocks(h, then, 0, indent, unlocks);
	text = statement_text(h->src, jump->first, jump->last);
	ask_leave_with(h, h->load, unlocks->str, text);
	return unlocks->len;
}
