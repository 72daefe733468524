// SPDX-License-Identifier: GPL-2.0-only
/*
 * engine.c - the queue of jobs: one subprocess a job, N at once, a time limit
 * each.  Whatever goes wrong with one job is an incomplete file of that
 * engine and never the end of the run.
 */
#include <signal.h>

#include "tree/cache.h"
#include "tree/proc.h"
#include "engine_queue.h"

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
	if (job->timer)
		g_source_remove(job->timer);
	g_clear_object(&job->process);
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

static void start_jobs(struct queue *q);

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

static gboolean on_timeout(gpointer data)
{
	struct job *job = data;

	job->timed_out = true;
	job->timer = 0;
	g_subprocess_force_exit(job->process);
	return G_SOURCE_REMOVE;
}

/* Its processor time is up: the kernel said so, or the clock (on_timeout()). */
static bool timed_out(const struct job *job)
{
	return job->timed_out ||
	       (g_subprocess_get_if_signaled(job->process) &&
		g_subprocess_get_term_sig(job->process) == SIGXCPU);
}

static int exit_status(GSubprocess *process)
{
	if (g_subprocess_get_if_exited(process))
		return g_subprocess_get_exit_status(process);
	return -1;
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

static void say_timed_out(const struct job *job, struct answer *answer)
{
	unsigned int seconds = job->queue->run->timeout;
	g_autofree char *why = job->timed_out ?
		g_strdup_printf("no answer within %u seconds",
				seconds * PROC_WALL_PER_CPU) :
		g_strdup_printf("no answer within %u seconds of processor time",
				seconds);

	job_say_incomplete(job, answer, why);
}

/* What the engine makes of the output; kept if it may be asked again. */
static void judge_output(struct job *job, const char *out, const char *err,
			 struct answer *answer)
{
	struct queue *q = job->queue;
	struct engine_output output = {
		.out = out ? out : "",
		.err = err ? err : "",
		.status = exit_status(job->process),
		.timed_out = timed_out(job),
	};

	if (output.timed_out) {
		say_timed_out(job, answer);
		return;
	}
	if (output.status < 0) {
		job_say_incomplete(job, answer, "ended by a signal");
		return;
	}
	engine_table[job->engine]->answer(q->state[job->engine], job->run,
					  &job->what, &output, answer);
	if (job->key && worth_keeping(answer)) {
		g_autofree char *wire = answer_print_wire(answer, job->file,
				engine_table[job->engine]->bit);

		cache_put(q->run->cache, job->key, wire);
	}
}

static void on_output(GObject *source, GAsyncResult *result, gpointer data)
{
	struct job *job = data;
	struct queue *q = job->queue;
	g_autoptr(GBytes) out = NULL, err = NULL;
	g_autoptr(GError) error = NULL;
	pfn_auto(answer) answer = answer_new();

	if (g_subprocess_communicate_finish(G_SUBPROCESS(source), result, &out,
					    &err, &error)) {
		/* Output need not be UTF-8: names of a tree are bytes. */
		g_autofree char *o = g_strndup(g_bytes_get_data(out, NULL),
					       g_bytes_get_size(out));
		g_autofree char *e = g_strndup(g_bytes_get_data(err, NULL),
					       g_bytes_get_size(err));

		judge_output(job, o, e, answer);
	} else {
		job_say_incomplete(job, answer, error->message);
	}
	q->stats->seconds[job->engine] +=
		(g_get_monotonic_time() - job->started) / 1e6;
	q->running--;
	job_end(job, answer);
	start_jobs(q);
}

/* True if the cache had the answer, which is then in the queue's. */
static bool answered_from_cache(struct job *job)
{
	struct queue *q = job->queue;
	g_autofree char *wire = NULL;
	pfn_auto(answer) answer = NULL;

	if (!job->key)
		return false;
	wire = cache_get(q->run->cache, job->key);
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

static GSubprocess *spawn(struct job *job, GError **error)
{
	struct queue *q = job->queue;
	g_autoptr(GSubprocessLauncher) launcher = NULL;
	g_autofree char *cwd = NULL;
	g_auto(GStrv) argv = NULL;

	argv = engine_table[job->engine]->command(q->state[job->engine],
						  job->run, &job->what, &cwd);
	launcher = g_subprocess_launcher_new(
			G_SUBPROCESS_FLAGS_STDOUT_PIPE |
			G_SUBPROCESS_FLAGS_STDERR_PIPE);
	g_subprocess_launcher_set_child_setup(launcher, proc_limit_child,
			GUINT_TO_POINTER(q->run->timeout), NULL);
	if (cwd)
		g_subprocess_launcher_set_cwd(launcher, cwd);
	g_subprocess_launcher_setenv(launcher, "TMPDIR", q->run->workdir, TRUE);
	g_subprocess_launcher_setenv(launcher, "LC_ALL", "C", TRUE);
	return g_subprocess_launcher_spawnv(launcher,
			(const char *const *)argv, error);
}

static void start_job(struct job *job)
{
	struct queue *q = job->queue;
	g_autoptr(GError) error = NULL;

	job->started = g_get_monotonic_time();
	job->process = spawn(job, &error);
	if (!job->process) {
		pfn_auto(answer) answer = answer_new();

		job_say_incomplete(job, answer, error->message);
		job_end(job, answer);
		return;
	}
	q->running++;
	job->timer = g_timeout_add_seconds(q->run->timeout * PROC_WALL_PER_CPU,
					on_timeout, job);
	g_subprocess_communicate_async(job->process, NULL, NULL, on_output, job);
}

static void start_jobs(struct queue *q)
{
	while (q->running < q->options->jobs && !g_queue_is_empty(&q->waiting)) {
		struct job *job = g_queue_pop_head(&q->waiting);

		if (!answered_from_cache(job))
			start_job(job);
	}
	if (!q->running)
		g_main_loop_quit(q->loop);
}

static void run_queue(struct queue *q, const GPtrArray *files)
{
	g_autoptr(GArray) runs = NULL;

	queue_plan(q, files, q->options->engines, q->run, q->answer);
	runs = queue_plan_batches(q, q->options->batches);
	q->stats->jobs = q->total;
	q->loop = g_main_loop_new(NULL, FALSE);
	start_jobs(q);
	if (q->running)
		g_main_loop_run(q->loop);
	g_main_loop_unref(q->loop);
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
