// SPDX-License-Identifier: GPL-2.0-only
/*
 * engine_clang.c - pfncheck-clang as an engine.
 */
#include "engine_checker.h"

static char **clang_command(void *state, const struct engine_run *run,
			    const struct engine_job *job, char **cwd)
{
	return checker_command(run, job, "pfncheck-clang", state, NULL, cwd);
}

static char *clang_key(void *state, const struct engine_run *run,
		       const struct engine_job *job)
{
	return checker_key(run, job, "pfncheck-clang");
}

static void clang_answer(void *state, const struct engine_run *run,
			 const struct engine_job *job,
			 const struct engine_output *output,
			 struct answer *answer)
{
	checker_answer(ENGINE_CLANG, job, output, answer);
}

const struct engine_ops engine_clang = {
	.bit = ENGINE_CLANG,
	.program = "pfncheck-clang",
	.ours = true,
	.missing = "run 'make all'",
	.needs_build = true,
	.prepare = checker_prepare,
	.finish = g_free,
	.command = clang_command,
	.key = clang_key,
	.answer = clang_answer,
};
