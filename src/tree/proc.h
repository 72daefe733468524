/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * proc.h - runs programs and waits for them.  An argument vector, never a shell.
 *
 * Each is the leader of a process group of its own, and the group ends with it:
 * what it leaves running keeps nobody waiting.  All of them end with this process.
 */
#ifndef PFN_PROC_H
#define PFN_PROC_H

#include "ground/base.h"

/* What is to run; all that is not set is NULL or 0. */
struct proc_spec {
	const char *const *argv;	/* NULL terminated */
	const char *cwd;		/* NULL: here */
	const char *const *env;		/* laid onto the environment: "NAME=VALUE"
					 * sets, "NAME" alone removes */
	GBytes *input;			/* for stdin; NULL: nothing */
	unsigned int cpu_seconds;	/* of processor time; 0: no limit */
	unsigned int wall_seconds;	/* 0: PROC_WALL_PER_CPU times those */
	size_t most;			/* bytes of output; 0: PROC_MOST */
	void *data;			/* for the caller */
};

/*
 * A limit in processor time says the same on an idle and on a loaded machine.
 * What waits for something else uses none, so the clock ends it too, after this
 * many times as long.
 */
#define PROC_WALL_PER_CPU 10

/* A program that neither works nor has a child for so long waits in vain. */
#define PROC_IDLE_SECONDS 20

/* git says this much of a large repository, and nothing says more. */
#define PROC_MOST ((size_t)1 << 30)

enum proc_end {
	PROC_EXITED,
	PROC_SIGNALED,
	PROC_NO_CPU,			/* its processor time was up */
	PROC_NO_TIME,			/* the clock said so */
	PROC_IDLE,			/* it waited for what did not come */
	PROC_TOO_MUCH,			/* it printed more than it may */
};

struct proc_output {
	char *out, *err;		/* NUL terminated, g_free */
	size_t out_len;			/* of @out, which may hold NUL bytes */
	enum proc_end end;
	int status;			/* exit status; -1 if it was ended */
};

void proc_output_clear(struct proc_output *output);

/* Why a program did not exit by itself, for a message; a static string. */
const char *proc_end_text(enum proc_end end);

/* A program that runs. */
struct proc;

/* Starts it.  NULL and @error if that is not possible. */
struct proc *proc_start(const struct proc_spec *spec, GError **error);

/*
 * Waits until one of @procs (struct proc *, at least one) is over, and returns
 * that; it stays in the array.
 */
struct proc *proc_wait_any(const GPtrArray *procs);

/* What it said; its @data of the specification. */
void proc_take_output(struct proc *proc, struct proc_output *output);
void *proc_data(const struct proc *proc);

/* Ends it if it still runs. */
void proc_free(struct proc *proc);
PFN_DEFINE_FREE(proc, proc_free)

/*
 * Starts and waits.  True if it ran, however it ended; the caller clears
 * @output.  False and @error if it could not be started.
 */
bool proc_call(const struct proc_spec *spec, struct proc_output *output,
	       GError **error);

/* The same for @argv in @cwd with @env. */
bool proc_run(const char *cwd, const char *const *env, const char *const *argv,
	      struct proc_output *output, GError **error);

/*
 * As proc_run(), but an exit status other than 0 is an error that says the
 * program and the first line of its stderr.  Returns stdout, the caller frees it.
 */
char *proc_must(const char *cwd, const char *const *env,
		const char *const *argv, GError **error);

/* The same within @cpu_seconds of processor time (0: no limit). */
char *proc_must_within(unsigned int cpu_seconds, const char *cwd,
		       const char *const *argv, GError **error);

#endif
