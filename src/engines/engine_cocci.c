// SPDX-License-Identifier: GPL-2.0-only
/*
 * engine_cocci.c - spatch with all semantic patches in one parse of each file.
 *
 * Coccinelle drops what it cannot parse without a word; --verbose-parsing makes
 * it say so in the same run, and a dropped region that holds a candidate token
 * is incomplete.  Columns are from 0 there, from 1 everywhere else.
 */
#include "tree/cache.h"
#include "cocci.h"
#include "engine.h"
#include "ground/source.h"

struct cocci_state {
	char *script, *macros;		/* files */
	char *digest;			/* of both files' contents and spatch */
};

static void cocci_finish(void *data)
{
	struct cocci_state *s = data;

	g_free(s->script);
	g_free(s->macros);
	g_free(s->digest);
	g_free(s);
}

static void *cocci_prepare(const struct engine_run *run, GError **error)
{
	g_autofree char *version = engine_version(&engine_cocci, NULL, error);
	g_autofree char *text = NULL, *macros = NULL;
	struct cocci_state *s = g_new0(struct cocci_state, 1);

	s->macros = g_build_filename(run->datadir, "macros.h", NULL);
	s->script = version ? cocci_instance(run, "pfnmap", NULL, error) : NULL;
	if (!s->script || !g_file_get_contents(s->script, &text, NULL, error) ||
	    !g_file_get_contents(s->macros, &macros, NULL, error)) {
		cocci_finish(s);
		return NULL;
	}
	s->digest = cache_key(PFN_VERSION, version, text, macros, NULL);
	return s;
}

static char **cocci_command(void *data, const struct engine_run *run,
			    const struct engine_job *job, char **cwd)
{
	const struct cocci_state *s = data;
	g_autoptr(GStrvBuilder) argv = g_strv_builder_new();
	g_autofree char *file = g_build_filename(run->tree->root, job->file, NULL);

	/* Not the tree: a .cocciconfig there would change our options. */
	*cwd = g_strdup(run->workdir);
	g_strv_builder_add_many(argv, "spatch", "--sp-file", s->script,
			"-D", "report", "--no-show-diff", "--no-includes",
			"--include-headers", "--verbose-parsing",
			"--macro-file", s->macros, file, NULL);
	return g_strv_builder_end(argv);
}

static char *cocci_key(void *data, const struct engine_run *run,
		       const struct engine_job *job)
{
	const struct cocci_state *s = data;
	g_autofree char *text = tree_read(run->tree, job->file, NULL);

	return text ? cache_key(s->digest, job->file, text, NULL) : NULL;
}

/* "TITLE in FUNCTION (MORE)": what stands in the last brackets, if any. */
static char *message_of(const char *text)
{
	const char *open = strrchr(text, '(');
	size_t n = strlen(text);

	if (!open || open == text || open[-1] != ' ' || text[n - 1] != ')')
		return NULL;
	return g_strndup(open + 1, text + n - 1 - (open + 1));
}

static struct finding *finding_of(const GMatchInfo *match, const char *file)
{
	g_autofree char *slug = g_match_info_fetch(match, 4);
	g_autofree char *line = g_match_info_fetch(match, 1);
	g_autofree char *column = g_match_info_fetch(match, 2);
	g_autofree char *text = g_match_info_fetch(match, 3);
	const struct rule *rule = rule_find(slug);
	struct finding *f;

	if (!rule)
		return NULL;
	f = finding_new(rule, file, strtoul(line, NULL, 10),
			strtoul(column, NULL, 10) + 1, NULL);
	f->engines = ENGINE_COCCI;
	f->message = message_of(text);
	return f;
}

/* Lines of coccilib's report; anything else on stdout is not ours to judge. */
static void read_findings(const char *out, const char *file,
			  struct answer *answer)
{
	g_autoptr(GRegex) regex = g_regex_new(
		"^.*:(\\d+):(\\d+)-\\d+: (?:WARNING|NOTE|ERROR): (.*) \\[([a-z-]+)\\]$",
		G_REGEX_MULTILINE | G_REGEX_RAW | G_REGEX_OPTIMIZE, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;

	g_regex_match(regex, out, 0, &match);
	while (g_match_info_matches(match)) {
		struct finding *f = finding_of(match, file);

		if (f)
			g_ptr_array_add(answer->findings, f);
		g_match_info_next(match, NULL);
	}
}

static void say(struct answer *answer, const char *file, unsigned int first,
		unsigned int last, const char *reason)
{
	struct incomplete *inc = incomplete_new(file, ENGINE_COCCI, reason);

	inc->first = first;
	inc->last = last;
	g_ptr_array_add(answer->incomplete, inc);
}

/*
 * True if some candidate token of those lines may belong to a test.  A token
 * that is an expression by itself, like a row of a table of flag names, cannot:
 * mmflags.h is not parsed, but there is nothing to miss in it.
 */
static bool may_hold_read(const struct engine_run *run, const char *file,
			  unsigned int first, unsigned int last)
{
	const struct candidate *c = index_find(run->index, file);
	g_autofree char *text = tree_read(run->tree, file, NULL);
	pfn_auto(source) src = text ? source_new(file, text) : NULL;

	if (!src || !c)
		return true;
	for (guint i = 0; i < c->tokens->len; i++) {
		const struct index_token *t = c->tokens->pdata[i];
		struct source_read read = { 0 };
		int at = source_token_at(src, t->line, t->column);

		if (t->line < first || t->line > last || at < 0 ||
		    !source_read_at(src, at, run->index->carriers, &read))
			continue;
		g_free(read.expression);
		if (read.first != read.last)
			return true;
	}
	return false;
}

/*
 * --verbose-parsing prints, for each dropped region,
 *
 *	 = File "mm/x.c", line 144, column 5, charpos = 3871
 *	badcount: 4
 *	bad: <a line of it>
 *	BAD:!!!!! <the line that it names>
 *	bad: <a line of it>
 */
static void read_regions(const char *err, const struct engine_run *run,
			 const char *file, struct answer *answer)
{
	g_auto(GStrv) lines = g_strsplit(err, "\n", -1);
	unsigned int named = 0;

	for (char **l = lines; *l; l++) {
		const char *at = strstr(*l, "\", line ");
		unsigned int before = 0, count = 0, first;
		bool seen = false;

		if (g_str_has_prefix(*l, " = File ") && at)
			named = strtoul(at + strlen("\", line "), NULL, 10);
		if (!g_str_has_prefix(*l, "badcount:"))
			continue;
		for (; l[1] && (g_str_has_prefix(l[1], "bad:") ||
				g_str_has_prefix(l[1], "BAD:")); l++, count++) {
			seen = seen || l[1][0] == 'B';
			before += !seen;
		}
		first = named - before;
		if (seen && index_holds(run->index, file, first, first + count - 1) &&
		    may_hold_read(run, file, first, first + count - 1))
			say(answer, file, first, first + count - 1,
			    "spatch cannot parse this region");
	}
}

static char *last_line(const char *text)
{
	g_autofree char *copy = g_strchomp(g_strdup(text));
	const char *nl = strrchr(copy, '\n');

	return g_strdup(nl ? nl + 1 : copy);
}

static void cocci_answer(void *data, const struct engine_run *run,
			 const struct engine_job *job,
			 const struct engine_output *output,
			 struct answer *answer)
{
	read_findings(output->out, job->file, answer);
	read_regions(output->err, run, job->file, answer);
	if (output->status) {
		/* 255 means a script or a file that could not be used, too. */
		g_autofree char *last = last_line(output->err);
		g_autofree char *why = g_strdup_printf(
			"spatch exited with status %d: %s", output->status, last);

		say(answer, job->file, 0, 0, why);
	}
}

const struct engine_ops engine_cocci = {
	.bit = ENGINE_COCCI,
	.program = "spatch",
	.oldest = "1.1",
	.missing = "install coccinelle 1.1 or newer",
	.prepare = cocci_prepare,
	.finish = cocci_finish,
	.command = cocci_command,
	.key = cocci_key,
	.answer = cocci_answer,
};
