// SPDX-License-Identifier: GPL-2.0-only
/*
 * gated.c - who uses a struct mm_walk_ops, and who calls its callbacks.
 */
#include "gated.h"
#include "gated_parts.h"
#include "ground/kapi.h"
#include "ground/source_parts.h"
#include "rewrite/own_test.h"
#include "rewrite/statement.h"

const char *gated_callback(const struct walker *w, const char *member)
{
	g_autofree char *start = g_strconcat(member, "=", NULL);

	for (guint i = 0; i < w->callbacks->len; i++)
		if (g_str_has_prefix(w->callbacks->pdata[i], start))
			return (char *)w->callbacks->pdata[i] + strlen(start);
	return NULL;
}

bool gated_same_callbacks(const struct walker *a, const struct walker *b)
{
	static const char *const members[] = {
		"pte_entry", "pmd_entry", "pud_entry", "test_walk",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(members); i++)
		if (g_strcmp0(gated_callback(a, members[i]),
			      gated_callback(b, members[i])))
			return false;
	return true;
}

static bool is_within(const struct gated *g, const char *name)
{
	return g_ptr_array_find_with_equal_func(g->within, name, g_str_equal,
						NULL);
}

/* All mentions of @name in the file stand in functions of @g, or declare it. */
static bool only_called_within(const struct gated *g, const struct source *src,
			       const char *name)
{
	for (int i = 0; i < (int)src->tokens->len; i++) {
		const struct source_function *fn;

		if (!gated_is_word(src, i, name))
			continue;
		fn = source_function_at(src, source_token(src, i)->line);
		if (fn ? strcmp(fn->name, name) && !is_within(g, fn->name) :
			 !source_is_punct(src, source_next(src, i), "("))
			return false;
	}
	return true;
}

/* Static helpers that nobody but these functions calls belong to them. */
static void add_helpers(struct gated *g, const struct source *src)
{
	guint before;

	do {
		before = g->within->len;
		for (guint i = 0; i < src->functions->len; i++) {
			const struct source_function *fn =
				src->functions->pdata[i];

			if (fn->is_static && !is_within(g, fn->name) &&
			    only_called_within(g, src, fn->name))
				g_ptr_array_add(g->within, g_strdup(fn->name));
		}
	} while (g->within->len > before);
}

/* True if a "return 0" stands in @first..@last. */
static bool lets_in(const struct source *src, int first, int last)
{
	for (int i = first; i >= 0 && i <= last; i = source_next(src, i))
		if (gated_is_word(src, i, "return") &&
		    source_token_is(src, source_next(src, i), "0"))
			return true;
	return false;
}

/* Whatever else it asks, @fn lets no VMA in that has the flag. */
static bool keeps_out(const struct source *src,
		      const struct source_function *fn)
{
	pfn_auto(statement) body = statement_parse(src, fn);

	for (guint k = 0; body && k < body->body->len; k++) {
		const struct statement *s = body->body->pdata[k];

		if (own_test_is(src, s))
			return !lets_in(src, fn->body, s->first) &&
			       statement_exit(s->body->pdata[0]) &&
			       !lets_in(src, s->first, s->last);
	}
	return false;
}

static bool test_keeps_out(const struct source *src, const char *test)
{
	for (guint i = 0; test && i < src->functions->len; i++) {
		const struct source_function *fn = src->functions->pdata[i];

		if (!strcmp(fn->name, test))
			return keeps_out(src, fn);
	}
	return false;
}

/* Functions may each have a table of one name, which then tells nothing. */
static unsigned int count_named(const struct source *src, const char *table)
{
	g_autofree char *unknown = NULL;
	g_autoptr(GPtrArray) all = own_tables(src, &unknown);
	unsigned int n = 0;

	for (guint i = 0; all && i < all->len; i++)
		n += !strcmp(((const struct own_table *)all->pdata[i])->name,
			     table);
	return n;
}

/* Why a gate does not stand in front of each walk with @table; NULL: it does. */
static char *why_open(const struct source *src, const char *table)
{
	g_autofree char *test = gated_member(src, table, "test_walk");
	char *why = count_named(src, table) > 1 ?
		g_strdup_printf("%s: more than one walk there is called %s",
				src->file, table) : gated_uses(src, table);

	if (why || !test || test_keeps_out(src, test))
		return why;
	return g_strdup_printf("%s: %s() lets PFN mappings in, so that to ask there is more than to prepare",
			       src->file, test);
}

/*
 * @name is a callback of the table of @g; where it is one of other tables, too,
 * all of them must be gated.
 */
static char *why_shared(struct gated *g, const struct source *src,
			const char *name)
{
	for (int i = 0; i < (int)src->tokens->len; i++) {
		unsigned int line = source_token(src, i)->line;
		const struct source_function *fn = gated_is_word(src, i, name) ?
			source_function_at(src, line) : NULL;
		g_autofree char *table = NULL, *why = NULL;

		if (!gated_is_word(src, i, name) ||
		    (fn && !strcmp(fn->name, name)) ||
		    (!fn && source_is_punct(src, source_next(src, i), "(")))
			continue;
		table = gated_table_at(src, i);
		if (!table)
			return g_strdup_printf("%s:%u: %s() is not a callback only",
					       src->file, line, name);
		why = strcmp(table, g->name) ? why_open(src, table) : NULL;
		if (why)
			return g_strdup_printf("%s() belongs to %s, too: %s", name,
					       table, why);
	}
	return NULL;
}

static bool is_static(const struct source *src, const char *name)
{
	for (guint i = 0; i < src->functions->len; i++) {
		const struct source_function *fn = src->functions->pdata[i];

		if (!strcmp(fn->name, name) && fn->is_static)
			return true;
	}
	return false;
}

static void add_callbacks(struct gated *g, const struct walker *w,
			  const struct source *src)
{
	static const char *const members[] = {
		"pte_entry", "pmd_entry", "pud_entry",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(members) && !g->why; i++) {
		const char *name = gated_callback(w, members[i]);

		if (!name)
			continue;
		if (is_static(src, name))
			g->why = why_shared(g, src, name);
		else
			g->why = g_strdup_printf("%s: other files can call %s(), which is not static",
						 src->file, name);
		g_ptr_array_add(g->within, g_strdup(name));
	}
	add_helpers(g, src);
}

struct gated *gated_new(const struct tree *tree, const struct walker *w)
{
	struct gated *g = g_new0(struct gated, 1);
	g_autofree char *text = tree_read(tree, w->file, NULL);
	pfn_auto(source) src = source_new(w->file, text ? text : "");
	const char *hole = gated_callback(w, "pte_hole");

	g->file = g_strdup(w->file);
	g->name = g_strdup(w->name);
	g->within = g_ptr_array_new_with_free_func(g_free);
	g->why = why_open(src, w->name);
	if (w->own_test_walk)
		g->silent_hole = g_strdup(hole);
	else
		g->hole = g_strdup(hole);
	add_callbacks(g, w, src);
	return g;
}

void gated_free(struct gated *gated)
{
	if (!gated)
		return;
	g_free(gated->file);
	g_free(gated->name);
	g_free(gated->hole);
	g_free(gated->silent_hole);
	g_free(gated->why);
	g_ptr_array_unref(gated->within);
	g_free(gated);
}

bool gated_is_within(const struct gated *gated, const struct source *src,
		     unsigned int line)
{
	const struct source_function *fn = source_function_at(src, line);

	return fn && is_within(gated, fn->name);
}
