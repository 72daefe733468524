// SPDX-License-Identifier: GPL-2.0-only
/*
 * engine_version.c - asks an engine's program which one it is.
 */
#include "engine.h"
#include "tree/proc.h"

/* It takes milliseconds, and a second where a disk sleeps. */
#define VERSION_SECONDS 10
#define VERSION_MOST 65536

static bool missing(const struct engine_ops *ops, const char *why,
		    GError **error)
{
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE, "%s %s: %s", ops->program,
		    why, ops->missing);
	return false;
}

/* Compares "1.1.1" and "1.0.8" number by number. */
static int compare_versions(const char *a, const char *b)
{
	while (*a || *b) {
		char *end_a, *end_b;
		unsigned long x = strtoul(a, &end_a, 10);
		unsigned long y = strtoul(b, &end_b, 10);

		if (x != y)
			return x < y ? -1 : 1;
		a = *end_a == '.' ? end_a + 1 : "";
		b = *end_b == '.' ? end_b + 1 : "";
	}
	return 0;
}

static bool new_enough(const struct engine_ops *ops, const char *line,
		       GError **error)
{
	const char *number = line + strcspn(line, "0123456789");

	if (!ops->oldest || compare_versions(number, ops->oldest) >= 0)
		return true;
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "%s is too old ('%s'), %s is needed: %s", ops->program, line,
		    ops->oldest, ops->missing);
	return false;
}

static char *program_path(const struct engine_ops *ops, const char *bindir)
{
	g_autofree char *path = NULL;

	if (!ops->ours)
		return g_find_program_in_path(ops->program);
	if (!bindir)
		return NULL;
	path = g_build_filename(bindir, ops->program, NULL);
	if (!g_file_test(path, G_FILE_TEST_IS_EXECUTABLE))
		return NULL;
	return g_steal_pointer(&path);
}

/* What "PROGRAM --version" prints, or NULL. */
static char *ask_version(const char *path)
{
	const char *const argv[] = { path, "--version", NULL };
	const struct proc_spec spec = {
		.argv = argv, .cpu_seconds = VERSION_SECONDS,
		.wall_seconds = 2 * VERSION_SECONDS, .most = VERSION_MOST,
	};
	struct proc_output o = { 0 };
	char *out = NULL;

	if (proc_call(&spec, &o, NULL) && !o.status)
		out = g_steal_pointer(&o.out);
	proc_output_clear(&o);
	return out;
}

/* "spatch version 1.1.1": its own name, a number, and nothing a terminal obeys. */
static bool is_version(const struct engine_ops *ops, const char *line)
{
	for (const char *s = line; *s; s++)
		if (!g_ascii_isprint(*s))
			return false;
	return g_str_has_prefix(line, ops->program) &&
	       line[strcspn(line, "0123456789")];
}

char *engine_version(const struct engine_ops *ops, const char *bindir,
		     GError **error)
{
	g_autofree char *path = program_path(ops, bindir);
	g_autofree char *out = NULL;

	if (!path) {
		missing(ops, "is not installed", error);
		return NULL;
	}
	out = ask_version(path);
	if (!out) {
		missing(ops, "does not run", error);
		return NULL;
	}
	out[strcspn(out, "\n")] = '\0';
	if (!is_version(ops, out)) {
		missing(ops, "does not say its version", error);
		return NULL;
	}
	if (!new_enough(ops, out, error))
		return NULL;
	return g_steal_pointer(&out);
}
