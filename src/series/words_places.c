// SPDX-License-Identifier: GPL-2.0-only
/*
 * words_places.c - what stands now in the places that a patch changes, and why
 * it is wrong there.
 */
#include "emit/emit.h"
#include "ground/source.h"
#include "words.h"
#include "words_parts.h"

#define WIDTH 72

GPtrArray *words_functions(const struct rewrite *r, const char *expression)
{
	GPtrArray *names = g_ptr_array_new();

	for (guint i = 0; i < r->findings->len; i++) {
		const struct finding *f = r->findings->pdata[i];

		if (f->function &&
		    (!expression || !g_strcmp0(f->expression, expression)) &&
		    !g_ptr_array_find_with_equal_func(names, f->function,
						      g_str_equal, NULL))
			g_ptr_array_add(names, f->function);
	}
	return names;
}

char *words_join(const GPtrArray *names)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < names->len; i++)
		g_string_append_printf(text, "%s%s()", !i ? "" :
				       i + 1 < names->len ? ", " : " and ",
				       (char *)names->pdata[i]);
	return g_string_free(text, FALSE);
}

/*
 * "a() VERBs OBJECT 'x', b() and c() LINK 'y' REST": with the names in it no
 * sentence is that of another patch; what holds for a rule as such is in the
 * cover letter.
 */
static const struct wrong {
	const char *verb, *object, *link, *rest;
} wrongs[RULE_COUNT] = {
	[RULE_WALK_GATE] = {
		"leave", " a whole VMA out", " on",
		", and with it the anonymous pages that COW faults put into a private mapping",
	},
	[RULE_ENTRY_TEST] = {
		"let", "", "",
		" decide about a single entry, although the entry is in hand and need not be like the rest of its VMA",
	},
	[RULE_FOLLOW_GATE] = {
		"refuse", "", " on",
		" in front of the lookup, although the entry that this finds tells whether it is special",
	},
	[RULE_PRIVATE_PFNMAP] = {
		"set", " up page frames", " by",
		" for private writable mappings too, where COW faults put anonymous pages among the special entries",
	},
	[RULE_GUP_GATE] = {
		"refuse", "", " on",
		" in front of a call that looks the same VMA up and refuses it by itself, with -EFAULT",
	},
	[RULE_POLICY] = {
		"test", "", "",
		", a mask for which this tree has a predicate with a name that says what it stands for",
	},
};

static const struct wrong any_wrong = {
	"test", "", "", ", which answers for the whole VMA",
};

/* "'vma_is_special_huge(vma)' (it reads VM_PFNMAP and VM_MIXEDMAP, see mm.h)" */
static char *tested(const struct finding *f)
{
	g_autofree char *flags = emit_flags(f->flags, " and ");

	if (!f->carrier)
		return g_strdup_printf("'%s'", f->expression);
	if (f->carrier->kind == CARRIER_PREDICATE)
		return g_strdup_printf("'%s' (it reads %s, see %s)",
				       f->expression, flags, f->carrier->file);
	return g_strdup_printf("'%s' (%s holds %s)", f->expression,
			       f->carrier->name, flags);
}

/* "at pte and pmd level" of "filtered: pte yes, pmd yes"; NULL: no levels. */
static char *levels_of(const char *proof)
{
	static const char *const levels[] = { "pte", "pmd", "pud" };
	const char *found[G_N_ELEMENTS(levels)];
	GString *text = NULL;
	size_t n = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(levels); i++) {
		g_autofree char *yes = g_strconcat(levels[i], " yes", NULL);

		if (strstr(proof, yes))
			found[n++] = levels[i];
	}
	if (!n)
		return NULL;
	text = g_string_new("at the ");
	for (size_t i = 0; i < n; i++)
		g_string_append_printf(text, "%s%s", !i ? "" :
				       i + 1 < n ? ", " : " and ", found[i]);
	g_string_append(text, n > 1 ? " levels" : " level");
	return g_string_free(text, FALSE);
}

/* What the walk behind a gate does, as its proof says. */
static char *walk_sentence(const char *proof, bool many)
{
	g_autofree char *levels = levels_of(proof);

	if (levels)
		return g_strdup_printf("The walk behind %s asks each entry what it maps before it acts on it, %s",
				       many ? "each of these gates" : "that gate",
				       levels);
	return g_strdup_printf("Behind %s, %s", many ? "these gates" : "that gate",
			       proof);
}

/* What else is to be said of a place: two that say the same go together. */
static const char *more_of(const struct finding *f)
{
	if (f->rule->id != RULE_WALK_GATE && f->message)
		return f->message;
	return f->why;
}

static char *more_sentence(const struct rewrite *r, const char *more,
			   const char *who, bool many)
{
	static const char filtered[] = "filtered: ";

	if (r->rule->id == RULE_WALK_GATE && g_str_has_prefix(more, filtered))
		return walk_sentence(more + strlen(filtered), many);
	return g_strdup_printf("Behind %s, %s", who, more);
}

/* All places that have @more to say, each expression once. */
static char *paragraph(const struct rewrite *r, const char *more)
{
	const struct wrong *w = wrongs[r->rule->id].verb ? &wrongs[r->rule->id] :
							   &any_wrong;
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) all = g_ptr_array_new();
	g_autoptr(GPtrArray) clauses = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *whole = NULL, *last = NULL;

	for (guint i = 0; i < r->findings->len; i++) {
		const struct finding *f = r->findings->pdata[i];
		g_autoptr(GPtrArray) names = words_functions(r, f->expression);
		g_autofree char *who = words_join(names), *what = tested(f);
		bool first = !clauses->len;

		if (g_strcmp0(more_of(f), more) ||
		    !g_hash_table_add(seen, f->expression))
			continue;
		g_ptr_array_extend(all, names, NULL, NULL);
		g_ptr_array_add(clauses, g_strdup_printf("%s%s%s%s%s%s %s", who,
				first ? " " : "", first ? w->verb : "",
				first && names->len == 1 ? "s" : "",
				first ? w->object : "", w->link, what));
	}
	for (guint i = 0; i < clauses->len; i++)
		g_string_append_printf(text, "%s%s", !i ? "" :
				       i + 1 < clauses->len ? ", " : " and ",
				       (char *)clauses->pdata[i]);
	g_string_append_printf(text, "%s.", w->rest);
	if (more) {
		whole = words_join(all);
		last = more_sentence(r, more, whole, clauses->len > 1);
		g_string_append_printf(text, "  %s.", last);
	}
	return words_wrap(text->str, WIDTH);
}

/* Whether the tokens from @i on are those. */
static bool stand_there(const struct source *src, unsigned int i,
			const char *const *texts, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (i + k >= src->tokens->len ||
		    !source_token_is(src, i + k, texts[k]))
			return false;
	return true;
}

/* "a() { return 0; }" and ".test_walk = a": whether @text has both of @name. */
static bool is_emptied(const char *text, const char *name)
{
	const char *const body[] = { "{", "return", "0", ";", "}" };
	const char *const use[] = { ".", "test_walk", "=", name };
	pfn_auto(source) src = source_new("", text);
	bool empty = false, used = false;

	for (guint i = 0; i < src->functions->len; i++) {
		const struct source_function *f = src->functions->pdata[i];

		empty |= !strcmp(f->name, name) &&
			 stand_there(src, f->body, body, G_N_ELEMENTS(body));
	}
	for (guint i = 0; i < src->tokens->len; i++)
		used |= stand_there(src, i, use, G_N_ELEMENTS(use));
	return empty && used;
}

char *words_emptied(const struct rewrite *r)
{
	g_autoptr(GPtrArray) names = words_functions(r, NULL);
	g_autoptr(GPtrArray) emptied = g_ptr_array_new();
	g_autofree char *who = NULL;

	for (guint i = 0; r->rule->id == RULE_WALK_GATE && i < names->len; i++)
		if (is_emptied(r->after, names->pdata[i]))
			g_ptr_array_add(emptied, names->pdata[i]);
	if (!emptied->len)
		return NULL;
	who = words_join(emptied);
	return g_strdup_printf("%s stay%s although nothing is left in %s: a walk without a .test_walk of its own is gated by walk_page_test().",
			       who, emptied->len == 1 ? "s" : "",
			       emptied->len == 1 ? "it" : "them");
}

static gboolean same_text(gconstpointer a, gconstpointer b)
{
	return !g_strcmp0(a, b);
}

char *words_places(const struct rewrite *r)
{
	g_autoptr(GPtrArray) seen = g_ptr_array_new();
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < r->findings->len; i++) {
		const char *more = more_of(r->findings->pdata[i]);
		g_autofree char *said = NULL;

		if (g_ptr_array_find_with_equal_func(seen, more, same_text, NULL))
			continue;
		g_ptr_array_add(seen, (char *)more);
		said = paragraph(r, more);
		g_string_append_printf(text, "%s\n\n", said);
	}
	return g_string_free(text, FALSE);
}
