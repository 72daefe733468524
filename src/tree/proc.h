/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * proc.h - runs a program and waits for it.  An argument vector, never a shell.
 */
#ifndef PFN_PROC_H
#define PFN_PROC_H

#include "ground/base.h"

struct proc_output {
	char *out, *err;	/* NUL terminated, g_free */
	int status;		/* exit status; -1 if a signal ended it */
};

void proc_output_clear(struct proc_output *output);

/*
 * Runs @argv in @cwd (NULL: here) with @env (NULL terminated, may be NULL) laid
 * onto the environment: "NAME=VALUE" sets, "NAME" alone removes.  True if it ran, whatever it exited with;
 * the caller clears @output.  False and @error if it could not be started.
 */
bool proc_run(const char *cwd, const char *const *env, const char *const *argv,
	      struct proc_output *output, GError **error);

/*
 * A limit in processor time says the same on an idle and on a loaded machine.
 * What waits for something else uses none, so the clock ends it too, after this
 * many times as long.
 */
#define PROC_WALL_PER_CPU 10

/*
 * In a child, before it becomes another program (a GSpawnChildSetupFunc): it
 * ends with its parent, so that a killed scan leaves nothing behind, and with
 * SIGXCPU after GPOINTER_TO_UINT(@cpu_seconds) of processor time (0: no limit).
 */
void proc_limit_child(gpointer cpu_seconds);

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
