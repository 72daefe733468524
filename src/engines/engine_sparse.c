// SPDX-License-Identifier: GPL-2.0-only
/*
 * engine_sparse.c - pfncheck-sparse as an engine.
 */
#include "engine_checker.h"

static char **sparse_command(void *state, const struct engine_run *run,
			    const struct engine_job *job, char **cwd)
{
	return checker_command(run, job, "pfncheck-sparse", state, cwd);
}

static char *sparse_key(void *state, const struct engine_run *run,
		       const struct engine_job *job)
{
	return checker_key(run, job, "pfncheck-sparse");
}

static void sparse_answer(void *state, const struct engine_run *run,
			 const struct engine_job *job,
			 const struct engine_output *output,
			 struct answer *answer)
{
	checker_answer(ENGINE_SPARSE, job, output, answer);
}

const struct engine_ops engine_sparse = {
	.bit = ENGINE_SPARSE,
	.program = "pfncheck-sparse",
	.ours = true,
	.missing = "run 'make all'",
	.needs_build = true,
	.prepare = checker_prepare,
	.finish = g_free,
	.command = sparse_command,
	.key = sparse_key,
	.answer = sparse_answer,
};
