// SPDX-License-Identifier: GPL-2.0-only
/*
 * words_cover.c - the cover letter: what holds for all patches is said here
 * once, so that none of them needs to repeat it.
 */
#include "words.h"

#define WIDTH 72

/* What an effect means to who has to decide about a patch. */
static const char *const effects[EFFECT_COUNT] = {
	[EFFECT_NFC] = "No functional change intended",
	[EFFECT_FIX] =
		"What has no struct page of its own is skipped, where using one was an oops or a wrong reference",
	[EFFECT_COW_VISIBLE] =
		"Normal pages in VM_PFNMAP and VM_MIXEDMAP mappings are treated like those of any other mapping; all else as before",
	[EFFECT_ABI] =
		"User space sees another answer: an errno, or that there is none",
	[EFFECT_ARCH] =
		"Architectures with the special bit and those without differ from now on",
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

/* Numbers of the patches that @is takes: "1, 3-5"; NULL: none. */
static char *patches_with(const GPtrArray *rewrites, const char *changes)
{
	g_autoptr(GString) text = g_string_new(NULL);
	guint first = 0;

	for (guint i = 0; i <= rewrites->len; i++) {
		bool is = i < rewrites->len &&
			  !strcmp(words_changes(rewrites->pdata[i]), changes);

		if (is && !first)
			first = i + 1;
		if (is || !first)
			continue;
		g_string_append_printf(text, first == i ? "%s%u" : "%s%u-%u",
				       text->len ? ", " : "", first, i);
		first = 0;
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

const char *words_changes(const struct rewrite *r)
{
	return r->changes ? r->changes : effects[r->effect];
}

/* What changes, and with which patches: the shortlog has their subjects. */
static void add_patches(GString *text, const GPtrArray *rewrites)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	g_string_append(text, "What changes, patch by patch:\n\n");
	for (guint i = 0; i < rewrites->len; i++) {
		const char *changes = words_changes(rewrites->pdata[i]);
		g_autofree char *numbers = NULL, *said = NULL;

		if (!g_hash_table_add(seen, (gpointer)changes))
			continue;
		numbers = patches_with(rewrites, changes);
		said = g_strdup_printf("%s: %s.", numbers, changes);
		add_indented(text, said);
	}
}

static bool is_left(const struct finding *f)
{
	/* What was not asked for was not left alone. */
	return f->fix == FIX_STATE_MANUAL && f->rule->fix != FIX_OPT_IN;
}

/* "mm/hmm.c, mm/pagewalk.c (2)": where findings of @rule stay; NULL: nowhere. */
static char *places_left(const GPtrArray *findings, const struct rule *rule)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const char *file = NULL;
	unsigned int n = 0;

	for (guint i = 0; i <= findings->len; i++) {
		const struct finding *f = i < findings->len ? findings->pdata[i] :
							      NULL;

		if (f && (!is_left(f) || f->rule != rule))
			continue;
		if (file && f && !strcmp(f->file, file)) {
			n++;
			continue;
		}
		if (n > 1)
			g_string_append_printf(text, " (%u)", n);
		if (f)
			g_string_append_printf(text, "%s%s", file ? ", " : "",
					       f->file);
		file = f ? f->file : NULL;
		n = 1;
	}
	return text->len ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}

/* By family, so that it stays short: a scan gives each its own reason. */
static void add_manual(GString *text, const GPtrArray *findings)
{
	bool first = true;

	for (int id = 0; id < RULE_COUNT; id++) {
		const struct rule *rule = rule_get(id);
		const char *family = room_of(rule)->family;
		g_autofree char *places = places_left(findings, rule);
		g_autofree char *said = NULL;

		if (!places)
			continue;
		if (first)
			g_string_append(text, "\nLeft alone ('pfncheck scan' says why of each):\n\n");
		first = false;
		said = g_strdup_printf("%s: %s.", family ? family : rule->title,
				       places);
		add_indented(text, said);
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

char *words_verified(const char *table)
{
	return !table ? g_strdup("") :
		g_strdup_printf("Verified, each patch on those before it (-: that build holds no such\nobject):\n\n%s\n",
				table);
}

char *words_cover(const struct tree *tree, const GPtrArray *rewrites,
		  const GPtrArray *findings, const char *verified)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *table = words_verified(verified);

	add_filled(text,
		"VM_PFNMAP and VM_MIXEDMAP are the private state with which vm_normal_page() emulates the special bit on architectures that have none.  What else depends on them depends on the whole VMA, not on what an entry maps.");
	for (int id = 0; id < RULE_COUNT; id++)
		if (has_rule(rewrites, id))
			add_filled(text, room_of(rule_get(id))->reason);
	add_patches(text, rewrites);
	add_manual(text, findings);
	add_engines(text, tree, findings);
	g_string_append(text, table);
	g_string_append_printf(text, "Link: %s\n", WORDS_LINK);
	return g_string_free(g_steal_pointer(&text), FALSE);
}
