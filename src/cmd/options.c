// SPDX-License-Identifier: GPL-2.0-only
/*
 * options.c - strings in, checked values out; GOption does the parsing.
 */
#include <unistd.h>

#include "glued.h"
#include "options.h"
#include "similar.h"

#define MAX_TIMEOUT 86400	/* seconds: a day */

/* As typed; checked once the whole line was read. */
struct typed {
	char *rules, *level, *engines, *effects, *format, *progress, *color;
	int jobs, timeout;
};

static bool usage_error(GError **error, const char *format, ...)
	G_GNUC_PRINTF(2, 3);

static bool usage_error(GError **error, const char *format, ...)
{
	va_list args;
	g_autofree char *text = NULL;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error_literal(error, PFN_ERROR, PFN_EXIT_USAGE, text);
	return false;
}

static bool no_rule(const char *slug, GError **error)
{
	g_autofree char *hint = similar_rule_hint(slug);

	return usage_error(error, "no rule '%s'%s", slug,
			   *hint ? hint : "; 'pfncheck explain' lists them");
}

static bool parse_rules(struct scan_options *o, const char *text, GError **error)
{
	g_auto(GStrv) slugs = text ? g_strsplit(text, ",", -1) : NULL;

	for (char **s = slugs; s && *s; s++) {
		const struct rule *rule = rule_find(*s);

		if (!rule)
			return no_rule(*s, error);
		o->filter.rules[rule->id] = true;
		o->filter.any_rule = true;
	}
	return true;
}

static bool parse_engines(struct scan_options *o, const char *text,
			  GError **error)
{
	g_auto(GStrv) names = text ? g_strsplit(text, ",", -1) : NULL;

	o->engines = names ? 0 : ENGINE_ALL;
	o->engines_by_name = names;
	for (char **n = names; n && *n; n++) {
		unsigned int bit = rule_engine_parse(*n);

		if (!bit)
			return usage_error(error,
				"no engine '%s'; there are cocci, clang and sparse", *n);
		o->engines |= bit;
	}
	return true;
}

/* What a series holds unless it is asked for by name. */
static bool parse_effects(struct scan_options *o, const char *text,
			  GError **error)
{
	g_auto(GStrv) names = g_strsplit(text ? text : "nfc,fix,cow-visible", ",", -1);

	for (char **n = names; *n; n++) {
		enum effect effect;

		if (!rule_effect_parse(*n, &effect) ||
		    effect == EFFECT_NO_EFFECT)
			return usage_error(error,
				"no effect '%s'; there are nfc, fix, cow-visible, abi and arch", *n);
		o->effects[effect] = true;
	}
	return true;
}

static bool parse_when(const char *option, const char *text, enum when *when,
		       GError **error)
{
	if (!text || !strcmp(text, "auto"))
		*when = WHEN_AUTO;
	else if (!strcmp(text, "always"))
		*when = WHEN_ALWAYS;
	else if (!strcmp(text, "never"))
		*when = WHEN_NEVER;
	else
		return usage_error(error,
			"%s is auto, always or never, not '%s'", option, text);
	return true;
}

static bool parse_level_and_format(struct scan_options *o,
				   const struct typed *t, GError **error)
{
	/* Who names a rule that is a note need not say --level=note too. */
	o->filter.hidden = o->verbose;
	o->filter.level = t->rules ? LEVEL_NOTE : LEVEL_WARNING;
	if (t->level && !rule_level_parse(t->level, &o->filter.level))
		return usage_error(error, "--level is note or warning, not '%s'",
				   t->level);
	o->format = emit_find(t->format ? t->format : "text");
	if (!o->format)
		return usage_error(error, "--format is %s, not '%s'",
				   emit_names(), t->format);
	return true;
}

static bool parse_counts(struct scan_options *o, const struct typed *t,
			 GError **error)
{
	if (t->jobs < 0 || t->jobs > 1024)
		return usage_error(error, "-j takes 1 to 1024, not %d", t->jobs);
	if (t->timeout < 1 || t->timeout > MAX_TIMEOUT)
		return usage_error(error, "--timeout takes 1 to %d seconds, not %d",
				   MAX_TIMEOUT, t->timeout);
	o->jobs = t->jobs ? (unsigned int)t->jobs : g_get_num_processors();
	o->timeout = (unsigned int)t->timeout;
	return true;
}

/* Before a scan of minutes, not after it. */
static bool output_is_possible(const char *path, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);

	if (!access(folder, W_OK))
		return true;
	return usage_error(error, "cannot write '%s': %s", path,
			   g_strerror(errno));
}

/* Options that cannot be meant together. */
static bool check_pairs(const struct scan_options *o, GError **error)
{
	const struct {
		bool both;
		const char *first, *second;
	} pairs[] = {
		{ o->quiet && o->verbose, "-q", "-v" },
		{ o->no_cache && o->cache_dir, "--no-cache", "--cache-dir" },
		{ o->staged && o->since, "--staged", "--since" },
		{ o->staged && o->build_dirs, "--staged", "--build-dir" },
		{ o->staged && o->engines_by_name && o->engines != ENGINE_COCCI,
		  "--staged", "--engine=clang or sparse" },
		{ o->write_baseline && o->staged, "--write-baseline", "--staged" },
		{ o->write_baseline && o->since, "--write-baseline", "--since" },
		{ o->write_baseline && o->baseline,
		  "--write-baseline", "--baseline" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
		if (pairs[i].both)
			return usage_error(error,
				"%s and %s contradict each other",
				pairs[i].first, pairs[i].second);
	if (o->prune_baseline && !o->baseline)
		return usage_error(error,
			"--prune-baseline needs --baseline=FILE");
	return true;
}

static bool check(struct scan_options *o, const struct typed *t, GError **error)
{
	if (!parse_rules(o, t->rules, error) ||
	    !parse_engines(o, t->engines, error) ||
	    !parse_effects(o, t->effects, error) ||
	    !parse_level_and_format(o, t, error) ||
	    !parse_counts(o, t, error) ||
	    !parse_when("--progress", t->progress, &o->progress, error) ||
	    !parse_when("--color", t->color, &o->color, error))
		return false;
	if (o->output && !output_is_possible(o->output, error))
		return false;
	if (o->write_baseline && !output_is_possible(o->write_baseline, error))
		return false;
	return check_pairs(o, error);
}

static void typed_release(struct typed *t)
{
	g_free(t->rules);
	g_free(t->level);
	g_free(t->engines);
	g_free(t->effects);
	g_free(t->format);
	g_free(t->progress);
	g_free(t->color);
}

/* A command's own short name wins: 'series -v 2' is a version, as in git. */
static void free_short_names(GOptionEntry *entries, const GOptionEntry *extra)
{
	for (; extra && extra->long_name; extra++)
		for (GOptionEntry *e = entries; e->long_name; e++)
			if (e->short_name && e->short_name == extra->short_name)
				e->short_name = 0;
}

static bool run_parser(struct scan_options *o, struct typed *t, int argc,
		       char **argv, const char *summary,
		       const GOptionEntry *extra, GError **error)
{
	GOptionEntry entries[] = {
		{ "tree", 'C', 0, G_OPTION_ARG_FILENAME, &o->tree,
		  "kernel tree or module (default: upwards from here)", "TREE" },
		{ "kernel", 'K', 0, G_OPTION_ARG_FILENAME, &o->kernel,
		  "of a module: sources, headers or build of its kernel", "KERNEL" },
		{ "build-dir", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->build_dirs,
		  "prepared build (O=) for clang and sparse", "DIR" },
		{ "rule", 0, 0, G_OPTION_ARG_STRING, &t->rules,
		  "only these rules", "SLUG,..." },
		{ "level", 0, 0, G_OPTION_ARG_STRING, &t->level,
		  "note or warning (default)", "LEVEL" },
		{ "engine", 0, 0, G_OPTION_ARG_STRING, &t->engines,
		  "cocci, clang, sparse (default: all that can)", "E,..." },
		{ "effect", 0, 0, G_OPTION_ARG_STRING, &t->effects,
		  "rewrites to emit (default: nfc,fix,cow-visible)", "E,..." },
		{ "since", 0, 0, G_OPTION_ARG_STRING, &o->since,
		  "only findings caused by changes since REV", "REV" },
		{ "staged", 0, 0, G_OPTION_ARG_NONE, &o->staged,
		  "only what is staged, read from git's index", NULL },
		{ "baseline", 0, 0, G_OPTION_ARG_FILENAME, &o->baseline,
		  "leave out findings that FILE knows", "FILE" },
		{ "write-baseline", 0, 0, G_OPTION_ARG_FILENAME,
		  &o->write_baseline, "write all findings to FILE, report nothing", "FILE" },
		{ "prune-baseline", 0, 0, G_OPTION_ARG_NONE, &o->prune_baseline,
		  "drop what no longer matches from it", NULL },
		{ "jobs", 'j', 0, G_OPTION_ARG_INT, &t->jobs,
		  "processes at once (default: processors)", "N" },
		{ "timeout", 0, 0, G_OPTION_ARG_INT, &t->timeout,
		  "processor seconds for one file (default: 120)", "SEC" },
		{ "no-cache", 0, 0, G_OPTION_ARG_NONE, &o->no_cache,
		  "ask the engines again", NULL },
		{ "cache-dir", 0, 0, G_OPTION_ARG_FILENAME, &o->cache_dir,
		  "where answers are kept", "DIR" },
		{ "format", 0, 0, G_OPTION_ARG_STRING, &t->format,
		  "text, json, sarif, org or html", "FORMAT" },
		{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &o->output,
		  "write to FILE instead of stdout", "FILE" },
		{ "progress", 0, 0, G_OPTION_ARG_STRING, &t->progress,
		  "auto, always or never", "WHEN" },
		{ "color", 0, 0, G_OPTION_ARG_STRING, &t->color,
		  "auto, always or never", "WHEN" },
		{ "explain-merge", 0, 0, G_OPTION_ARG_NONE, &o->explain_merge,
		  "show where engines disagree", NULL },
		{ "verbose", 'v', 0, G_OPTION_ARG_NONE, &o->verbose,
		  "list carriers, and what a gate keeps unreachable", NULL },
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &o->quiet,
		  "no summary", NULL },
		{ G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY,
		  &o->paths, NULL, "[PATH...]" },
		G_OPTION_ENTRY_NULL
	};
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	g_auto(GStrv) copy = glued_split(argv, entries, extra);
	bool ok;

	free_short_names(entries, extra);
	g_option_context_set_summary(context, summary);
	g_option_context_add_main_entries(context, entries, NULL);
	if (extra)
		g_option_context_add_main_entries(context, extra, NULL);
	ok = g_option_context_parse_strv(context, &copy, error);
	if (!ok)
		g_prefix_error(error, "%s: ", "usage");
	return ok;
}

bool options_parse(struct scan_options *options, int argc, char **argv,
		   const char *summary, const GOptionEntry *extra,
		   GError **error)
{
	struct typed typed = { .timeout = 120 };
	bool ok;

	memset(options, 0, sizeof(*options));
	ok = run_parser(options, &typed, argc, argv, summary, extra, error) &&
	     check(options, &typed, error);
	typed_release(&typed);
	return ok;
}

void options_release(struct scan_options *options)
{
	staged_free(options->opened);
	g_free(options->tree);
	g_free(options->kernel);
	g_strfreev(options->build_dirs);
	g_strfreev(options->paths);
	g_strfreev(options->filter.paths);
	g_free(options->since);
	g_free(options->baseline);
	g_free(options->write_baseline);
	g_free(options->cache_dir);
	g_free(options->output);
}

bool options_when(enum when when, int fd)
{
	if (when == WHEN_AUTO)
		return isatty(fd);
	return when == WHEN_ALWAYS;
}
