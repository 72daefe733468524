// SPDX-License-Identifier: GPL-2.0-only
/*
 * words_places.c - what stands now in the places that a patch changes, and why
 * it is wrong there.
 */
#include "emit/emit.h"
#include "rules/sentence.h"
#include "words.h"
#include "words_parts.h"

#define WIDTH 72

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

/* What else is to be said of a place: two that say the same go together. */
static const char *more_of(const struct finding *f)
{
	if (!room_of(f->rule)->proof && f->message)
		return f->message;
	return f->why;
}

static char *more_sentence(const struct rewrite *r, const char *more,
			   const char *who, bool many)
{
	const struct room *room = room_of(r->rule);
	char *proof = room->proof ? room->proof(more, many) : NULL;

	return proof ? proof : g_strdup_printf("Behind %s, %s", who, more);
}

/*
 * "pagemap_pmd_range() takes the page with 'pmd_page(pmd)'"; the verb stands in the
 * first clause only, and the name where it is not that of the clause @before.
 */
static char *clause(const struct rewrite *r, const struct finding *f,
		    const GPtrArray *names, const char *before)
{
	const struct wrong *w = &room_of(r->rule)->wrong;
	g_autofree char *who = sentence_join(names), *what = tested(f);

	if (!before)
		return g_strdup_printf("%s %s%s%s%s %s", who, w->verb,
				       names->len == 1 ? "s" : "", w->object,
				       w->link, what);
	if (!strcmp(who, before))
		return g_strdup_printf("%s %s", w->link + strspn(w->link, " "), what);
	return g_strdup_printf("%s%s %s", who, w->link, what);
}

/* "A, B and C" */
static void append_clauses(GString *text, const GPtrArray *clauses)
{
	for (guint i = 0; i < clauses->len; i++)
		g_string_append_printf(text, "%s%s", !i ? "" :
				       i + 1 < clauses->len ? ", " : " and ",
				       (char *)clauses->pdata[i]);
}

/* All places that have @more to say, each expression once. */
static char *paragraph(const struct rewrite *r, const char *more)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) all = g_ptr_array_new();
	g_autoptr(GPtrArray) clauses = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *whole = NULL, *last = NULL, *before = NULL;

	for (guint i = 0; i < r->findings->len; i++) {
		const struct finding *f = r->findings->pdata[i];
		g_autoptr(GPtrArray) names = sentence_functions(r, f->expression);

		if (g_strcmp0(more_of(f), more) ||
		    !g_hash_table_add(seen, f->expression))
			continue;
		g_ptr_array_extend(all, names, NULL, NULL);
		g_ptr_array_add(clauses, clause(r, f, names, before));
		g_free(before);
		before = sentence_join(names);
	}
	append_clauses(text, clauses);
	g_string_append_printf(text, "%s.", room_of(r->rule)->wrong.rest);
	if (more) {
		whole = sentence_join(all);
		last = more_sentence(r, more, whole, clauses->len > 1);
		g_string_append_printf(text, "  %s.", last);
	}
	return words_wrap(text->str, WIDTH);
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
