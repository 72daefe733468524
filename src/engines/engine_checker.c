// SPDX-License-Identifier: GPL-2.0-only
/*
 * engine_checker.c - runs pfncheck-clang and pfncheck-sparse.
 */
#include "engine_checker.h"

#include <glib/gstdio.h>

#include "tree/cache.h"
#include "tree/file.h"

void *checker_prepare(const struct engine_run *run, GError **error)
{
	g_autofree char *text = carrier_set_print(run->index->carriers);
	g_autofree char *file = g_build_filename(run->workdir, "carriers", NULL);

	if (!g_file_set_contents(file, text, -1, error))
		return NULL;
	return g_steal_pointer(&file);
}

/* What stands beside the file in the tree of the build: "internal.h". */
static char *include_beside(const struct engine_job *job)
{
	g_autofree char *folder = g_path_get_dirname(job->file);

	return g_strconcat("-I", job->build->source, "/", folder, NULL);
}

char **checker_command(const struct engine_run *run,
		       const struct engine_job *job, const char *program,
		       const char *carriers, char **more, char **cwd)
{
	g_autoptr(GPtrArray) argv = g_ptr_array_new();

	g_ptr_array_add(argv, g_build_filename(run->bindir, program, NULL));
	g_ptr_array_add(argv, g_strdup("--json"));
	g_ptr_array_add(argv, g_strdup_printf("--root=%s", run->tree->root));
	g_ptr_array_add(argv, g_strdup_printf("--carriers=%s", carriers));
	if (run->walkers)
		g_ptr_array_add(argv, g_strdup("--walkers"));
	if (run->huge_kept && !strcmp(program, "pfncheck-sparse"))
		g_ptr_array_add(argv, g_strdup("--huge-kept"));
	for (char **o = more; o && *o; o++)
		g_ptr_array_add(argv, g_strdup(*o));
	g_ptr_array_add(argv, g_strdup("--"));
	for (char **f = job->build->flags; *f; f++)
		g_ptr_array_add(argv, g_strdup(*f));
	if (job->build->source)
		g_ptr_array_add(argv, include_beside(job));
	g_ptr_array_add(argv, g_build_filename(run->tree->root, job->file, NULL));
	g_ptr_array_add(argv, NULL);
	*cwd = g_strdup(job->build->dir);
	return (char **)g_ptr_array_free(g_steal_pointer(&argv), FALSE);
}

/* Size and time of a program: a checker built anew is another checker. */
static char *program_identity(const char *path)
{
	GStatBuf st;

	if (g_stat(path, &st))
		return g_strdup("");
	return g_strdup_printf("%ld %ld.%09ld", (long)st.st_size,
			       (long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
}

/* The flags as the tree itself has them: a shadow of it is made anew each time. */
static char *flags_text(const struct tree *tree, const struct tree_build *build)
{
	char *flags = g_strjoinv("\n", build->flags);
	g_auto(GStrv) parts = tree->under ? g_strsplit(flags, tree->root, -1) : NULL;

	if (!parts)
		return flags;
	g_free(flags);
	return g_strjoinv(tree->under, parts);
}

char *checker_key(const struct engine_run *run, const struct engine_job *job,
		  const char *program)
{
	g_autofree char *path = g_build_filename(run->bindir, program, NULL);
	g_autofree char *identity = program_identity(path);
	g_autofree char *text = tree_read(run->tree, job->file, NULL);
	g_autofree char *flags = flags_text(run->tree, job->build);
	const char *root = run->tree->under ? run->tree->under : run->tree->root;
	const char *changed = run->tree->changed ? run->tree->changed : "";
	g_autofree char *config = g_build_filename(job->build->dir, ".config",
						   NULL);
	g_autofree char *config_text = file_read(config, NULL);
	g_autofree char *carriers = carrier_set_print(run->index->carriers);

	if (!text || !run->index->headers || !config_text)
		return NULL;
	return cache_key(PFN_VERSION, program, identity, job->file, text, flags,
			 config_text, carriers, run->index->headers,
			 changed, root, run->huge_kept ? "kept" : "split",
			 run->walkers ? "walkers" : "reads",
			 NULL);
}

/*
 * The first line on stderr that speaks of an error, else the first one, else
 * what the checker exited with.
 */
static char *first_reason(const struct engine_output *output)
{
	g_auto(GStrv) lines = g_strsplit(output->err, "\n", -1);

	for (char **l = lines; *l; l++)
		if (strstr(*l, "error:"))
			return g_strdup(*l);
	if (lines[0] && *lines[0])
		return g_strdup(lines[0]);
	return g_strdup_printf("exited with status %d", output->status);
}

void checker_answer(unsigned int engine, const struct engine_job *job,
		    const struct engine_output *output, struct answer *answer)
{
	g_autoptr(GError) error = NULL;
	bool said = answer->incomplete->len;

	if (answer_add_wire(answer, output->out, job->file, engine, &error) &&
	    !output->status)
		return;
	said = answer->incomplete->len > said;
	if (!said) {
		g_autofree char *reason = output->status ?
			first_reason(output) : g_strdup(error->message);

		g_ptr_array_add(answer->incomplete,
				incomplete_new(job->file, engine, reason));
	}
}
