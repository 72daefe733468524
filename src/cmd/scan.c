// SPDX-License-Identifier: GPL-2.0-only
/*
 * scan.c - one call a step; later steps never reach back.
 */
#include <unistd.h>

#include "engines/summaries.h"
#include "ground/plain.h"
#include "ground/settle.h"
#include "tree/cache.h"
#include "tree/temp.h"
#include "progress.h"
#include "scan.h"
#include "findings/walkers.h"
#include "findings/wide.h"

/*
 * By default every engine that can run does; one that was named must.
 * Semantic patches need no prepared tree, so spatch is never optional.
 */
static bool choose_engines(const struct scan_options *o, struct scan *scan,
			   GError **error)
{
	for (unsigned int bit = ENGINE_COCCI; bit <= ENGINE_SPARSE; bit <<= 1) {
		const struct engine_ops *ops = engine_get(bit);
		bool must = o->engines_by_name || !ops->needs_build;
		g_autofree char *version = NULL;
		g_autoptr(GError) why = NULL;

		if (!(o->engines & bit) ||
		    (!must && !tree_can_compile(scan->tree)) ||
		    (o->walkers && !ops->needs_build))
			continue;
		version = engine_version(ops, scan->files->bindir, &why);
		if (version) {
			scan->engines |= bit;
		} else if (must) {
			g_propagate_error(error, g_steal_pointer(&why));
			return false;
		}
		if (bit == ENGINE_COCCI)
			scan->spatch = g_steal_pointer(&version);
	}
	return true;
}

static void on_index(unsigned int done, unsigned int total, void *data)
{
	progress_update(data, "index", done, total);
}

static void on_job(unsigned int done, unsigned int total, const char *file,
		   void *data)
{
	progress_update(data, "engines", done, total);
}

static GPtrArray *walker_files(const struct scan_options *o,
			       const struct scan *scan, GError **error)
{
	GPtrArray *files = index_files_with(scan->tree, "mm_walk_ops", error);

	for (guint i = files ? files->len : 0; i-- > 0;)
		if (!filter_has_path(&o->filter, files->pdata[i]))
			g_ptr_array_remove_index(files, i);
	return files;
}

/* What the engines, and the rewrites after them, work with. */
static bool prepare_run(const struct scan_options *o, struct scan *scan,
			GError **error)
{
	g_autoptr(GError) no_cache = NULL;

	if (!choose_engines(o, scan, error))
		return false;
	if (!o->no_cache)
		scan->cache = cache_open(o->cache_dir, &no_cache);
	if (no_cache)
		plain_print(stderr, "pfncheck: %s\n", no_cache->message);
	scan->run = (struct engine_run){
		.tree = scan->tree, .index = scan->index,
		.workdir = scan->workdir, .datadir = scan->files->patches,
		.bindir = scan->files->bindir, .spatch = scan->spatch,
		.timeout = o->timeout,
		.cache = scan->cache, .walkers = o->walkers,
	};
	return scan_prepare_selection(o, scan, error);
}

/* Only sparse asks for them, and only where it has something to judge. */
static bool know_walks(const struct scan_options *o, struct scan *scan,
		       const GPtrArray *files, GError **error)
{
	if (o->walkers || !files->len || !(scan->engines & ENGINE_SPARSE))
		return true;
	return summaries_make(&scan->run, o->jobs, error);
}

static struct answer *ask_engines(const struct scan_options *o,
				  struct scan *scan, struct progress *progress,
				  GError **error)
{
	g_autoptr(GPtrArray) files = o->walkers ? walker_files(o, scan, error) :
		scan_wanted_files(o, scan);
	g_autoptr(GPtrArray) batches = NULL;
	struct answer *answer;
	struct engine_options eo = {
		.engines = scan->engines, .jobs = o->jobs,
		.asked_by_name = o->engines_by_name,
		.progress = on_job, .progress_data = progress,
	};

	if (!files || !know_walks(o, scan, files, error))
		return NULL;
	eo.batches = batches = scan_plan_before(scan, files, error);
	if (!batches)
		return NULL;
	scan->report.asked = files->len;
	answer = engine_run_all(&scan->run, files, &eo, &scan->report.stats,
				error);
	progress_clear(progress);
	if (answer)
		scan->lacks = lacks_take(scan->tree, files, answer->incomplete);
	if (scan->cache && cache_warning(scan->cache))
		plain_print(stderr, "pfncheck: %s\n",
			    cache_warning(scan->cache));
	return answer;
}

/* What was not asked about need not be readable. */
static void take_unreadable(const struct scan_options *o, struct scan *scan,
			    struct answer *answer)
{
	GPtrArray *from = scan->index->unreadable;

	while (from->len) {
		struct incomplete *inc = g_ptr_array_steal_index(from, 0);

		if (filter_has_path(&o->filter, inc->file))
			g_ptr_array_add(answer->incomplete, inc);
		else
			incomplete_free(inc);
	}
}

static bool run_steps(struct scan_options *o, struct scan *scan,
		      struct progress *progress, GError **error)
{
	const struct rewrite_wish wish = { o->filter.rules, o->effects };
	pfn_auto(answer) answer = NULL;
	pfn_auto(kept) kept = o->no_cache || o->staged ? NULL :
		kept_open(o->cache_dir);

	scan->files = installed_find(error);
	if (!scan->files || !scan_open_tree(o, scan, error))
		return false;
	scan->index = o->staged ?
		staged_index(scan->staged, scan->tree, o->jobs, error) :
		index_build(scan->tree, o->jobs, kept, on_index, progress,
			    error);
	/* What is staged is less than the tree: nothing of a PATH may be. */
	if (!scan->index || (!o->staged && !scan_check_paths(o, scan, error)) ||
	    !prepare_run(o, scan, error))
		return false;
	answer = ask_engines(o, scan, progress, error);
	if (!answer)
		return false;
	take_unreadable(o, scan, answer);
	scan_compare_before(scan, answer);
	scan->walkers = walkers_merge(answer->walkers);
	scan->merged = merge_answers(answer, scan->tree, scan->index);
	wide_mark(scan->merged->findings, scan->tree, scan->index->carriers);
	settle_all(scan->merged->findings, answer->calls);
	if (!scan_select(o, scan, error))
		return false;
	scan->rewrites = rewrite_all(&scan->run, scan->engines,
				     scan->caused ? scan->caused :
				     scan->merged->findings, &wish,
				     scan->merged->incomplete);
	return true;
}

static void fill_report(struct scan *scan, double seconds)
{
	scan->report.tree = scan->tree;
	scan->report.index = scan->index;
	scan->report.findings = scan->merged->findings;
	scan->report.rewrites = scan->rewrites;
	scan->report.incomplete = scan->merged->incomplete;
	scan->report.lacks = scan->lacks;
	scan->report.disagreements = scan->merged->disagreements;
	scan->report.baseline = scan->baseline;
	scan->report.stale = scan->stale;
	scan->report.known = scan->known;
	scan->report.seconds = seconds;
}

struct scan *scan_run(struct scan_options *options, GError **error)
{
	gint64 started = g_get_monotonic_time();
	pfn_auto(scan) scan = g_new0(struct scan, 1);
	bool shown = options->progress == WHEN_ALWAYS ||
		(!options->quiet && options_when(options->progress, STDERR_FILENO));
	pfn_auto(progress) progress = progress_new(shown);
	bool ok = run_steps(options, scan, progress, error);

	progress_clear(progress);
	if (!ok)
		return NULL;
	fill_report(scan, (g_get_monotonic_time() - started) / 1e6);
	return g_steal_pointer(&scan);
}

void scan_free(struct scan *scan)
{
	if (!scan)
		return;
	g_clear_pointer(&scan->rewrites, g_ptr_array_unref);
	g_clear_pointer(&scan->caused, g_ptr_array_unref);
	g_clear_pointer(&scan->walkers, g_ptr_array_unref);
	g_clear_pointer(&scan->stale, g_ptr_array_unref);
	lacks_free(scan->lacks);
	merged_free(scan->merged);
	baseline_free(scan->baseline);
	change_free(scan->change);
	change_free(scan->merge);
	staged_free(scan->staged);
	cache_close(scan->cache);
	temp_remove(scan->workdir);
	summaries_clear(&scan->run);
	index_free(scan->index);
	tree_free(scan->tree);
	installed_free(scan->files);
	g_free(scan->spatch);
	g_free(scan->repo);
	g_free(scan);
}

enum pfn_exit scan_status(const struct scan *scan)
{
	if (scan->report.incomplete->len)
		return PFN_EXIT_INCOMPLETE;
	for (guint i = 0; i < scan->report.findings->len; i++) {
		const struct finding *f = scan->report.findings->pdata[i];

		if (!f->hidden)
			return PFN_EXIT_FINDINGS;
	}
	return PFN_EXIT_CLEAN;
}
