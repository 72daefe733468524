// SPDX-License-Identifier: GPL-2.0-only
/*
 * rewrite_cocci.c - spatch in patch mode on a copy of the text.
 */
#include <glib/gstdio.h>

#include "tree/cache.h"
#include "engines/cocci.h"
#include "tree/proc.h"
#include "reflow.h"
#include "reindent.h"
#include "rewrite_cocci.h"

/* "lines=12,40", as pfnmap.cocci takes them. */
static char *lines_text(const unsigned int *lines, unsigned int n)
{
	GString *text = g_string_new("lines=");

	for (unsigned int i = 0; i < n; i++)
		g_string_append_printf(text, "%s%u", i ? "," : "", lines[i]);
	return g_string_free(text, FALSE);
}

/* What a rewrite depends on beside the text. */
struct request {
	char *data;			/* "data=FILE", what the tree has */
	char *rule, *lines;		/* "rule=SLUG", "lines=N,N" */
	char *key;			/* of all that, and of the text */
};

static void request_clear(struct request *r)
{
	g_free(r->data);
	g_free(r->rule);
	g_free(r->lines);
	g_free(r->key);
}

/* The file that says what the tree has, written once a run; the caller frees it. */
static char *data_file(const struct engine_run *run, GError **error)
{
	g_autofree char *file = g_build_filename(run->workdir, "rewrites.json", NULL);

	if (g_file_test(file, G_FILE_TEST_EXISTS))
		return g_steal_pointer(&file);
	return cocci_write_data(run->workdir, run->tree, run->index->carriers,
				true, error);
}

static bool request_init(struct request *r, const struct engine_run *run,
			 const struct rule *rule, const char *file,
			 const char *text, GError **error)
{
	g_autofree char *data = data_file(run, error), *tree = NULL;
	g_autofree char *scripts = data ? cocci_digest(run->datadir, error) : NULL;

	if (!scripts || !g_file_get_contents(data, &tree, NULL, error))
		return false;
	r->data = g_strconcat("data=", data, NULL);
	r->rule = g_strconcat("rule=", rule->slug, NULL);
	r->key = cache_key(PFN_VERSION, "rewrite", scripts, tree, r->rule,
			   r->lines, file, text, NULL);
	return true;
}

/* What spatch says on stdout, which the caller frees. */
static char *run_spatch(const struct engine_run *run, const struct request *r,
			const char *in, const char *out, GError **error)
{
	/* spatch's own limit is one of the clock. */
	g_autofree char *wall = g_strdup_printf("%u",
			run->timeout * PROC_WALL_PER_CPU);
	const char *argv[] = { "spatch", "--python", cocci_python(),
		"--sp-file", "pfnmap.cocci", "-D", "patch", "-D", "carriers",
		"-D", r->data, "-D", r->rule, "-D", r->lines,
		"--no-show-diff", "--very-quiet", "--no-includes",
		"--include-headers", "--macro-file", "macros.h", "--timeout",
		wall, "-o", out, in, NULL };

	return proc_must_within(run->timeout, run->datadir, argv, error);
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
static char *run_script(const struct engine_run *run, const struct request *r,
			const char *file, const char *text, char **why,
			GError **error)
{
	const char *name = g_str_has_suffix(file, ".h") ? "before.h" : "before.c";
	g_autofree char *in = g_build_filename(run->workdir, name, NULL);
	g_autofree char *out = g_build_filename(run->workdir, "after", NULL);
	g_autofree char *said = NULL, *after = NULL, *own = NULL;

	if (!g_file_set_contents(in, text, -1, error))
		return NULL;
	g_unlink(out);
	said = run_spatch(run, r, in, out, error);
	if (!said)
		return NULL;
	*why = reason_in(said);
	/* No file is written where nothing matched. */
	if (!g_file_test(out, G_FILE_TEST_EXISTS))
		return g_strdup(text);
	if (!g_file_get_contents(out, &after, NULL, error))
		return NULL;
	own = reindent_as_before(text, after);
	return reflow_lines(text, own);
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
	struct request r = { .lines = lines_text(lines, n) };
	g_autofree char *reason = NULL;
	char *after = NULL;

	if (request_init(&r, run, rule, file, text, error)) {
		after = cached(run, r.key, &reason);
		if (!after) {
			after = run_script(run, &r, file, text, &reason, error);
			if (after)
				keep(run, r.key, reason, after);
		}
	}
	if (why && reason && *reason)
		*why = g_steal_pointer(&reason);
	request_clear(&r);
	return after;
}
