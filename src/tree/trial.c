// SPDX-License-Identifier: GPL-2.0-only
/*
 * trial.c - one compiler run with the flags that a prepared build gives.
 *
 * The changed file stands in a folder of its own; include paths let it find the
 * changed headers first, then those of the folder that it comes from.
 */
#include "proc.h"
#include "trial.h"

/* What scripts/Makefile.extrawarn adds for W=1, as far as both compilers go. */
static const char *const extra_warnings[] = {
	"-Wextra", "-Wunused", "-Wno-unused-parameter", "-Wmissing-prototypes",
	"-Wno-missing-field-initializers", "-Wno-sign-compare",
	"-Wno-type-limits", "-Wno-shift-negative-value", "-Wno-error",
};

/* The include folders of the overlay that go before those of the tree. */
static void add_overlay(GStrvBuilder *argv, const struct trial_place *p)
{
	g_autofree char *plain = g_build_filename(p->overlay, "include", NULL);
	g_autofree char *arch = g_build_filename(p->overlay, "arch",
						 p->build->arch, "include", NULL);

	g_strv_builder_add_many(argv, "-I", arch, "-I", plain, NULL);
}

static char **compile_command(const struct trial_place *p, bool changed,
			      const char *file, const char *source)
{
	g_autoptr(GStrvBuilder) argv = g_strv_builder_new();
	g_autofree char *folder = g_path_get_dirname(file);
	g_autofree char *new = g_build_filename(p->overlay, folder, NULL);
	g_autofree char *old = g_build_filename(p->tree->root, folder, NULL);
	g_autofree char *object = g_build_filename(p->workdir, "trial.o", NULL);

	g_strv_builder_addv(argv, (const char **)p->build->compiler);
	if (changed)
		add_overlay(argv, p);
	g_strv_builder_addv(argv, (const char **)p->build->flags);
	for (size_t i = 0; i < G_N_ELEMENTS(extra_warnings); i++)
		g_strv_builder_add(argv, extra_warnings[i]);
	if (changed)
		g_strv_builder_add_many(argv, "-iquote", new, NULL);
	g_strv_builder_add_many(argv, "-iquote", old, "-c", "-o", object,
				source, NULL);
	return g_strv_builder_end(argv);
}

static char **own_command(const char *command, const char *source,
			  GError **error)
{
	g_autoptr(GStrvBuilder) argv = g_strv_builder_new();
	g_auto(GStrv) words = NULL;

	if (!g_shell_parse_argv(command, NULL, &words, error))
		return NULL;
	g_strv_builder_addv(argv, (const char **)words);
	g_strv_builder_add(argv, source);
	return g_strv_builder_end(argv);
}

/* What is handed to the compiler: the file, or one that includes it. */
static char *source_of(const struct trial_place *p, const char *root,
		       const char *file, GError **error)
{
	g_autofree char *path = g_build_filename(root, file, NULL);
	g_autofree char *source = NULL, *text = NULL;
	const char *include = strstr(path, "/include/");

	if (!g_str_has_suffix(file, ".h"))
		return g_steal_pointer(&path);
	source = g_build_filename(p->workdir, "trial.c", NULL);
	/* <linux/x.h> finds the changed one first; mm/x.h has one place only. */
	text = include ?
		g_strdup_printf("#include <linux/mm.h>\n#include <%s>\n",
				include + strlen("/include/")) :
		g_strdup_printf("#include <linux/mm.h>\n#include \"%s\"\n", path);
	if (!g_file_set_contents(source, text, -1, error))
		return NULL;
	return g_steal_pointer(&source);
}

static unsigned int count_warnings(const char *said)
{
	unsigned int n = 0;

	for (const char *w = strstr(said, "warning:"); w;
	     w = strstr(w + 1, "warning:"))
		n++;
	return n;
}

/*
 * The first line that speaks of an error, else the first line; a file below @root
 * as the tree names it.
 */
static char *first_error(const char *said, const char *root)
{
	const char *line = strstr(said, "error:");
	size_t n = strlen(root);

	while (line && line > said && line[-1] != '\n')
		line--;
	line = line ? line : said;
	if (g_str_has_prefix(line, root) && line[n] == '/')
		line += n + 1;
	return g_strndup(line, strcspn(line, "\n"));
}

/* One run; @warnings gets how often it warned. */
static bool compile(const struct trial_place *p, bool changed, const char *file,
		    unsigned int *warnings, GError **error)
{
	const char *root = changed ? p->overlay : p->tree->root;
	g_autofree char *source = source_of(p, root, file, error);
	g_auto(GStrv) argv = NULL;
	g_autofree char *said = NULL;
	struct proc_output o = { 0 };
	bool ok;

	if (source)
		argv = p->command ? own_command(p->command, source, error) :
			compile_command(p, changed, file, source);
	if (!argv || !proc_run(p->build->dir, NULL, (const char *const *)argv,
			       &o, error))
		return false;
	ok = !o.status;
	*warnings = count_warnings(o.err);
	said = first_error(o.err, root);
	proc_output_clear(&o);
	if (!ok)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "does not build for %s: %s", p->build->arch, said);
	return ok;
}

bool trial_parse(const struct trial_place *place, const char *file, char **why)
{
	g_autofree char *source = g_build_filename(place->overlay, file, NULL);
	g_auto(GStrv) argv = compile_command(place, true, file, source);
	g_autoptr(GStrvBuilder) parse = g_strv_builder_new();
	g_auto(GStrv) whole = NULL;
	g_autoptr(GError) error = NULL;
	struct proc_output o = { 0 };
	bool ok;

	g_strv_builder_addv(parse, (const char **)argv);
	g_strv_builder_add(parse, "-fsyntax-only");
	whole = g_strv_builder_end(parse);
	if (!proc_run(place->build->dir, NULL, (const char *const *)whole, &o,
		      &error)) {
		*why = g_strdup(error->message);
		return false;
	}
	ok = !o.status;
	*why = ok ? NULL : first_error(o.err, place->overlay);
	proc_output_clear(&o);
	return ok;
}

enum trial trial_build(const struct trial_place *place, const char *file,
		       char **why)
{
	g_autoptr(GError) error = NULL;
	unsigned int then, now;

	*why = NULL;
	if (!compile(place, false, file, &then, &error)) {
		*why = g_strdup(error->message);
		return TRIAL_ABSENT;
	}
	if (!compile(place, true, file, &now, &error)) {
		*why = g_strdup(error->message);
		return TRIAL_FAILS;
	}
	if (now <= then)
		return TRIAL_BUILDS;
	*why = g_strdup_printf("builds for %s with %u new warnings",
			       place->build->arch, now - then);
	return TRIAL_FAILS;
}
