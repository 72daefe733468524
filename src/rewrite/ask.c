// SPDX-License-Identifier: GPL-2.0-only
/*
 * ask.c - from a line to a candidate.
 */
#include "ask_parts.h"
#include "reflow.h"

static const char *const names[LEVEL_COUNT] = {
	"walk_pte_is_raw", "walk_pmd_is_raw", "walk_pud_is_raw",
};

const char *ask_name(enum pt_level level)
{
	return names[level];
}

static void hand_release(struct hand *h)
{
	g_free(h->entry);
	g_free(h->vma);
	g_free(h->addr);
	g_free(h->end);
	g_free(h->question);
	edits_free(h->edits);
}

/* The statement of the scope that holds the effect, or leads to it. */
static void find_effect(struct hand *h)
{
	int i = source_token_at(h->src, h->place->effect, 1);
	const struct statement *s = i < 0 ? NULL : statement_at(h->body, i);

	h->effect = s ? statement_in(h->scope, s) : NULL;
}

/* To ask twice would lead around nothing more. */
static bool asks_already(const struct hand *h)
{
	int from = h->at_start || !h->load ? h->scope->first : h->load->last;
	int to = h->effect ? h->effect->last : h->scope->last;

	return statement_mentions(h->src, from, to, names[h->level]);
}

static char *try_candidate(struct hand *h, const char **why)
{
	g_autofree char *after = NULL;

	if (!ask_find_entry(h, why) || !ask_find_range(h, why))
		return NULL;
	find_effect(h);
	if (asks_already(h)) {
		*why = "this is reached although the entry was asked";
		return NULL;
	}
	h->question = g_strdup_printf("%s(%s, %s, %s)", names[h->level], h->vma,
				      h->addr, h->entry);
	if (!ask_leave(h, why))
		return NULL;
	after = edits_apply(h->edits);
	return reflow_lines(h->src->text, after);
}

char *ask_candidate(const struct ask_place *place, enum pt_level *level,
		    const char **why)
{
	const struct source_function *fn =
		source_function_at(place->src, place->load);
	pfn_auto(statement) body = fn ? statement_parse(place->src, fn) : NULL;
	struct hand h = {
		.place = place, .src = place->src, .fn = fn, .body = body,
		.level = LEVEL_COUNT,
	};
	char *after;

	*why = "the function cannot be read as statements";
	if (!body)
		return NULL;
	h.edits = edits_new(place->src->text);
	after = try_candidate(&h, why);
	*level = h.level;
	hand_release(&h);
	return after;
}
