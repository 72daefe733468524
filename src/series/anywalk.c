// SPDX-License-Identifier: GPL-2.0-only
/*
 * anywalk.c - every table of callbacks of the tree is looked at, also those of
 * architectures that no build holds: what nobody could judge counts as a walk
 * that does not ask.
 */
#include "anywalk.h"
#include "findings/ways.h"
#include "gated.h"
#include "ground/kapi.h"
#include "index/walk_source.h"
#include "rewrite/ask.h"
#include "rewrite/own_test.h"
#include "tree/trial.h"

struct look {
	const struct anywalk *a;
	const struct tree *tree;	/* the shadow's */
	struct ways *ways;
	struct answer *answer;		/* about all files as they stand */
	GPtrArray *steps;
	unsigned int let_in;		/* walks that the gate kept out for nothing */
	char **why;
};

static void release_step(gpointer data)
{
	struct anywalk_step *s = data;

	g_free(s->file);
	g_free(s->before);
	g_free(s->after);
	g_clear_pointer(&s->tables, g_ptr_array_unref);
	g_free(s);
}

struct finding *anywalk_gate(const GPtrArray *findings, const struct tree *tree,
			     const struct index *index)
{
	pfn_auto(source) walks = walk_source_read(tree, index);

	for (guint i = 0; walks && i < findings->len; i++) {
		struct finding *f = findings->pdata[i];

		if (f->rule->id == RULE_WALK_GATE && f->flags == PFN_FLAG_PFNMAP &&
		    f->fix == FIX_STATE_MANUAL && !f->carrier &&
		    !strcmp(f->file, walks->file))
			return f;
	}
	return NULL;
}

static const struct walker *walker_of(const struct look *l, const char *file,
				      const struct own_table *t)
{
	for (guint i = 0; i < l->answer->walkers->len; i++) {
		const struct walker *w = l->answer->walkers->pdata[i];

		if (w->line == t->line && !strcmp(w->name, t->name) &&
		    !strcmp(w->file, file))
			return w;
	}
	return NULL;
}

/* Where a VMA is one hole today, only a walk that was made to ask tells it so. */
static bool is_asking(const struct look *l, const struct walker *w)
{
	for (guint i = 0; i < l->a->askings->len; i++) {
		const struct asking *asking = l->a->askings->pdata[i];

		if (asking->after && !strcmp(asking->file, w->file) &&
		    !strcmp(asking->walk, w->name))
			return true;
	}
	return false;
}

/* The analysis says of each level that entries are asked, or none are there. */
static bool is_filtered(const struct look *l, const struct walker *w)
{
	bool huge = tree_has(l->tree, "pmd_special") ||
		    tree_has(l->tree, "pud_special");
	enum filter_answer pmd = w->filtered[LEVEL_PMD];
	enum filter_answer pud = w->filtered[LEVEL_PUD];
	bool below = gated_callback(w, "pte_entry");

	if (w->forks || w->filtered[LEVEL_PTE] != FILTER_YES)
		return false;
	if (pmd != FILTER_YES && (pmd != FILTER_NOT_WALKED || huge))
		return false;
	return pud == FILTER_YES || (pud == FILTER_NOT_WALKED &&
				     (!huge || (l->a->kept && !below)));
}

/* walk_page_test() stands in front of no walk with it. */
static bool is_ungated(const struct look *l, const char *file,
		       const struct own_table *t)
{
	pfn_auto(walker) w = walker_new(file, t->line, t->name);
	g_autoptr(GPtrArray) ways = ways_of(l->ways, w);

	for (guint i = 0; i < ways->len; i++)
		if (((const struct walk_way *)ways->pdata[i])->tested)
			return false;
	return ways->len;
}

static bool needs_test(struct look *l, const char *file,
		       const struct own_table *t)
{
	const struct walker *w = t->has_test ? NULL : walker_of(l, file, t);

	if (t->has_test || is_ungated(l, file, t))
		return false;
	if (!w || !is_filtered(l, w) || (t->hole && !is_asking(l, w)))
		return true;
	l->let_in++;
	return false;
}

static void refuse(struct look *l, char *why)
{
	if (*l->why)
		g_free(why);
	else
		*l->why = why;
}

/* Also where no build holds the file: then there is nothing to try. */
static bool compiles(struct look *l, const char *file)
{
	const struct trial_place place = {
		.tree = l->a->run->tree,
		.build = tree_build_for(l->a->run->tree, file),
		.overlay = l->tree->root, .workdir = l->a->run->workdir,
	};
	g_autofree char *why = NULL, *before = NULL;
	struct trial_place old = place;

	if (!place.build || trial_parse(&place, file, &why))
		return true;
	old.overlay = place.tree->root;
	if (!trial_parse(&old, file, &before))
		return true;
	refuse(l, g_strdup_printf("%s: %s", file, why));
	return false;
}

static void add_step(struct look *l, const struct source *src, char *after,
		     GPtrArray *tables)
{
	struct anywalk_step *s = g_new0(struct anywalk_step, 1);

	s->file = g_strdup(src->file);
	s->before = g_strdup(src->text);
	s->after = after;
	s->tables = tables;
	g_ptr_array_add(l->steps, s);
	shadow_put(l->a->shadow, src->file, after, NULL);
	compiles(l, src->file);
}

/* "walk_ops in a()": one of a function means nothing elsewhere. */
static char *name_of(const struct source *src, const struct own_table *t)
{
	const struct source_function *fn = source_function_at(src, t->line);

	return fn ? g_strdup_printf("%s in %s()", t->name, fn->name) :
		    g_strdup(t->name);
}

static void look_at_tables(struct look *l, const struct source *src,
			   const GPtrArray *tables)
{
	g_autoptr(GPtrArray) some = g_ptr_array_new();
	GPtrArray *names;
	char *after;

	for (guint i = 0; i < tables->len; i++)
		if (needs_test(l, src->file, tables->pdata[i]))
			g_ptr_array_add(some, tables->pdata[i]);
	if (!some->len)
		return;
	after = own_test_add(src, some);
	if (!after || !strstr(src->text, "<linux/pagewalk.h>")) {
		g_free(after);
		refuse(l, g_strdup_printf("%s: a walk there cannot be given a .test_walk",
					  src->file));
		return;
	}
	names = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < some->len; i++)
		g_ptr_array_add(names, name_of(src, some->pdata[i]));
	add_step(l, src, after, names);
}

static void look_at_file(struct look *l, const char *file)
{
	g_autofree char *text = tree_read(l->tree, file, NULL);
	pfn_auto(source) src = source_new(file, text ? text : "");
	g_autoptr(GPtrArray) tables = NULL;
	g_autofree char *why = NULL;

	if (!text) {
		refuse(l, g_strdup_printf("%s cannot be read", file));
		return;
	}
	tables = own_tables(src, &why);
	if (tables)
		look_at_tables(l, src, tables);
	else
		refuse(l, g_steal_pointer(&why));
}

static void drop(struct look *l)
{
	const struct finding *gate = l->a->gate;
	g_autofree char *text = tree_read(l->tree, gate->file, NULL);
	pfn_auto(source) src = source_new(gate->file, text ? text : "");
	char *after = own_test_drop(src, gate->function);

	if (after)
		add_step(l, src, after, NULL);
	else
		refuse(l, g_strdup_printf("%s:%u: the test is not a statement of its own",
					  gate->file, gate->line));
}

static struct answer *ask_all(const struct anywalk *a, const GPtrArray *files,
			      GError **error)
{
	g_autoptr(GPtrArray) built = g_ptr_array_new();

	for (guint i = 0; i < files->len; i++)
		if (g_str_has_suffix(files->pdata[i], ".c") &&
		    tree_build_for(a->run->tree, files->pdata[i]))
			g_ptr_array_add(built, files->pdata[i]);
	return asking_walkers(a->run, shadow_tree(a->shadow), built, true, a->jobs,
			      error);
}

/* What was tried for nothing goes out of the shadow again. */
static void undo(const struct anywalk *a, GPtrArray *steps)
{
	for (guint i = 0; i < steps->len; i++) {
		const struct anywalk_step *s = steps->pdata[i];

		shadow_put(a->shadow, s->file, s->before, NULL);
	}
	g_ptr_array_set_size(steps, 0);
}

GPtrArray *anywalk_steps(const struct anywalk *a, char **why, GError **error)
{
	g_autoptr(GPtrArray) files = index_files_with(a->run->tree, "mm_walk_ops",
						      error);
	struct look l = { .a = a, .tree = shadow_tree(a->shadow), .why = why };

	*why = NULL;
	l.answer = files ? ask_all(a, files, error) : NULL;
	if (!l.answer)
		return NULL;
	l.steps = g_ptr_array_new_with_free_func(release_step);
	l.ways = ways_new(l.tree, a->run->index);
	for (guint i = 0; i < files->len && !*why; i++)
		if (strcmp(files->pdata[i], a->gate->file) &&
		    g_str_has_suffix(files->pdata[i], ".c"))
			look_at_file(&l, files->pdata[i]);
	if (!*why && !l.let_in)
		refuse(&l, g_strdup("no walk behind it tells the entries of a PFN mapping from pages"));
	if (!*why)
		drop(&l);
	if (*why)
		undo(a, l.steps);
	ways_free(l.ways);
	answer_free(l.answer);
	return l.steps;
}
