/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * engine_checker.h - what the engines of our two checkers have in common:
 * a compiler command line in a prepared build, and answers as wire lines.
 */
#ifndef PFN_ENGINE_CHECKER_H
#define PFN_ENGINE_CHECKER_H

#include "engine.h"

/*
 * Writes the run's carriers where checkers can read them.  The state is that
 * file's name (g_free), NULL and @error if it cannot be written.
 */
void *checker_prepare(const struct engine_run *run, GError **error);

/*
 * PROGRAM --json --root=ROOT --carriers=FILE [--walkers] MORE... FLAGS... FILE
 * @more may be NULL.
 */
char **checker_command(const struct engine_run *run,
		       const struct engine_job *job, const char *program,
		       const char *carriers, char **more, char **cwd);

/*
 * Everything the answer depends on: the checker itself, the file, the flags,
 * the configuration, the carriers and every header of the tree (index.h).
 */
char *checker_key(const struct engine_run *run, const struct engine_job *job,
		  const char *program);

/* Reads wire lines; an exit status other than 0 makes the file incomplete. */
void checker_answer(unsigned int engine, const struct engine_job *job,
		    const struct engine_output *output,
		    struct answer *answer);

#endif
