// SPDX-License-Identifier: GPL-2.0-only
/*
 * words.c - says in sentences what a rewrite changes and why.
 *
 * A sentence that would stand in every mail stands in the cover letter; a body
 * holds what is true of its own places only.
 */
#include "ground/kapi.h"
#include "ground/source.h"
#include "rules/sentence.h"
#include "words.h"
#include "words_parts.h"

#define SUBJECT_MAX 75
#define WIDTH 72

char *words_wrap(const char *text, unsigned int width)
{
	g_auto(GStrv) words = g_strsplit_set(text, " \n", -1);
	GString *out = g_string_new(NULL);
	unsigned int column = 0;

	for (char **w = words; *w; w++) {
		unsigned int n = strlen(*w);

		if (!n)
			continue;
		if (column && column + 1 + n > width) {
			g_string_append_c(out, '\n');
			column = 0;
		} else if (column) {
			g_string_append_c(out, ' ');
			column++;
		}
		g_string_append(out, *w);
		column += n;
	}
	return g_string_free(out, FALSE);
}

/* "mm/rmap: ask ... in a()"; @where NULL: without a place. */
static char *subject_with(const char *prefix, const struct rewrite *r,
			  const char *where)
{
	const char *deed = room_of(r->rule)->deed;

	if (r->subject)
		return g_strdup_printf("%s %s", prefix, r->subject);
	if (!where)
		return g_strdup_printf("%s %s", prefix, deed);
	return g_strdup_printf("%s %s%s in %s", prefix, deed,
			       strchr(deed, ',') ? "," : "", where);
}

char *words_subject(const struct tree *tree, const struct rewrite *r)
{
	g_autofree char *prefix = words_prefix(tree, r->file);
	g_autoptr(GPtrArray) names = sentence_functions(r, NULL);
	g_autofree char *all = sentence_join(names);
	/* Short names of two places; else what only: how many says nothing. */
	const char *const where[] = { names->len > 2 ? NULL : all, NULL };

	for (size_t i = 0;; i++) {
		char *subject = subject_with(prefix, r, where[i]);

		if (!where[i] || strlen(subject) <= SUBJECT_MAX)
			return subject;
		g_free(subject);
	}
}

/* The smallest state of the model in which before and after differ. */
static const char *smallest_state(const struct rewrite *r)
{
	static const char *const smallest[EFFECT_COUNT] = {
		[EFFECT_COW_VISIBLE] = "private PFNMAP, pte: anon page",
		[EFFECT_ABI] = "shared PFNMAP, pte: no entry",
		[EFFECT_ARCH] = "between architectures: shared PFNMAP, pte: pfn without struct page",
	};
	const struct room *room = room_of(r->rule);
	const char *state = room->smallest ? room->smallest(r) : NULL;

	return state ? state : smallest[r->effect];
}

/* "pte_pfn(" in "is_zero_pfn(pte_pfn(": the outer one is what is asked. */
static bool is_argument(const struct source *src, guint i)
{
	return i >= 2 && source_token_is(src, i - 1, "(") &&
	       source_token(src, i - 2)->kind == TOKEN_NAME &&
	       !source_token_is(src, i - 2, "if") &&
	       !source_token_is(src, i - 2, "while");
}

/* What @r->after calls more often than @r->before: char *, as it appears. */
static GPtrArray *new_calls(const struct rewrite *r)
{
	pfn_auto(source) src = source_new(r->file, r->after);
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i + 1 < src->tokens->len; i++) {
		g_autofree char *name = NULL, *call = NULL;

		if (source_token(src, i)->kind != TOKEN_NAME ||
		    !source_token_is(src, i + 1, "(") || is_argument(src, i))
			continue;
		name = source_token_text(src, i);
		call = g_strconcat(name, "(", NULL);
		if (sentence_count(r->after, call) > sentence_count(r->before, call) &&
		    strcmp(name, "if") &&
		    !g_ptr_array_find_with_equal_func(names, name, g_str_equal,
						      NULL))
			g_ptr_array_add(names, g_steal_pointer(&name));
	}
	return names;
}

/* The calls that ask the entry itself, or those that ask something else. */
static GPtrArray *calls_that(const GPtrArray *calls, bool ask_the_entry)
{
	GPtrArray *some = g_ptr_array_new();

	for (guint i = 0; i < calls->len; i++)
		if (kapi_is(calls->pdata[i], KAPI_NORMAL_PAGE) == ask_the_entry)
			g_ptr_array_add(some, calls->pdata[i]);
	return some;
}

/* @text with "$calls" and "$where" said; the caller frees it. */
static char *fill_in(const char *text, const char *calls, const char *where)
{
	GString *filled = g_string_new(text);

	g_string_replace(filled, "$calls", calls, 0);
	g_string_replace(filled, "$where", where, 0);
	return g_string_free(filled, FALSE);
}

static char *instead_sentence(const struct rewrite *r)
{
	const char *instead = room_of(r->rule)->instead;
	g_autoptr(GPtrArray) calls = new_calls(r);
	g_autoptr(GPtrArray) names = sentence_functions(r, NULL);
	g_autoptr(GPtrArray) ask = calls_that(calls, true);
	g_autoptr(GPtrArray) keep = calls_that(calls, false);
	g_autofree char *asked = sentence_join(ask->len ? ask : calls);
	g_autofree char *kept = sentence_join(keep);
	g_autofree char *where = sentence_join(names);
	g_autofree char *what = g_strconcat(calls->len ? " " : "", asked, NULL);
	g_autofree char *text = fill_in(instead, what, where);

	if (!strstr(instead, "$calls") || !ask->len || !keep->len)
		return g_steal_pointer(&text);
	text[strlen(text) - 1] = '\0';
	return g_strdup_printf("%s, where %s cover%s what that question does not answer.",
			       text, kept, keep->len == 1 ? "s" : "");
}

/* The functions that the effect of the whole is seen in; the others have less. */
static GPtrArray *functions_of_effect(const struct rewrite *r)
{
	g_autoptr(GPtrArray) some = g_ptr_array_new();
	struct rewrite part = *r;

	for (guint i = 0; i < r->findings->len; i++) {
		struct finding *f = r->findings->pdata[i];

		if (f->effect == r->effect)
			g_ptr_array_add(some, f);
	}
	if (some->len)
		part.findings = some;
	return sentence_functions(&part, NULL);
}

/* The effect as who has to judge the patch would say it. */
static char *effect_sentence(const struct rewrite *r)
{
	const char *state = smallest_state(r);
	g_autoptr(GPtrArray) names = functions_of_effect(r);
	g_autofree char *where = sentence_join(names);
	const char *seen = room_of(r->rule)->seen;
	g_autofree char *in = fill_in(seen ? seen : "in $where", "", where);
	g_autofree char *text = NULL;

	switch (r->effect) {
	case EFFECT_NFC:
		text = g_strdup("No functional change intended.");
		break;
	case EFFECT_FIX:
		text = g_strdup("Only entries without a struct page are treated differently, where using one was an oops or a wrong reference.");
		break;
	case EFFECT_COW_VISIBLE:
		text = g_strdup_printf("%s become visible %s.",
			state && g_str_has_prefix(state, "private") ?
			"Pages that were COWed in a private PFN mapping" :
			"Normal pages of a mixed mapping", in);
		break;
	case EFFECT_ABI:
		text = g_strdup("User space sees another answer than before: an error, or none.");
		break;
	default:
		text = g_strdup("Architectures with the special bit and those without answer differently from now on.");
	}
	return words_wrap(text, WIDTH);
}

char *words_note(const struct rewrite *r)
{
	const char *state = r->body ? NULL : smallest_state(r);
	g_autofree char *text = state ? g_strdup_printf(
		"(smallest state of the model that differs: %s)", state) : NULL;
	g_autofree char *wrapped = text ? words_wrap(text, WIDTH) : NULL;

	return text ? g_strdup_printf("%s\n\n", wrapped) : NULL;
}

/* The paragraphs of a step. */
static char *step_body(const struct rewrite *r)
{
	g_auto(GStrv) paragraphs = g_strsplit(r->body, "\n\n", -1);
	GString *body = g_string_new(NULL);

	for (char **p = paragraphs; *p; p++) {
		g_autofree char *wrapped = words_wrap(*p, WIDTH);

		g_string_append_printf(body, "%s\n\n", wrapped);
	}
	g_string_append_printf(body, "Link: %s\n", WORDS_LINK);
	return g_string_free(body, FALSE);
}

static char *rule_body(const struct rewrite *r)
{
	g_autoptr(GString) body = g_string_new(NULL);
	g_autofree char *places = words_places(r);
	const struct room *room = room_of(r->rule);
	g_autofree char *remark = room->remark ? room->remark(r) : NULL;
	g_autofree char *asks = instead_sentence(r);
	g_autofree char *text = g_strjoin("  ", asks, remark, NULL);
	g_autofree char *effect = effect_sentence(r);
	g_autofree char *wrapped = words_wrap(text, WIDTH);

	g_string_append_printf(body, "%s%s\n\n%s\n\nLink: %s\n", places, wrapped,
			       effect, WORDS_LINK);
	return g_string_free(g_steal_pointer(&body), FALSE);
}

char *words_body(const struct rewrite *r)
{
	return r->body ? step_body(r) : rule_body(r);
}
