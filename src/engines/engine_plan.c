// SPDX-License-Identifier: GPL-2.0-only
/*
 * engine_plan.c - which engine is asked about which file.
 */
#include "tree/cache.h"
#include "engine_queue.h"

/* The build that this engine needs for @file; true if it can be asked. */
static bool find_build(const struct engine_run *run,
		       const struct engine_ops *ops, const char *file,
		       const struct tree_build **build)
{
	*build = NULL;
	if (!ops->needs_build)
		return true;
	*build = tree_build_for(run->tree, file);
	return *build;
}

static void add_job(struct queue *q, size_t engine, const char *file,
		    const struct engine_run *run, struct answer *to)
{
	const struct engine_ops *ops = engine_table[engine];
	struct job *job = g_new0(struct job, 1);

	job->queue = q;
	job->run = run;
	job->to = to;
	job->engine = engine;
	job->file = g_strdup(file);
	job->what.file = job->file;
	if (!find_build(run, ops, file, &job->what.build)) {
		q->stats->not_asked++;
		if (q->options->asked_by_name && !tree_can_compile(run->tree))
			job_say_incomplete(job, to,
				"no build is prepared");
		job_free(job);
		return;
	}
	if (run->cache && ops->key)
		job->key = ops->key(q->state[engine], run, &job->what);
	g_queue_push_tail(&q->waiting, job);
	q->total++;
}

/*
 * A header is not compiled alone: its reads are seen where it is included.  And
 * the checkers judge reads, and one what is done with entries; other calls without a
 * flag are for semantic patches.
 */
static bool concerns(const struct engine_run *run, const struct engine_ops *ops,
		     const char *file)
{
	return !ops->needs_build ||
	       (g_str_has_suffix(file, ".c") &&
		(run->walkers || index_find(run->index, file) ||
		 (ops->judges_entries && index_holds_entries(run->index, file))));
}

void queue_plan(struct queue *q, const GPtrArray *files, unsigned int engines,
		const struct engine_run *run, struct answer *to)
{
	for (guint i = 0; i < files->len; i++) {
		const char *file = files->pdata[i];

		for (size_t e = 0; e < ENGINE_COUNT; e++) {
			const struct engine_ops *ops = engine_table[e];

			if (engines & ops->bit && concerns(run, ops, file))
				add_job(q, e, file, run, to);
		}
	}
}

GArray *queue_plan_batches(struct queue *q, const GPtrArray *batches)
{
	guint n = batches ? batches->len : 0;
	GArray *runs = g_array_sized_new(FALSE, FALSE,
					 sizeof(struct engine_run), n);

	for (guint i = 0; i < n; i++) {
		const struct engine_batch *b = batches->pdata[i];
		struct engine_run run = *q->run;

		run.tree = b->tree;
		g_array_append_val(runs, run);
		queue_plan(q, b->files, b->engines & q->options->engines,
			   &g_array_index(runs, struct engine_run, i), b->answer);
	}
	return runs;
}
