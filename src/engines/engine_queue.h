/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * engine_queue.h - the jobs of one run, between engine_plan.c, which makes them,
 * and engine.c, which runs them.
 */
#ifndef PFN_ENGINE_QUEUE_H
#define PFN_ENGINE_QUEUE_H

#include "engine.h"

#define ENGINE_COUNT 3

extern const struct engine_ops *const engine_table[ENGINE_COUNT];

struct queue {
	const struct engine_run *run;
	const struct engine_options *options;
	struct engine_stats *stats;
	struct answer *answer;
	GQueue waiting;			/* struct job *, owned */
	GPtrArray *running;		/* struct proc *, of a struct job each */
	unsigned int done, total;
	void *state[ENGINE_COUNT];
};

struct job {
	struct queue *queue;
	const struct engine_run *run;
	struct answer *to;		/* what it answers goes there */
	size_t engine;			/* index into engine_table[] */
	struct engine_job what;
	char *file;
	char *key;			/* of the cache; NULL without one */
	struct proc *proc;		/* NULL: does not run */
	gint64 started;
};

/* Adds a job for each of @files and each engine that can be asked about it. */
void queue_plan(struct queue *q, const GPtrArray *files, unsigned int engines,
		const struct engine_run *run, struct answer *to);

/*
 * The same for each struct engine_batch of @batches (may be NULL).  Returns the
 * runs, which the jobs borrow.
 */
GArray *queue_plan_batches(struct queue *q, const GPtrArray *batches);

void job_free(struct job *job);

/*
 * Holds @answer against the files that it names: a finding at a place that is not
 * there is taken out, and the file of @job is incomplete then.
 */
void job_check_answer(const struct job *job, struct answer *answer);

/* The file of @job is incomplete for its engine. */
void job_say_incomplete(const struct job *job, struct answer *answer,
			const char *reason);

#endif
