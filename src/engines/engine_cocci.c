// SPDX-License-Identifier: GPL-2.0-only
/*
 * engine_cocci.c - spatch with all semantic patches in one parse of each file.
 *
 * The scripts run in their own folder, where their #include lines are found, and
 * are told of the tree by a file (cocci.h).  In a file without a carrier they do
 * not look for one.
 *
 * Coccinelle drops what it cannot parse without a word; --verbose-parsing makes
 * it say so in the same run, and a dropped region that holds a candidate token
 * is incomplete.  So is a file whose end the scripts did not reach: the last line
 * says that.  Columns are from 0 there, from 1 everywhere else.
 */
#include "tree/cache.h"
#include "tree/proc.h"
#include "tree/temp.h"
#include "cocci.h"
#include "cocci_regions.h"
#include "engine.h"

#define SCRIPT "pfnmap.cocci"

struct cocci_state {
	char *data;			/* "data=FILE": what the tree has */
	char *digest;			/* of it, the scripts and spatch */
};

static void cocci_finish(void *data)
{
	struct cocci_state *s = data;

	g_free(s->data);
	g_free(s->digest);
	g_free(s);
}

static bool learn_tree(struct cocci_state *s, const struct engine_run *run,
		       const char *version, GError **error)
{
	g_autofree char *file = cocci_write_data(run->workdir, run->tree,
			run->index->carriers, false, error);
	g_autofree char *scripts = file ? cocci_digest(run->datadir, error) : NULL;
	g_autofree char *text = NULL;

	if (!scripts || !g_file_get_contents(file, &text, NULL, error))
		return false;
	s->data = g_strconcat("data=", file, NULL);
	s->digest = cache_key(PFN_VERSION, version, scripts, text, NULL);
	return true;
}

static void *cocci_prepare(const struct engine_run *run, GError **error)
{
	g_autofree char *version = run->spatch ? g_strdup(run->spatch) :
		engine_version(&engine_cocci, NULL, error);
	struct cocci_state *s;

	if (!version)
		return NULL;
	s = g_new0(struct cocci_state, 1);
	if (!learn_tree(s, run, version, error)) {
		cocci_finish(s);
		return NULL;
	}
	return s;
}

/* True if a flag or carrier stands in the file: its reads are to be found. */
static bool holds_carrier(const struct engine_run *run, const char *file)
{
	return index_find(run->index, file) != NULL;
}

static char **cocci_command(void *data, const struct engine_run *run,
			    const struct engine_job *job, char **cwd)
{
	const struct cocci_state *s = data;
	g_autoptr(GStrvBuilder) argv = g_strv_builder_new();
	g_autofree char *file = g_build_filename(run->tree->root, job->file, NULL);

	/* Not the tree: a .cocciconfig there would change our options. */
	*cwd = g_strdup(run->datadir);
	g_strv_builder_add_many(argv, "spatch", "--python", cocci_python(),
			"--sp-file", SCRIPT, "-D", "report", "-D", "mark",
			"-D", s->data, "--no-show-diff", "--no-includes",
			"--include-headers", "--verbose-parsing",
			"--macro-file", "macros.h", NULL);
	if (holds_carrier(run, job->file))
		g_strv_builder_add_many(argv, "-D", "carriers", NULL);
	g_strv_builder_add(argv, file);
	return g_strv_builder_end(argv);
}

static char *cocci_key(void *data, const struct engine_run *run,
		       const struct engine_job *job)
{
	const struct cocci_state *s = data;
	g_autofree char *text = tree_read(run->tree, job->file, NULL);

	return text ? cache_key(s->digest,
				holds_carrier(run, job->file) ? "carriers" : "",
				job->file, text, NULL) : NULL;
}

/* "TITLE in FUNCTION (MORE)": that last part, which may hold brackets itself. */
static char *message_of(const char *text, const struct rule *rule)
{
	size_t title = strlen(rule->title), n = strlen(text);
	const char *open = g_str_has_prefix(text, rule->title) ?
		strstr(text + title, " (") : NULL;

	if (!open || text[n - 1] != ')')
		return NULL;
	return g_strndup(open + 2, text + n - 1 - (open + 2));
}

/* Is it our file's name, or what stands behind a line break in that? */
static bool is_named(const char *name, const char *path)
{
	size_t n = strlen(name), all = strlen(path);

	return g_str_has_suffix(path, name) &&
	       (n == all || path[all - n - 1] == '\n');
}

static struct finding *finding_of(const GMatchInfo *match,
				  const struct engine_run *run, const char *file)
{
	g_autofree char *path = g_build_filename(run->tree->root, file, NULL);
	g_autofree char *name = g_match_info_fetch(match, 1);
	g_autofree char *line = g_match_info_fetch(match, 2);
	g_autofree char *column = g_match_info_fetch(match, 3);
	g_autofree char *text = g_match_info_fetch(match, 4);
	g_autofree char *slug = g_match_info_fetch(match, 5);
	const struct rule *rule = rule_find(slug);
	struct finding *f;

	if (!rule || !is_named(name, path))
		return NULL;
	f = finding_new(rule, file, strtoul(line, NULL, 10),
			strtoul(column, NULL, 10) + 1, NULL);
	f->engines = ENGINE_COCCI;
	f->message = message_of(text, rule);
	return f;
}

/*
 * Lines of coccilib's report; anything else on stdout is not ours to judge.  False
 * where one is about another file, or of no rule.
 */
static bool read_findings(const char *out, const struct engine_run *run,
			  const char *file, struct answer *answer)
{
	g_autoptr(GRegex) regex = g_regex_new(
		"^(.*):(\\d+):(\\d+)-\\d+: (?:WARNING|NOTE|ERROR): (.*) \\[([a-z-]+)\\]$",
		G_REGEX_MULTILINE | G_REGEX_RAW | G_REGEX_OPTIMIZE, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	bool ours = true;

	g_regex_match(regex, out, 0, &match);
	while (g_match_info_matches(match)) {
		struct finding *f = finding_of(match, run, file);

		if (f)
			g_ptr_array_add(answer->findings, f);
		ours &= f != NULL;
		g_match_info_next(match, NULL);
	}
	return ours;
}

static char *last_line(const char *text)
{
	g_autofree char *copy = g_strchomp(g_strdup(text));
	const char *nl = strrchr(copy, '\n');

	return g_strdup(nl ? nl + 1 : copy);
}

/* Why spatch failed, and what to do where that is known. */
static char *failure(const struct engine_output *output)
{
	g_autofree char *last = last_line(output->err);

	if (strstr(output->err, "Py.find_library"))
		return g_strdup("spatch cannot load the Python library: install libpython3-dev");
	/* 255 means a script or a file that could not be used, too. */
	return g_strdup_printf("spatch exited with status %d: %s",
			       output->status, last);
}

/* True if the last line says that this file was analysed to its end. */
static bool is_whole(const char *out, const struct engine_run *run,
		     const char *file)
{
	g_autofree char *mark = g_strconcat(COCCI_WHOLE " ", run->tree->root, "/", file,
					    "\n", NULL);
	size_t n = strlen(out), m = strlen(mark);

	return n >= m && !strcmp(out + n - m, mark) &&
	       (n == m || out[n - m - 1] == '\n');
}

static void cocci_answer(void *data, const struct engine_run *run,
			 const struct engine_job *job,
			 const struct engine_output *output,
			 struct answer *answer)
{
	bool ours = read_findings(output->out, run, job->file, answer);
	g_autofree char *why = NULL;

	cocci_read_regions(output->err, run, job->file, answer);
	if (output->status)
		why = failure(output);
	else if (!is_whole(output->out, run, job->file))
		why = g_strdup("spatch did not come to the end of this file");
	else if (!ours)
		why = g_strdup("spatch spoke of another file, or of a rule that there is not");
	if (why)
		g_ptr_array_add(answer->incomplete,
				incomplete_new(job->file, ENGINE_COCCI, why));
}

/* Runs a script with a Python rule in @dir on an empty file. */
static bool run_probe(const char *dir, GError **error)
{
	g_autofree char *script = g_build_filename(dir, "probe.cocci", NULL);
	g_autofree char *file = g_build_filename(dir, "probe.c", NULL);
	const char *argv[] = { "spatch", "--python", cocci_python(),
		"--very-quiet", "--sp-file", script, file, NULL };
	struct proc_output o = { 0 };
	bool works = g_file_set_contents(script, "@script:python@\n@@\nprint(1)\n",
					 -1, error) &&
		     g_file_set_contents(file, "", -1, error) &&
		     proc_run(dir, NULL, argv, &o, error);

	if (works && o.status) {
		struct engine_output output = { .err = o.err, .status = o.status };
		g_autofree char *why = failure(&output);

		g_set_error_literal(error, PFN_ERROR, PFN_EXIT_USAGE, why);
		works = false;
	}
	proc_output_clear(&o);
	return works;
}

static bool cocci_works(GError **error)
{
	char *dir = temp_folder(error);
	bool works = dir && run_probe(dir, error);

	temp_remove(dir);
	return works;
}

const struct engine_ops engine_cocci = {
	.bit = ENGINE_COCCI,
	.program = "spatch",
	.oldest = "1.1",
	.missing = "install coccinelle 1.1 or newer",
	.works = cocci_works,
	.prepare = cocci_prepare,
	.finish = cocci_finish,
	.command = cocci_command,
	.key = cocci_key,
	.answer = cocci_answer,
};
