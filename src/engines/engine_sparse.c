// SPDX-License-Identifier: GPL-2.0-only
/*
 * engine_sparse.c - pfncheck-sparse as an engine.
 */
#include "engine_checker.h"

#include "tree/cache.h"

/* They are of the first build, as every file outside of arch/ is. */
static bool takes_summaries(const struct engine_run *run,
			    const struct engine_job *job)
{
	return run->summaries && run->tree->builds->len &&
		job->build == run->tree->builds->pdata[0];
}

static char **sparse_command(void *state, const struct engine_run *run,
			    const struct engine_job *job, char **cwd)
{
	g_autofree char *known = takes_summaries(run, job) ?
		g_strdup_printf("--summaries=%s", run->summaries) : NULL;
	char *more[] = { run->summary ? "--summary" : known, NULL };

	return checker_command(run, job, "pfncheck-sparse", state, more, cwd);
}

static char *sparse_key(void *state, const struct engine_run *run,
		       const struct engine_job *job)
{
	g_autofree char *key = checker_key(run, job, "pfncheck-sparse");

	if (!key || (!run->summary && !takes_summaries(run, job)))
		return g_steal_pointer(&key);
	return cache_key(key, run->summary ? "summary" : run->summaries_text,
			 NULL);
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
	.judges_entries = true,
	.prepare = checker_prepare,
	.finish = g_free,
	.command = sparse_command,
	.key = sparse_key,
	.answer = sparse_answer,
};
