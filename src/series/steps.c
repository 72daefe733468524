// SPDX-License-Identifier: GPL-2.0-only
/*
 * steps.c - the order is computed from what each proof needs: a gate goes when
 * the analysis of the tree without it, and with all that was changed before, says
 * that the walk behind it is filtered.
 */
#include "anywalk.h"
#include "asking.h"
#include "rewrite/ask.h"
#include "rewrite/fix.h"
#include "rewrite/helper.h"
#include "rewrite/rewrite_cocci.h"
#include "rules/sentence.h"
#include "steps.h"
#include "steps_words.h"

struct steps {
	const struct engine_run *run;
	const struct steps_wish *wish;
	struct shadow *shadow;
	GPtrArray *rewrites;		/* what is returned */
	GPtrArray *findings;
	GPtrArray *askings;		/* struct asking * */
	GString *refused;
	bool able;			/* the tree has the question now */
};

/* @file becomes @after in the series. */
static struct rewrite *add_rewrite(struct steps *s, const char *file,
				   const char *before, const char *after,
				   enum effect effect, struct step_words words)
{
	struct rewrite *r = g_new0(struct rewrite, 1);

	r->rule = rule_get(RULE_WALK_GATE);
	r->file = g_strdup(file);
	r->before = g_strdup(before);
	r->after = g_strdup(after);
	r->effect = effect;
	r->findings = g_ptr_array_new();
	r->subject = words.subject;
	r->body = words.body;
	r->changes = words.changes;
	g_ptr_array_add(s->rewrites, r);
	return r;
}

/* The same, and in the shadow. */
static bool add_step(struct steps *s, const char *file, const char *after,
		     enum effect effect, struct step_words words, GError **error)
{
	g_autofree char *before = tree_read(shadow_tree(s->shadow), file, error);

	add_rewrite(s, file, before, after, effect, words);
	return before && shadow_put(s->shadow, file, after, error);
}

static bool put_alone(struct steps *s, GError **error)
{
	for (guint i = 0; i < s->rewrites->len; i++) {
		const struct rewrite *r = s->rewrites->pdata[i];

		if (!shadow_put(s->shadow, r->file, r->after, error))
			return false;
	}
	return true;
}

/* The question, and walks that keep a huge leaf. */
static bool add_needed(struct steps *s, GError **error)
{
	const struct tree *tree = shadow_tree(s->shadow);
	g_autofree char *text = tree_read(tree, HELPER_HEADER, NULL);
	g_autofree char *header = text ? helper_add(s->run->tree, text) : NULL;
	g_autofree char *after = NULL, *file = NULL;

	s->able = header || (text && helper_is_there(text));
	if (header && !add_step(s, HELPER_HEADER, header, EFFECT_NFC,
				steps_words_helper(), error))
		return false;
	if (!s->able || !s->wish->effects[EFFECT_COW_VISIBLE])
		return true;
	file = helper_keep(tree, s->run->index, &after);
	return !file || add_step(s, file, after, EFFECT_COW_VISIBLE,
				 steps_words_keep(), error);
}

static void add_asking(struct steps *s, struct asking *a)
{
	if (a->after)
		add_rewrite(s, a->file, a->before, a->after, EFFECT_NFC,
			    steps_words_ask(a));
	else if (a->why)
		g_string_append_printf(s->refused, "%s: %s: %s\n", a->file,
				       a->walk, a->why);
}

static bool ask(struct steps *s, GError **error)
{
	s->askings = asking_all(s->run, s->shadow, s->wish->filter,
				 s->wish->jobs, error);
	for (guint i = 0; s->askings && i < s->askings->len; i++)
		add_asking(s, s->askings->pdata[i]);
	return s->askings;
}

/* Files in which a walk asks now and a gate still stands. */
static GPtrArray *gate_files(const struct steps *s)
{
	GPtrArray *files = g_ptr_array_new();

	for (guint i = 0; i < s->findings->len; i++) {
		const struct finding *f = s->findings->pdata[i];

		if (f->rule->id == RULE_WALK_GATE &&
		    f->fix == FIX_STATE_MANUAL &&
		    g_str_has_suffix(f->file, ".c") &&
		    !g_ptr_array_find_with_equal_func(files, f->file,
						      g_str_equal, NULL))
			g_ptr_array_add(files, f->file);
	}
	return files;
}

/* The finding of the scan that @now is, at its place in the changed text. */
static struct finding *finding_of(const struct steps *s,
				  const struct finding *now)
{
	for (guint i = 0; i < s->findings->len; i++) {
		struct finding *f = s->findings->pdata[i];

		if (f->rule == now->rule && f->fix == FIX_STATE_MANUAL &&
		    !strcmp(f->file, now->file) && f->flags == now->flags &&
		    !g_strcmp0(f->function, now->function))
			return f;
	}
	return NULL;
}

static struct rewrite *gate_rewrite(struct steps *s, struct finding *f,
				    const struct finding *now, char *before,
				    char *after)
{
	struct rewrite *r = g_new0(struct rewrite, 1);

	r->rule = f->rule;
	r->file = g_strdup(f->file);
	r->before = before;
	r->after = after;
	r->findings = g_ptr_array_new();
	g_ptr_array_add(r->findings, f);
	f->fix = FIX_STATE_EMITTED;
	g_free(f->why);
	f->why = g_strdup(now->why);
	g_clear_pointer(&f->path, g_ptr_array_unref);
	return r;
}

/* The gate is taken away where the analysis says that it may be. */
static bool drop_gate(struct steps *s, const struct finding *now, GError **error)
{
	struct finding *f = now->fix == FIX_STATE_EMITTED ?
		finding_of(s, now) : NULL;
	g_autofree char *before = NULL, *after = NULL;
	struct rewrite *r;
	enum effect effect;

	if (!f || (f->flags & PFN_FLAG_MIXEDMAP))
		return true;
	before = tree_read(shadow_tree(s->shadow), f->file, error);
	after = before ? rewrite_cocci(s->run, f->rule, f->file, before,
				       &now->line, 1, NULL, error) : NULL;
	if (!after)
		return false;
	if (!strcmp(before, after))
		return true;
	{
		pfn_auto(source) src = source_new(f->file, before);
		effect = fix_effect(now, s->run->tree, src);
	}
	if (!s->wish->effects[effect])
		return true;
	if (!shadow_put(s->shadow, f->file, after, error))
		return false;
	r = gate_rewrite(s, f, now, g_steal_pointer(&before),
			 g_steal_pointer(&after));
	r->effect = f->effect = effect;
	g_ptr_array_add(s->rewrites, r);
	return true;
}

/* Lines move with each gate: from the last one up. */
static int by_line_down(gconstpointer a, gconstpointer b)
{
	return finding_compare(b, a);
}

static bool drop_gates(struct steps *s, GError **error)
{
	g_autoptr(GPtrArray) files = gate_files(s);
	struct engine_run run = *s->run;
	pfn_auto(answer) answer = NULL;
	bool ok = true;

	run.huge_kept = helper_is_kept(shadow_tree(s->shadow),
				       s->run->index);
	answer = asking_walkers(&run, shadow_tree(s->shadow), files, false,
				s->wish->jobs, error);
	if (!answer)
		return false;
	g_ptr_array_sort(answer->findings, by_line_down);
	for (guint i = 0; ok && i < answer->findings->len; i++) {
		const struct finding *f = answer->findings->pdata[i];

		ok = f->rule->id != RULE_WALK_GATE || drop_gate(s, f, error);
	}
	return ok;
}

static void add_own_test(struct steps *s, const struct anywalk_step *step,
			 struct finding *gate)
{
	struct rewrite *r = add_rewrite(s, step->file, step->before, step->after,
			step->tables ? EFFECT_NFC : EFFECT_COW_VISIBLE,
			step->tables ? steps_words_own_test(step->tables) :
				       steps_words_any_walk(gate->function));

	if (step->tables)
		return;
	g_ptr_array_add(r->findings, gate);
	gate->fix = FIX_STATE_EMITTED;
	gate->effect = EFFECT_COW_VISIBLE;
}

/* The gate in front of all walks. */
static bool drop_any_walk(struct steps *s, GError **error)
{
	const struct tree *tree = shadow_tree(s->shadow);
	struct anywalk a = {
		.run = s->run, .shadow = s->shadow, .askings = s->askings,
		.gate = anywalk_gate(s->findings, tree, s->run->index),
		.jobs = s->wish->jobs,
		.kept = helper_is_kept(tree, s->run->index),
	};
	g_autoptr(GPtrArray) steps = NULL;
	g_autofree char *why = NULL;

	if (!a.gate || !s->wish->effects[EFFECT_COW_VISIBLE] ||
	    !filter_has_path(s->wish->filter, a.gate->file))
		return true;
	steps = anywalk_steps(&a, &why, error);
	if (why)
		g_string_append_printf(s->refused, "%s: %s(): %s\n", a.gate->file,
				       a.gate->function, why);
	for (guint i = 0; steps && i < steps->len; i++)
		add_own_test(s, steps->pdata[i], a.gate);
	return steps;
}

/* Without a patch that needs them, the first steps are for nothing. */
static void drop_unneeded(struct steps *s, guint first)
{
	for (guint i = first; i < s->rewrites->len; i++) {
		const struct rewrite *r = s->rewrites->pdata[i];

		if (strcmp(r->file, HELPER_HEADER) && !steps_is_keep(r))
			return;
	}
	g_ptr_array_set_size(s->rewrites, first);
}

static bool make_steps(struct steps *s, GError **error)
{
	guint first = s->rewrites->len;
	bool ok = put_alone(s, error) && add_needed(s, error);

	if (ok && !s->able)
		return true;
	ok = ok && ask(s, error) && drop_gates(s, error) && drop_any_walk(s, error);

	if (ok)
		drop_unneeded(s, first);
	return ok;
}

bool steps_add(const struct engine_run *run, GPtrArray *rewrites,
	       GPtrArray *findings, const struct steps_wish *wish,
	       GString *refused, GError **error)
{
	g_autofree char *dir = g_build_filename(run->workdir, "shadow", NULL);
	struct steps s = {
		.run = run, .wish = wish, .rewrites = rewrites,
		.findings = findings, .refused = refused,
	};
	bool ok;

	if (!run->tree->builds->len || !(wish->engines & ENGINE_SPARSE) ||
	    !wish->effects[EFFECT_NFC] ||
	    (wish->filter->any_rule && !wish->filter->rules[RULE_WALK_GATE]))
		return true;
	s.shadow = shadow_new(run->tree, dir, error);
	ok = s.shadow && make_steps(&s, error);
	g_clear_pointer(&s.askings, g_ptr_array_unref);
	shadow_free(s.shadow);
	return ok;
}
