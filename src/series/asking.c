// SPDX-License-Identifier: GPL-2.0-only
/*
 * asking.c - one question at a time: the analysis names the first effect that an
 * unasked entry reaches, the candidate asks in front of it, and the analysis
 * judges the result as it judges any other code.
 */
#include "rewrite/ask.h"
#include "asking.h"
#include "gated.h"
#include "index/index.h"
#include "tree/trial.h"

/* Questions in one walk: a level, times its loops. */
#define QUESTIONS 9

static void asking_free(gpointer data)
{
	struct asking *a = data;

	g_free(a->file);
	g_free(a->walk);
	g_free(a->before);
	g_free(a->after);
	g_free(a->why);
	g_ptr_array_unref(a->functions);
	g_free(a);
}

struct answer *asking_walkers(const struct engine_run *run,
			      const struct tree *tree, const GPtrArray *files,
			      bool walkers, unsigned int jobs, GError **error)
{
	struct engine_run ask = *run;
	struct engine_options options = {
		.engines = ENGINE_SPARSE, .jobs = jobs,
	};
	struct engine_stats stats;

	ask.tree = tree;
	ask.walkers = walkers;
	return engine_run_all(&ask, files, &options, &stats, error);
}

struct work {
	const struct engine_run *run;
	struct shadow *shadow;
	struct asking *a;
	const struct gated *gate;
	char *text;			/* as it stands in the shadow */
	unsigned int findings;		/* in the file as it was */
};

G_GNUC_PRINTF(2, 3)
static void refuse(struct work *w, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g_free(w->a->why);
	w->a->why = g_strdup_vprintf(format, args);
	va_end(args);
}

/* The answer about the file as it stands; NULL and a reason if there is none. */
static struct answer *ask_again(struct work *w)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new();
	g_autoptr(GError) error = NULL;
	struct answer *answer;

	g_ptr_array_add(files, w->a->file);
	answer = asking_walkers(w->run, shadow_tree(w->shadow), files, true, 1,
				&error);
	if (answer && !answer->incomplete->len)
		return answer;
	refuse(w, "%s is not understood: %s", w->a->file, error ?
	       error->message : ((struct incomplete *)
				 answer->incomplete->pdata[0])->reason);
	answer_free(answer);
	return NULL;
}

static const struct walker *find_walker(const struct answer *answer,
					const char *name)
{
	for (guint i = 0; i < answer->walkers->len; i++) {
		const struct walker *w = answer->walkers->pdata[i];

		if (!strcmp(w->name, name))
			return w;
	}
	return NULL;
}

static bool is_open(const struct walker *w)
{
	for (int level = 0; level < LEVEL_COUNT; level++)
		if (w->filtered[level] == FILTER_NO)
			return true;
	return false;
}

static bool says(const GPtrArray *path, guint i, const char *what)
{
	return strstr(((const struct step *)path->pdata[i])->text, what);
}

/*
 * Where the entry comes in hand in the function that is @depth calls down the
 * path, and the first thing that is done in there.
 */
static bool read_path(struct work *w, const struct walker *walker,
		      unsigned int depth, struct ask_place *place)
{
	const GPtrArray *path = walker->path;
	guint i = 0;

	for (; path && depth && i < path->len; i++)
		depth -= says(path, i, "is called");
	while (path && i < path->len && !says(path, i, "the entry is"))
		i++;
	if (!path || i + 1 >= path->len)
		return false;
	place->load = ((struct step *)path->pdata[i])->line;
	for (guint k = i; k < path->len; k++) {
		const struct step *s = path->pdata[k];

		if (strcmp(s->file, w->a->file)) {
			refuse(w, "%s:%u: the effect is in another file",
			       s->file, s->line);
			return false;
		}
		place->effect = s->line;
		if (k > i && (says(path, k, "is called") ||
			      says(path, k, "unfiltered effect")))
			break;
	}
	return true;
}

static void note_function(struct asking *a, const struct source *src,
			  unsigned int line)
{
	const struct source_function *fn = source_function_at(src, line);

	if (fn && !g_ptr_array_find_with_equal_func(a->functions, fn->name,
						    g_str_equal, NULL))
		g_ptr_array_add(a->functions, g_strdup(fn->name));
}

/* The file with one more question, in the first function that has room for it. */
static char *find_candidate(struct work *w, const struct walker *walker,
			    const struct source *src, enum pt_level *level)
{
	struct ask_place place = { .src = src, .hole = w->gate->hole };

	if (!walker->path)
		refuse(w, "%s:%u: no path to the effect is known",
		       walker->file, walker->line);
	for (unsigned int depth = 0; read_path(w, walker, depth, &place); depth++) {
		const char *why = NULL;
		char *after;

		if (!gated_is_within(w->gate, src, place.load)) {
			refuse(w, "%s:%u: what is asked here is also called where no gate stands",
			       w->a->file, place.load);
			return NULL;
		}
		after = ask_candidate(&place, level, &why);
		if (after) {
			note_function(w->a, src, place.load);
			return after;
		}
		refuse(w, "%s:%u: %s", w->a->file, place.effect, why);
	}
	return NULL;
}

/* One more question; false and a reason if none can be asked. */
static bool ask_once(struct work *w, const struct walker *walker)
{
	pfn_auto(source) src = source_new(w->a->file, w->text);
	enum pt_level level = LEVEL_COUNT;
	g_autofree char *after = find_candidate(w, walker, src, &level);
	g_autoptr(GError) error = NULL;

	if (!after)
		return false;
	g_clear_pointer(&w->a->why, g_free);
	if (!shadow_put(w->shadow, w->a->file, after, &error)) {
		refuse(w, "%s", error->message);
		return false;
	}
	w->a->levels[level] = true;
	g_free(w->text);
	w->text = g_steal_pointer(&after);
	return true;
}

/* Asks until no level is open; false and a reason if that cannot be. */
static bool ask_all(struct work *w)
{
	for (int n = 0; n <= QUESTIONS; n++) {
		pfn_auto(answer) answer = ask_again(w);
		const struct walker *walker = answer ?
			find_walker(answer, w->gate->name) : NULL;

		if (!walker)
			return false;
		if (!is_open(walker)) {
			if (answer->findings->len <= w->findings)
				return true;
			refuse(w, "%s: it would be a new finding", w->a->file);
			return false;
		}
		if (n == QUESTIONS || !ask_once(w, walker))
			break;
	}
	if (!w->a->why)
		refuse(w, "%s: the question does not lead around every effect",
		       w->a->file);
	return false;
}

/* Holes of such a VMA stay untold of, when the walk gets there. */
static bool ask_hole(struct work *w)
{
	pfn_auto(source) src = source_new(w->a->file, w->text);
	char *after = w->gate->silent_hole ?
		ask_hole_candidate(src, w->gate->silent_hole) : NULL;

	if (!after)
		return true;
	g_free(w->text);
	w->text = after;
	w->a->hole = true;
	return shadow_put(w->shadow, w->a->file, after, NULL);
}

/* The changed file must compile. */
static bool compiles(struct work *w)
{
	const struct tree *tree = w->run->tree;
	const struct trial_place place = {
		.tree = tree, .build = tree_build_for(tree, w->a->file),
		.overlay = shadow_tree(w->shadow)->root,
		.workdir = w->run->workdir,
	};
	g_autofree char *why = NULL;

	if (trial_parse(&place, w->a->file, &why))
		return true;
	refuse(w, "%s: %s", w->a->file, why);
	return false;
}

static struct asking *try_walk(const struct engine_run *run,
			       struct shadow *shadow, const struct gated *gate,
			       unsigned int findings)
{
	struct asking *a = g_new0(struct asking, 1);
	struct work w = {
		.run = run, .shadow = shadow, .a = a, .gate = gate,
		.findings = findings,
	};

	a->file = g_strdup(gate->file);
	a->walk = g_strdup(gate->name);
	a->functions = g_ptr_array_new_with_free_func(g_free);
	a->before = tree_read(shadow_tree(shadow), a->file, NULL);
	w.text = g_strdup(a->before ? a->before : "");
	if (!a->before)
		refuse(&w, "%s cannot be read", a->file);
	else if (gate->why)
		refuse(&w, "%s", gate->why);
	else if (!shadow_put(shadow, a->file, a->before, NULL))
		refuse(&w, "%s cannot be written", a->file);
	/* Without functions an earlier patch has closed all levels: nothing to do. */
	else if (ask_all(&w) && a->functions->len && ask_hole(&w) && compiles(&w))
		a->after = g_steal_pointer(&w.text);
	if (!a->after && a->before)
		shadow_put(shadow, a->file, a->before, NULL);
	g_free(w.text);
	return a;
}

static unsigned int count_findings(const struct answer *answer, const char *file)
{
	unsigned int n = 0;

	for (guint i = 0; i < answer->findings->len; i++) {
		const struct finding *f = answer->findings->pdata[i];

		n += !strcmp(f->file, file) || g_str_has_suffix(f->file, ".h");
	}
	return n;
}

/* Walks with the same callbacks are one. */
static bool is_done(const GPtrArray *done, const struct walker *w,
		    const struct answer *answer)
{
	for (guint i = 0; i < done->len; i++) {
		const struct asking *a = done->pdata[i];
		const struct walker *other = find_walker(answer, a->walk);

		if (other && !strcmp(a->file, w->file) &&
		    gated_same_callbacks(other, w))
			return true;
	}
	return false;
}

/* Jobs end in any order; the series has one. */
static int by_place(gconstpointer a, gconstpointer b)
{
	const struct walker *x = *(const struct walker **)a;
	const struct walker *y = *(const struct walker **)b;
	int files = strcmp(x->file, y->file);

	return files ? files : (int)x->line - (int)y->line;
}

GPtrArray *asking_all(const struct engine_run *run, struct shadow *shadow,
		      const struct filter *filter, unsigned int jobs,
		      GError **error)
{
	g_autoptr(GPtrArray) files = index_files_with(run->tree, "mm_walk_ops",
						      error);
	pfn_auto(answer) answer = NULL;
	GPtrArray *all;

	for (guint i = files ? files->len : 0; i-- > 0;)
		if (!filter_has_path(filter, files->pdata[i]))
			g_ptr_array_remove_index(files, i);
	if (files)
		answer = asking_walkers(run, run->tree, files, true, jobs, error);
	if (!answer)
		return NULL;
	g_ptr_array_sort(answer->walkers, by_place);
	all = g_ptr_array_new_with_free_func(asking_free);
	for (guint i = 0; i < answer->walkers->len; i++) {
		const struct walker *w = answer->walkers->pdata[i];
		pfn_auto(gated) gate = is_open(w) && !is_done(all, w, answer) ?
			gated_new(run->tree, w) : NULL;

		if (gate)
			g_ptr_array_add(all, try_walk(run, shadow, gate,
					count_findings(answer, w->file)));
	}
	return all;
}
