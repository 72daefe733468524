// SPDX-License-Identifier: GPL-2.0-only
/*
 * engine.c - the queue of jobs: one subprocess a job, N at once, a time limit
 * each.  Whatever goes wrong with one job is an incomplete file of that
 * engine and never the end of the run.
 */
#include "tree/cache.h"
#include "tree/proc.h"
#include "engine_queue.h"

/* Bytes that an engine may say about one file. */
#define MOST_OUTPUT ((size_t)64 << 20)

const struct engine_ops *const engine_table[ENGINE_COUNT] = {
	&engine_cocci, &engine_clang, &engine_sparse,
};

const struct engine_ops *engine_get(unsigned int bit)
{
	for (size_t i = 0; i < ENGINE_COUNT; i++)
		if (engine_table[i]->bit == bit)
			return engine_table[i];
	return NULL;
}

void job_free(struct job *job)
{
	proc_free(job->proc);
	g_free(job->file);
	g_free(job->key);
	g_free(job);
}

void job_say_incomplete(const struct job *job, struct answer *answer,
			const char *reason)
{
	g_ptr_array_add(answer->incomplete,
			incomplete_new(job->file, engine_table[job->engine]->bit,
				       reason));
}

/* A job is over, with its own @answer; the next one may start. */
static void job_end(struct job *job, struct answer *answer)
{
	struct queue *q = job->queue;

	answer_take(job->to, answer);
	q->done++;
	if (q->options->progress)
		q->options->progress(q->done, q->total, job->file,
				     q->options->progress_data);
	job_free(job);
}

/*
 * A region that cannot be parsed stays so while the file stays; a file that
 * failed as a whole may have failed for want of a header or of memory.
 */
static bool worth_keeping(const struct answer *answer)
{
	for (guint i = 0; i < answer->incomplete->len; i++) {
		const struct incomplete *inc = answer->incomplete->pdata[i];

		if (!inc->first)
			return false;
	}
	return true;
}

/* Why it did not exit by itself. */
static char *ended_because(const struct queue *q, enum proc_end end)
{
	unsigned int seconds = q->run->timeout;

	switch (end) {
	case PROC_NO_CPU:
		return g_strdup_printf("no answer within %u seconds of processor time",
				       seconds);
	case PROC_NO_TIME:
		return g_strdup_printf("no answer within %u seconds",
				       seconds * PROC_WALL_PER_CPU);
	default:
		return g_strdup(proc_end_text(end));
	}
}

static void keep(const struct job *job, const char *key,
		 const struct answer *answer)
{
	g_autofree char *wire = answer_print_wire(answer, job->file,
			engine_table[job->engine]->bit);

	cache_put(job->queue->run->cache, key, wire);
}

/*
 * The key of "no answer within that time": the next run does not wait for it once
 * more.
 */
static char *slow_key(const struct job *job)
{
	g_autofree char *seconds = g_strdup_printf("%u", job->queue->run->timeout);

	return cache_key(job->key, "no answer within", seconds, NULL);
}

/* What the engine makes of the output; kept if it may be asked again. */
static void judge_output(struct job *job, const struct proc_output *said,
			 struct answer *answer)
{
	struct queue *q = job->queue;
	const struct engine_output output = {
		.out = said->out, .err = said->err, .status = said->status,
	};

	if (said->end != PROC_EXITED) {
		g_autofree char *why = ended_because(q, said->end);

		job_say_incomplete(job, answer, why);
		if (job->key && said->end == PROC_NO_CPU) {
			g_autofree char *key = slow_key(job);

			keep(job, key, answer);
		}
		return;
	}
	engine_table[job->engine]->answer(q->state[job->engine], job->run,
					  &job->what, &output, answer);
	job_check_answer(job, answer);
	if (job->key && worth_keeping(answer))
		keep(job, job->key, answer);
}

static void take_output(struct job *job)
{
	struct queue *q = job->queue;
	struct proc_output output = { 0 };
	pfn_auto(answer) answer = answer_new();

	proc_take_output(job->proc, &output);
	judge_output(job, &output, answer);
	proc_output_clear(&output);
	q->stats->seconds[job->engine] +=
		(g_get_monotonic_time() - job->started) / 1e6;
	job_end(job, answer);
}

/* True if the cache had the answer, which is then in the queue's. */
static bool answered_from_cache(struct job *job)
{
	struct queue *q = job->queue;
	g_autofree char *slow = NULL, *wire = NULL;
	pfn_auto(answer) answer = NULL;

	if (!job->key)
		return false;
	wire = cache_get(q->run->cache, job->key);
	slow = wire ? NULL : slow_key(job);
	if (slow)
		wire = cache_get(q->run->cache, slow);
	if (!wire)
		return false;
	answer = answer_new();
	if (!answer_add_wire(answer, wire, job->file,
			     engine_table[job->engine]->bit, NULL))
		return false;
	q->stats->cached++;
	job_end(job, answer);
	return true;
}

static struct proc *spawn(struct job *job, GError **error)
{
	struct queue *q = job->queue;
	g_autofree char *cwd = NULL;
	g_autofree char *temp = g_strconcat("TMPDIR=", q->run->workdir, NULL);
	/* What Python compiles of the semantic patches' package, once a run. */
	g_autofree char *compiled = g_strconcat("PYTHONPYCACHEPREFIX=",
						q->run->workdir, NULL);
	/* A name need not be ASCII, and Python could not print one in "C". */
	const char *const env[] = { temp, compiled, "LC_ALL=C.UTF-8", NULL };
	g_auto(GStrv) argv = engine_table[job->engine]->command(
			q->state[job->engine], job->run, &job->what, &cwd);
	const struct proc_spec spec = {
		.argv = (const char *const *)argv, .cwd = cwd, .env = env,
		.cpu_seconds = q->run->timeout, .most = MOST_OUTPUT, .data = job,
	};

	return proc_start(&spec, error);
}

static void start_job(struct job *job)
{
	struct queue *q = job->queue;
	g_autoptr(GError) error = NULL;

	job->started = g_get_monotonic_time();
	job->proc = spawn(job, &error);
	if (!job->proc) {
		pfn_auto(answer) answer = answer_new();

		job_say_incomplete(job, answer, error->message);
		job_end(job, answer);
		return;
	}
	g_ptr_array_add(q->running, job->proc);
}

static void start_jobs(struct queue *q)
{
	while (q->running->len < q->options->jobs &&
	       !g_queue_is_empty(&q->waiting)) {
		struct job *job = g_queue_pop_head(&q->waiting);

		if (!answered_from_cache(job))
			start_job(job);
	}
}

static void run_queue(struct queue *q, const GPtrArray *files)
{
	g_autoptr(GArray) runs = NULL;

	queue_plan(q, files, q->options->engines, q->run, q->answer);
	runs = queue_plan_batches(q, q->options->batches);
	q->stats->jobs = q->total;
	q->running = g_ptr_array_new();
	for (start_jobs(q); q->running->len; start_jobs(q)) {
		struct proc *over = proc_wait_any(q->running);

		g_ptr_array_remove_fast(q->running, over);
		take_output(proc_data(over));
	}
	g_ptr_array_unref(q->running);
}

static bool prepare_engines(struct queue *q, GError **error)
{
	for (size_t e = 0; e < ENGINE_COUNT; e++) {
		const struct engine_ops *ops = engine_table[e];

		if (!(q->options->engines & ops->bit) || !ops->prepare)
			continue;
		q->state[e] = ops->prepare(q->run, error);
		if (!q->state[e])
			return false;
	}
	return true;
}

static void finish_engines(struct queue *q)
{
	for (size_t e = 0; e < ENGINE_COUNT; e++)
		if (q->state[e] && engine_table[e]->finish)
			engine_table[e]->finish(q->state[e]);
}

struct answer *engine_run_all(const struct engine_run *run,
			      const GPtrArray *files,
			      const struct engine_options *options,
			      struct engine_stats *stats, GError **error)
{
	struct queue q = {
		.run = run, .options = options, .stats = stats,
		.waiting = G_QUEUE_INIT,
	};
	bool prepared;

	memset(stats, 0, sizeof(*stats));
	q.answer = answer_new();
	prepared = prepare_engines(&q, error);
	if (prepared)
		run_queue(&q, files);
	finish_engines(&q);
	if (prepared)
		return q.answer;
	answer_free(q.answer);
	return NULL;
}
