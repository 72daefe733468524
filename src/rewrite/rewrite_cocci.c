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

/* What spatch says on stdout, which the caller frees. */
static char *run_spatch(const struct engine_run *run, const char *script,
			const char *in, const char *out, GError **error)
{
	g_autofree char *macros = g_build_filename(run->datadir, "macros.h", NULL);
	/* spatch's own limit is one of the clock. */
	g_autofree char *wall = g_strdup_printf("%u",
			run->timeout * PROC_WALL_PER_CPU);
	const char *argv[] = { "spatch", "--python", cocci_python(),
		"--sp-file", script, "-D", "patch",
		"--no-show-diff", "--very-quiet", "--no-includes",
		"--include-headers", "--macro-file", macros, "--timeout",
		wall, "-o", out, in, NULL };

	return proc_must_within(run->timeout, run->workdir, argv, error);
}

/* The reason in "# FILE:LINE: no rewrite: REASON", the first such line, or "". */
static char *reason_in(const char *said)
{
	static const char mark[] = ": no rewrite: ";
	const char *at = strstr(said, mark);

	at = at ? at + strlen(mark) : "";
	return g_strndup(at, strcspn(at, "\n"));
}

/* Writes @text, runs the script on it and reads what came of it. */
static char *run_script(const struct engine_run *run, const char *script,
			const char *file, const char *text, char **why,
			GError **error)
{
	const char *name = g_str_has_suffix(file, ".h") ? "before.h" : "before.c";
	g_autofree char *in = g_build_filename(run->workdir, name, NULL);
	g_autofree char *out = g_build_filename(run->workdir, "after", NULL);
	g_autofree char *said = NULL, *after = NULL;

	if (!g_file_set_contents(in, text, -1, error))
		return NULL;
	g_unlink(out);
	said = run_spatch(run, script, in, out, error);
	if (!said)
		return NULL;
	*why = reason_in(said);
	/* No file is written where nothing matched. */
	if (!g_file_test(out, G_FILE_TEST_EXISTS))
		return g_strdup(text);
	if (!g_file_get_contents(out, &after, NULL, error))
		return NULL;
	return reflow_lines(text, after);
}

/* Both answers as one text: the reason's line, then the file. */
static char *cached(const struct engine_run *run, const char *key, char **why)
{
	g_autofree char *kept = run->cache ? cache_get(run->cache, key) : NULL;
	const char *end = kept ? strchr(kept, '\n') : NULL;

	if (!end)
		return NULL;
	*why = g_strndup(kept, end - kept);
	return g_strdup(end + 1);
}

static void keep(const struct engine_run *run, const char *key, const char *why,
		 const char *after)
{
	g_autofree char *both = g_strdup_printf("%s\n%s", why, after);

	if (run->cache)
		cache_put(run->cache, key, both);
}

char *rewrite_cocci(const struct engine_run *run, const struct rule *rule,
		    const char *file, const char *text,
		    const unsigned int *lines, unsigned int n, char **why,
		    GError **error)
{
	g_autofree char *at = lines_text(lines, n);
	g_autofree char *script = cocci_instance(run, rule->slug, at, error);
	g_autofree char *contents = NULL, *key = NULL, *reason = NULL;
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
	after = cached(run, key, &reason);
	if (!after) {
		after = run_script(run, script, file, text, &reason, error);
		if (after)
			keep(run, key, reason, after);
	}
	if (why && reason && *reason)
		*why = g_steal_pointer(&reason);
	return after;
}
