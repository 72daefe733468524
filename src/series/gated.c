// SPDX-License-Identifier: GPL-2.0-only
/*
 * gated.c - who uses a struct mm_walk_ops, and who calls its callbacks.
 */
#include "gated.h"
#include "ground/kapi.h"
#include "ground/source_parts.h"
#include "rewrite/statement.h"

static bool is_word(const struct source *src, int i, const char *word)
{
	return source_is_name(src, i) && source_token_is(src, i, word);
}

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

/* walk_page_test() is asked by these; the others begin below it. */
static bool is_gated_walk(const char *name)
{
	return !strcmp(name, "walk_page_range") ||
	       !strcmp(name, "walk_page_mapping");
}

/* The first walk that is called in @fn and that walk_page_test() does not gate. */
static char *ungated_walk(const struct source *src,
			  const struct source_function *fn)
{
	for (int i = fn->body; i >= 0 && i < (int)fn->end;
	     i = source_next(src, i)) {
		g_autofree char *name = source_is_name(src, i) &&
			source_is_punct(src, source_next(src, i), "(") ?
			source_token_text(src, i) : NULL;

		if (name && kapi_is(name, KAPI_WALK) && !is_gated_walk(name))
			return g_steal_pointer(&name);
	}
	return NULL;
}

/* Each function that hands the ops on must walk behind walk_page_test(). */
static char *find_ungated(const struct source *src, const char *ops)
{
	bool used = false;

	for (int i = 0; i < (int)src->tokens->len; i++) {
		unsigned int line = source_token(src, i)->line;
		const struct source_function *fn;
		g_autofree char *walk = NULL;

		if (!is_word(src, i, ops) ||
		    !source_is_punct(src, source_prev(src, i), "&"))
			continue;
		used = true;
		fn = source_function_at(src, line);
		walk = fn ? ungated_walk(src, fn) : NULL;
		if (!fn || walk)
			return g_strdup_printf("%s:%u: %s() walks without any gate",
					       src->file, line,
					       walk ? walk : "an initialiser");
	}
	return used ? NULL :
		g_strdup_printf("%s: nobody is seen to use %s", src->file, ops);
}

/*
 * All mentions of @name in the file stand in functions of @within, or, with
 * @in_ops, where callbacks are listed.
 */
static bool only_called_within(const struct source *src, const char *name,
			       GPtrArray *within, bool in_ops)
{
	for (int i = 0; i < (int)src->tokens->len; i++) {
		const struct source_function *fn;

		if (!is_word(src, i, name))
			continue;
		fn = source_function_at(src, source_token(src, i)->line);
		if (fn && !strcmp(fn->name, name))
			continue;
		/* Outside: a callback, or what declares it. */
		if (!fn && (in_ops || source_is_punct(src,
						source_next(src, i), "(")))
			continue;
		if (!fn || !g_ptr_array_find_with_equal_func(within, fn->name,
						      g_str_equal, NULL))
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

			if (fn->is_static &&
			    !g_ptr_array_find_with_equal_func(g->within,
					fn->name, g_str_equal, NULL) &&
			    only_called_within(src, fn->name, g->within,
					       false))
				g_ptr_array_add(g->within, g_strdup(fn->name));
		}
	} while (g->within->len > before);
}

static void add_callbacks(struct gated *g, const struct walker *w,
			  const struct source *src)
{
	static const char *const members[] = {
		"pte_entry", "pmd_entry", "pud_entry",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
		const char *name = gated_callback(w, members[i]);

		if (name && only_called_within(src, name, g->within, true))
			g_ptr_array_add(g->within, g_strdup(name));
	}
	add_helpers(g, src);
}

/* "(vma->vm_flags & VM_PFNMAP)" and nothing else. */
static bool tests_the_flag(const struct source *src, const struct statement *s)
{
	int flag = s->kind == STATEMENT_IF ? source_prev(src, s->close) : -1;
	int and = flag < 0 ? -1 : source_prev(src, flag);

	if (flag < 0 || source_flag_at(src, flag) != PFN_FLAG_PFNMAP ||
	    !source_is_punct(src, and, "&"))
		return false;
	for (int i = source_next(src, s->open); i >= 0 && i < and;
	     i = source_next(src, i))
		if (!source_is_name(src, i) && !source_is_punct(src, i, "->"))
			return false;
	return true;
}

/* True if a "return 0" stands in @first..@last. */
static bool lets_in(const struct source *src, int first, int last)
{
	for (int i = first; i >= 0 && i <= last; i = source_next(src, i))
		if (is_word(src, i, "return") &&
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

		if (tests_the_flag(src, s))
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

struct gated *gated_new(const struct tree *tree, const struct walker *w)
{
	struct gated *g = g_new0(struct gated, 1);
	g_autofree char *text = tree_read(tree, w->file, NULL);
	pfn_auto(source) src = source_new(w->file, text ? text : "");
	const char *hole = gated_callback(w, "pte_hole");

	g->file = g_strdup(w->file);
	g->name = g_strdup(w->name);
	g->within = g_ptr_array_new_with_free_func(g_free);
	g->why = find_ungated(src, w->name);
	if (!g->why && w->own_test_walk &&
	    !test_keeps_out(src, gated_callback(w, "test_walk")))
		g->why = g_strdup_printf("%s:%u: its own .test_walk lets PFN mappings in, so that to ask there is more than to prepare",
					 w->file, w->line);
	if (!w->own_test_walk && hole)
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
	g_free(gated->why);
	g_ptr_array_unref(gated->within);
	g_free(gated);
}

bool gated_is_within(const struct gated *gated, const struct source *src,
		     unsigned int line)
{
	const struct source_function *fn = source_function_at(src, line);

	return fn && g_ptr_array_find_with_equal_func(gated->within, fn->name,
						      g_str_equal, NULL);
}
