// SPDX-License-Identifier: GPL-2.0-only
/*
 * trial.c - one compiler run with the flags that a prepared build gives.
 *
 * The file stands in a folder of its own; -iquote lets it find the headers of
 * the folder that it comes from.
 */
#include "tree/proc.h"
#include "trial.h"

/* What scripts/Makefile.extrawarn adds for W=1, as far as both compilers go. */
static const char *const extra_warnings[] = {
	"-Wextra", "-Wunused", "-Wno-unused-parameter", "-Wmissing-prototypes",
	"-Wno-missing-field-initializers", "-Wno-sign-compare",
	"-Wno-type-limits", "-Wno-shift-negative-value", "-Wno-error",
};

/* A cross build of LLVM=1 says its target; everything else was made by gcc. */
static const char *compiler_of(const struct tree_build *build)
{
	for (char **f = build->flags; *f; f++)
		if (g_str_has_prefix(*f, "--target="))
			return "clang";
	return "gcc";
}

static char **compile_command(const struct tree *tree,
			      const struct tree_build *build, const char *file,
			      const char *copy)
{
	g_autoptr(GStrvBuilder) argv = g_strv_builder_new();
	g_autofree char *path = g_build_filename(tree->root, file, NULL);
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *object = g_strconcat(copy, ".o", NULL);

	g_strv_builder_add(argv, compiler_of(build));
	g_strv_builder_addv(argv, (const char **)build->flags);
	for (size_t i = 0; i < G_N_ELEMENTS(extra_warnings); i++)
		g_strv_builder_add(argv, extra_warnings[i]);
	g_strv_builder_add_many(argv, "-iquote", folder, "-c", "-o", object,
				copy, NULL);
	return g_strv_builder_end(argv);
}

static char **own_command(const char *command, const char *copy, GError **error)
{
	g_autoptr(GStrvBuilder) argv = g_strv_builder_new();
	g_auto(GStrv) words = NULL;

	if (!g_shell_parse_argv(command, NULL, &words, error))
		return NULL;
	g_strv_builder_addv(argv, (const char **)words);
	g_strv_builder_add(argv, copy);
	return g_strv_builder_end(argv);
}

/* One run; @warnings gets how often it warned. */
static bool compile(const struct tree *tree, const struct tree_build *build,
		    const char *copy, const char *file, const char *text,
		    const char *command, unsigned int *warnings, GError **error)
{
	g_auto(GStrv) argv = command ? own_command(command, copy, error) :
		compile_command(tree, build, file, copy);
	struct proc_output o = { 0 };
	bool ok;

	if (!argv || !g_file_set_contents(copy, text, -1, error) ||
	    !proc_run(build->dir, NULL, (const char *const *)argv, &o, error))
		return false;
	ok = !o.status;
	*warnings = 0;
	for (const char *w = strstr(o.err, "warning:"); w;
	     w = strstr(w + 1, "warning:"))
		(*warnings)++;
	if (!ok) {
		const char *line = strstr(o.err, "error:");

		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' does not build for %s: %.*s", file, build->arch,
			    line ? (int)strcspn(line, "\n") : 0, line ? line : "");
	}
	proc_output_clear(&o);
	return ok;
}

bool trial_build(const struct tree *tree, const struct tree_build *build,
		 const char *workdir, const char *file, const char *before,
		 const char *text, const char *command, GError **error)
{
	g_autofree char *copy = g_build_filename(workdir, "trial.c", NULL);
	unsigned int then, now;

	if (!g_str_has_suffix(file, ".c"))
		return true;
	if (!compile(tree, build, copy, file, before, command, &then, error) ||
	    !compile(tree, build, copy, file, text, command, &now, error))
		return false;
	if (now > then)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' builds for %s with %u new warnings", file,
			    build->arch, now - then);
	return now <= then;
}
