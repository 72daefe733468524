// SPDX-License-Identifier: GPL-2.0-only
/*
 * rewrite_cocci.c - spatch in patch mode on a copy of the text.
 */
#include <glib/gstdio.h>

#include "tree/cache.h"
#include "engines/cocci.h"
#include "tree/proc.h"
#include "reflow.h"
#include "rewrite_cocci.h"

/* "12, 40": the lines as the scripts' marked place takes them. */
static char *lines_text(const unsigned int *lines, unsigned int n)
{
	GString *text = g_string_new(NULL);

	for (unsigned int i = 0; i < n; i++)
		g_string_append_printf(text, "%s%u", i ? ", " : "", lines[i]);
	return g_string_free(text, FALSE);
}

static bool run_spatch(const char *workdir, const char *script,
		       const char *macros, const char *in, const char *out,
		       unsigned int timeout, GError **error)
{
	/* spatch's own limit is one of the clock. */
	g_autofree char *wall = g_strdup_printf("%u", timeout * PROC_WALL_PER_CPU);
	const char *argv[] = { "spatch", "--sp-file", script, "-D", "patch",
		"--no-show-diff", "--very-quiet", "--no-includes",
		"--include-headers", "--macro-file", macros, "--timeout",
		wall, "-o", out, in, NULL };
	g_autofree char *said = proc_must_within(timeout, workdir, argv, error);

	return said;
}

/* Writes @text, runs the script on it and reads what came of it. */
static char *run_script(const struct engine_run *run, const char *script,
			const char *file, const char *text, GError **error)
{
	g_autofree char *macros = g_build_filename(run->datadir, "macros.h", NULL);
	const char *name = g_str_has_suffix(file, ".h") ? "before.h" : "before.c";
	g_autofree char *in = g_build_filename(run->workdir, name, NULL);
	g_autofree char *out = g_build_filename(run->workdir, "after", NULL);
	g_autofree char *after = NULL;

	if (!g_file_set_contents(in, text, -1, error))
		return NULL;
	g_unlink(out);
	if (!run_spatch(run->workdir, script, macros, in, out, run->timeout, error))
		return NULL;
	/* No file is written where nothing matched. */
	if (!g_file_test(out, G_FILE_TEST_EXISTS))
		return g_strdup(text);
	if (!g_file_get_contents(out, &after, NULL, error))
		return NULL;
	return reflow_lines(text, after);
}

char *rewrite_cocci(const struct engine_run *run, const struct rule *rule,
		    const char *file, const char *text,
		    const unsigned int *lines, unsigned int n, GError **error)
{
	g_autofree char *at = lines_text(lines, n);
	g_autofree char *script = cocci_instance(run, rule->slug, at, error);
	g_autofree char *contents = NULL, *key = NULL;
	char *after;

	if (!script || !g_file_get_contents(script, &contents, NULL, error))
		return NULL;
	/*
	 * A rule whose script has no patch mode has no rewrite, nor one that
	 * calls predicates where the tree has none: never ask.
	 */
	if (!strstr(contents, "virtual patch\n") ||
	    strstr(contents, "\nPREDICATES = {}"))
		return g_strdup(text);
	key = cache_key(PFN_VERSION, "rewrite", contents, file, text, NULL);
	after = run->cache ? cache_get(run->cache, key) : NULL;
	if (after)
		return after;
	after = run_script(run, script, file, text, error);
	if (after && run->cache)
		cache_put(run->cache, key, after);
	return after;
}
