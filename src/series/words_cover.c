// SPDX-License-Identifier: GPL-2.0-only
/*
 * words_cover.c - the cover letter: what holds for all patches is said here
 * once, so that none of them needs to repeat it.
 */
#include "words.h"

#define WIDTH 72

/* What an effect means to who has to decide about a patch. */
static const char *const effects[EFFECT_COUNT] = {
	[EFFECT_NFC] = "no state behaves differently",
	[EFFECT_COW_VISIBLE] =
		"only normal pages in VM_PFNMAP and VM_MIXEDMAP VMAs are treated differently, like those of any other VMA",
	[EFFECT_ABI] =
		"a value that userspace can see changes: an errno, or that there is none",
	[EFFECT_ARCH] =
		"architectures with the special bit and those without differ",
};

static bool has_rule(const GPtrArray *rewrites, enum rule_id id)
{
	for (guint i = 0; i < rewrites->len; i++)
		if (((const struct rewrite *)rewrites->pdata[i])->rule->id == id)
			return true;
	return false;
}

const char *words_cover_subject(const GPtrArray *rewrites)
{
	const struct rule *rule = ((const struct rewrite *)rewrites->pdata[0])->rule;
	const char *own = room_of(rule)->cover_subject;

	for (guint i = 0; own && i < rewrites->len; i++)
		if (((const struct rewrite *)rewrites->pdata[i])->rule != rule)
			own = NULL;
	return own ? own :
	       "mm: ask the page-table entry, not VM_PFNMAP/VM_MIXEDMAP";
}

static void add_filled(GString *text, const char *words)
{
	g_autofree char *filled = words_wrap(words, WIDTH);

	g_string_append_printf(text, "%s\n\n", filled);
}

static void add_indented(GString *text, const char *words)
{
	g_autofree char *filled = words_wrap(words, WIDTH - 2);
	g_auto(GStrv) lines = g_strsplit(filled, "\n", -1);

	for (char **l = lines; *l; l++)
		g_string_append_printf(text, "  %s\n", *l);
}

static bool has_effect(const GPtrArray *rewrites, enum effect effect)
{
	for (guint i = 0; i < rewrites->len; i++)
		if (((const struct rewrite *)rewrites->pdata[i])->effect == effect)
			return true;
	return false;
}

/* The effects that the table names, in words. */
static void add_effects(GString *text, const GPtrArray *rewrites)
{
	g_string_append_c(text, '\n');
	for (int e = 0; e < EFFECT_COUNT; e++) {
		g_autofree char *said = NULL;

		if (!effects[e] || !has_effect(rewrites, e))
			continue;
		said = g_strdup_printf("%s: %s.", rule_effect_name(e), effects[e]);
		add_indented(text, said);
	}
}

/* Subjects are long; which file it is stands here, the rest in the shortlog. */
static void add_patches(GString *text, const GPtrArray *rewrites)
{
	g_string_append(text, "Patches, and the effect that was computed for each:\n\n");
	for (guint i = 0; i < rewrites->len; i++) {
		const struct rewrite *r = rewrites->pdata[i];

		g_string_append_printf(text, "  %3u  %-12s %s\n", i + 1,
				       rule_effect_name(r->effect), r->file);
	}
	add_effects(text, rewrites);
}

static bool is_left(const struct finding *f)
{
	/* What was not asked for was not left alone. */
	return f->fix == FIX_STATE_MANUAL && f->rule->fix != FIX_OPT_IN;
}

/* One reason, and all the places that it holds for. */
static void add_reason(GString *text, const GPtrArray *findings,
		       const char *why)
{
	g_autoptr(GString) places = g_string_new(NULL);

	for (guint i = 0; i < findings->len; i++) {
		const struct finding *f = findings->pdata[i];

		if (is_left(f) && !g_strcmp0(f->why, why))
			g_string_append_printf(places, "%s%s:%u%s%s%s",
				places->len ? ", " : "", f->file, f->line,
				f->function ? " " : "",
				f->function ? f->function : "",
				f->function ? "()" : "");
	}
	g_string_append_c(text, '\n');
	add_filled(text, why ? why : "no proof");
	g_string_truncate(text, text->len - 1);
	add_indented(text, places->str);
}

static void add_manual(GString *text, const GPtrArray *findings)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < findings->len; i++) {
		const struct finding *f = findings->pdata[i];

		if (!is_left(f) || !g_hash_table_add(seen, f->why ? f->why : ""))
			continue;
		if (g_hash_table_size(seen) == 1)
			g_string_append(text, "\nLeft alone, and why:\n");
		add_reason(text, findings, f->why);
	}
}

/* Who found the reads: only those engines that did are named. */
static void add_engines(GString *text, const struct tree *tree,
			const GPtrArray *findings)
{
	g_autoptr(GString) s = g_string_new(NULL);
	unsigned int engines = 0;

	for (guint i = 0; i < findings->len; i++)
		engines |= ((const struct finding *)findings->pdata[i])->engines;
	g_string_append_printf(s,
		"How it was made: the places were found in linux %s by semantic patches%s%s%s.  A rewrite is emitted only where the analysis established what its proof assumes; the effect of each rule's rewrite was computed by running code before and after over every reachable state of a model of the mm: an architecture, a kind of VMA, and what its entry holds.",
		tree->kernel,
		engines & ENGINE_CLANG ? ", by a checker on libclang" : "",
		engines & ENGINE_CLANG && engines & ENGINE_SPARSE ? " and" : "",
		engines & ENGINE_SPARSE ? " by one on libsparse" : "");
	g_string_append_c(text, '\n');
	add_filled(text, s->str);
}

char *words_cover(const struct tree *tree, const GPtrArray *rewrites,
		  const GPtrArray *findings, const char *verified)
{
	g_autoptr(GString) text = g_string_new(NULL);

	add_filled(text,
		"VM_PFNMAP and VM_MIXEDMAP are the private state with which vm_normal_page() emulates the special bit on architectures that have none.  What else depends on them depends on the whole VMA, not on what an entry maps.");
	for (int id = 0; id < RULE_COUNT; id++)
		if (has_rule(rewrites, id))
			add_filled(text, room_of(rule_get(id))->reason);
	add_patches(text, rewrites);
	add_manual(text, findings);
	add_engines(text, tree, findings);
	if (verified)
		g_string_append_printf(text, "Verified, each patch on those before it (-: that build holds no such\nobject):\n\n%s\n", verified);
	g_string_append_printf(text, "Link: %s\n", WORDS_LINK);
	return g_string_free(g_steal_pointer(&text), FALSE);
}
