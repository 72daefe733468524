// SPDX-License-Identifier: GPL-2.0-only
/*
 * words.c - says in sentences what a rewrite changes and why.
 *
 * A sentence that would stand in every mail stands in the cover letter; a body
 * holds what is true of its own places only.
 */
#include "ground/kapi.h"
#include "ground/source.h"
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

/* What each rule's rewrite does, in the imperative; %s is where. */
static const char *const deeds[RULE_COUNT] = {
	[RULE_WALK_GATE] = "let the walk ask each entry in %s",
	[RULE_ENTRY_TEST] = "ask the entry, not the VMA, in %s",
	[RULE_FOLLOW_GATE] = "look up first, then ask, in %s",
	[RULE_PRIVATE_PFNMAP] = "demand a shared mapping in %s",
	[RULE_POLICY] = "say what the mask means in %s",
	[RULE_GUP_GATE] = "leave the refusal to GUP in %s",
};

static const char *const short_deeds[RULE_COUNT] = {
	[RULE_WALK_GATE] = "let the walk ask each entry",
	[RULE_ENTRY_TEST] = "ask the entry, not the VMA",
	[RULE_FOLLOW_GATE] = "look up first, then ask",
	[RULE_PRIVATE_PFNMAP] = "demand a shared mapping",
	[RULE_POLICY] = "say what the mask means",
	[RULE_GUP_GATE] = "leave the refusal to GUP",
};

/* "mm/rmap: ask ... in a()"; @where NULL: without a place. */
static char *subject_with(const char *prefix, const struct rewrite *r,
			  const char *where)
{
	const char *deed = where ? deeds[r->rule->id] : short_deeds[r->rule->id];
	GString *s = g_string_new(prefix);

	g_string_append_c(s, ' ');
	if (!deed)
		g_string_append(s, "ask what the test means");
	else if (where)
		g_string_append_printf(s, deed, where);
	else
		g_string_append(s, deed);
	return g_string_free(s, FALSE);
}

char *words_subject(const struct tree *tree, const struct rewrite *r)
{
	g_autofree char *prefix = words_prefix(tree, r->file);
	g_autoptr(GPtrArray) names = words_functions(r, NULL);
	g_autofree char *all = words_join(names);
	g_autofree char *count = g_strdup_printf("%u functions", names->len);
	/* Short names of two places; else how many; else what only. */
	const char *const where[] = {
		names->len > 2 ? count : all, names->len > 1 ? count : NULL, NULL,
	};

	for (size_t i = 0;; i++) {
		char *subject = subject_with(prefix, r, where[i]);

		if (!where[i] || strlen(subject) <= SUBJECT_MAX)
			return subject;
		g_free(subject);
	}
}

/*
 * What is asked instead: %s are what the new text calls, and the functions in
 * which it does.
 */
static const char *const instead[RULE_COUNT] = {
	[RULE_WALK_GATE] =
		"Take the flag out of%s %s: what is done to normal pages is done to those of such a VMA too.",
	[RULE_ENTRY_TEST] =
		"Ask%s about the entry in %s.",
	[RULE_FOLLOW_GATE] =
		"Look up first in%s %s, and only then refuse what is not special: each error keeps its value, and every path behind a lookup that worked ends it.",
	[RULE_PRIVATE_PFNMAP] =
		"Refuse what%s says can be COWed in %s.",
	[RULE_GUP_GATE] =
		"Leave%s the test out of %s.",
	[RULE_POLICY] =
		"Call%s in %s.",
};

static unsigned int count_of(const char *text, const char *what)
{
	unsigned int n = 0;

	for (const char *c = strstr(text, what); c; c = strstr(c + 1, what))
		n++;
	return n;
}

/*
 * The smallest state of the model in which before and after differ, in the
 * words with which 'make model' names it for the fixtures of that rule.
 */
static const char *smallest_state(const struct rewrite *r)
{
	static const char pmd[] = "vm_normal_page_pmd(";

	switch (r->effect) {
	case EFFECT_COW_VISIBLE:
		if (r->rule->id == RULE_ENTRY_TEST &&
		    count_of(r->after, pmd) > count_of(r->before, pmd))
			return "shared MIXEDMAP, pmd leaf: file page";
		return "private PFNMAP, pte: anon page";
	case EFFECT_ABI:
		if (r->rule->id == RULE_PRIVATE_PFNMAP)
			return "new private mapping";
		return r->rule->id == RULE_FOLLOW_GATE ?
			"shared MIXEDMAP, pte: pfn without struct page" :
			"shared PFNMAP, pte: no entry";
	case EFFECT_ARCH:
		return "between architectures: shared PFNMAP, pte: pfn without struct page";
	default:
		return NULL;
	}
}

/* What @r->after calls more often than @r->before: char *, as it appears. */
static GPtrArray *new_calls(const struct rewrite *r)
{
	pfn_auto(source) src = source_new(r->file, r->after);
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i + 1 < src->tokens->len; i++) {
		g_autofree char *name = NULL, *call = NULL;

		if (source_token(src, i)->kind != TOKEN_NAME ||
		    !source_token_is(src, i + 1, "("))
			continue;
		name = source_token_text(src, i);
		call = g_strconcat(name, "(", NULL);
		if (count_of(r->after, call) > count_of(r->before, call) &&
		    strcmp(name, "if") &&
		    !g_ptr_array_find_with_equal_func(names, name, g_str_equal,
						      NULL))
			g_ptr_array_add(names, g_steal_pointer(&name));
	}
	return names;
}

/* The calls that ask the entry itself, or those that do not. */
static GPtrArray *calls_that(const GPtrArray *calls, bool ask_the_entry)
{
	GPtrArray *some = g_ptr_array_new();

	for (guint i = 0; i < calls->len; i++)
		if (kapi_is(calls->pdata[i], KAPI_NORMAL_PAGE) == ask_the_entry)
			g_ptr_array_add(some, calls->pdata[i]);
	return some;
}

static char *instead_sentence(const struct rewrite *r)
{
	g_autoptr(GPtrArray) calls = new_calls(r);
	g_autoptr(GPtrArray) names = words_functions(r, NULL);
	g_autoptr(GPtrArray) ask = calls_that(calls, true);
	g_autoptr(GPtrArray) keep = calls_that(calls, false);
	g_autofree char *asked = words_join(ask->len ? ask : calls);
	g_autofree char *kept = words_join(keep);
	g_autofree char *where = words_join(names);
	bool asks = r->rule->id != RULE_WALK_GATE &&
		    r->rule->id != RULE_FOLLOW_GATE && calls->len;
	g_autofree char *what = g_strconcat(asks ? " " : "", asks ? asked : "",
					    NULL);
	GString *text = g_string_new(NULL);

	g_string_append_printf(text, instead[r->rule->id] ?
			       instead[r->rule->id] : "Ask%s instead in %s.",
			       what, where);
	if (asks && ask->len && keep->len) {
		g_string_truncate(text, text->len - 1);
		g_string_append_printf(text,
			", where %s cover%s what that question does not answer.",
			kept, keep->len == 1 ? "s" : "");
	}
	return g_string_free(text, FALSE);
}

/* One line in every mail that begins so, for people and scripts alike. */
static char *effect_line(const struct rewrite *r)
{
	const char *state = smallest_state(r);
	g_autofree char *text = g_strdup_printf("(%s%s)",
		state ? "smallest state of the model that differs: " :
			"no state of the model differs",
		state ? state : "");
	g_autofree char *wrapped = words_wrap(text, WIDTH);

	return g_strdup_printf("Effect: %s\n%s", rule_effect_name(r->effect),
			       wrapped);
}

char *words_body(const struct rewrite *r)
{
	g_autoptr(GString) body = g_string_new(NULL);
	g_autofree char *places = words_places(r);
	g_autofree char *emptied = words_emptied(r);
	g_autofree char *asks = instead_sentence(r);
	g_autofree char *text = g_strjoin("  ", asks, emptied, NULL);
	g_autofree char *effect = effect_line(r);
	g_autofree char *wrapped = words_wrap(text, WIDTH);

	g_string_append_printf(body, "%s%s\n\n%s\n\nLink: %s\n", places, wrapped,
			       effect, WORDS_LINK);
	return g_string_free(g_steal_pointer(&body), FALSE);
}
