// SPDX-License-Identifier: GPL-2.0-only
/*
 * cmd_series.c - 'pfncheck series': the rewrites as mails.
 */
#include "cmd.h"
#include "ground/plain.h"
#include "out.h"
#include "scan.h"
#include "series/folder.h"
#include "series/series.h"
#include "series/steps.h"

/* As typed; checked before anything is scanned. */
struct typed_series {
	char *verify, *date, *previous, *build_cmd, *proved, *branch;
	gboolean signoff, to_maintainers;
	int version;
};

static bool parse_verify(const char *text, enum verify *verify, GError **error)
{
	static const char *const names[] = { "none", "apply", "checkpatch", "build" };

	*verify = VERIFY_NONE;
	for (size_t i = 0; text && i < G_N_ELEMENTS(names); i++) {
		if (strcmp(text, names[i]))
			continue;
		*verify = i;
		return true;
	}
	if (text)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "--verify is apply, checkpatch or build, not '%s'",
			    text);
	return !text;
}

static bool check_typed(const struct typed_series *t,
			const struct scan_options *o,
			struct series_options *so, GError **error)
{
	/* The scan says it if there is no such tree. */
	const char *root = o->tree && g_file_test(o->tree, G_FILE_TEST_IS_DIR) ?
		o->tree : ".";

	if (!o->output && !t->branch) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "series needs -o DIR for the mails, or --branch=NAME for the commits");
		return false;
	}
	if (o->staged) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "series and --staged contradict each other: a series applies to a commit");
		return false;
	}
	if (t->version < 0 || (t->previous && t->version < 2)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "--previous needs -v 2 or more");
		return false;
	}
	so->dir = o->output;
	so->branch = t->branch;
	so->date = t->date;
	so->signoff = t->signoff;
	so->to_maintainers = t->to_maintainers;
	so->version = t->version;
	so->previous = t->previous;
	so->proved = t->proved;
	so->build_cmd = t->build_cmd;
	return parse_verify(t->verify, &so->verify, error) &&
	       series_check(so, root, error);
}

/* A run that was killed could not take its folder away. */
static void sweep(const struct series_options *so, bool quiet)
{
	g_autoptr(GPtrArray) swept = so->dir ? folder_sweep(so->dir) : NULL;

	for (guint i = 0; swept && !quiet && i < swept->len; i++)
		plain_print(stderr, "removed '%s', which a killed run left behind\n",
			(char *)swept->pdata[i]);
}

/* Nothing else of a tree is run, so whoever asks for it is told. */
static void say_what_runs(const struct series_options *so)
{
	if (so->verify >= VERIFY_CHECKPATCH)
		fputs("running scripts/checkpatch.pl of the tree\n", stderr);
	if (so->verify == VERIFY_BUILD)
		plain_print(stderr, "running %s\n", so->build_cmd ?
			    so->build_cmd : "the compiler that the build names");
	if (so->to_maintainers)
		fputs("running scripts/get_maintainer.pl of the tree\n", stderr);
}

static void say_where(const struct series_options *so, guint n)
{
	bool cover = n > 1 || so->previous;

	if (so->dir)
		plain_print(stderr, "%u patch%s%s in '%s'\n", n,
			    n == 1 ? "" : "es",
			    cover ? " and a cover letter" : "", so->dir);
	if (so->branch)
		plain_print(stderr, "%u commit%s on branch '%s'\n", n,
			    n == 1 ? "" : "s", so->branch);
}

static int write_series(const struct scan_options *o,
			struct series_options *so, struct scan *scan,
			GError **error)
{
	g_autoptr(GString) table = g_string_new(NULL);
	g_autofree char *lacks = lacks_text(scan->lacks, false);
	g_autoptr(GString) refused = g_string_new(NULL);
	const struct steps_wish wish = {
		&o->filter, o->effects, o->engines, o->jobs,
	};
	int incomplete = scan->report.incomplete->len ? PFN_EXIT_INCOMPLETE :
							PFN_EXIT_CLEAN;
	bool written;

	if (!o->quiet)
		fputs(lacks, stderr);

	if (!steps_add(&scan->run, scan->rewrites, scan->merged->findings,
		       &wish, refused, error))
		return PFN_EXIT_USAGE;
	if (!o->quiet)
		fputs(refused->str, stderr);
	if (!scan->rewrites->len) {
		/* What was not looked at may well be there to rewrite. */
		out_incomplete(&scan->report);
		fprintf(stderr, "nothing to rewrite; 'pfncheck scan' says why for each finding\n");
		return incomplete;
	}
	so->workdir = scan->workdir;
	say_what_runs(so);
	written = series_write(scan->tree, scan->rewrites,
			       scan->merged->findings, so, table, error);
	if (table->len && !o->quiet) {
		g_autofree char *plain = plain_lines(table->str);

		fputs(plain, stderr);
	}
	if (!written)
		return PFN_EXIT_USAGE;
	if (!o->quiet)
		say_where(so, scan->rewrites->len);
	return incomplete;
}

static void typed_release(struct typed_series *t)
{
	g_free(t->verify);
	g_free(t->date);
	g_free(t->previous);
	g_free(t->build_cmd);
	g_free(t->proved);
	g_free(t->branch);
}

int cmd_series(int argc, char **argv, GError **error)
{
	struct scan_options options;
	struct series_options so = { 0 };
	struct typed_series t = { 0 };
	const GOptionEntry extra[] = {
		{ "signoff", 's', 0, G_OPTION_ARG_NONE, &t.signoff,
		  "add Signed-off-by from git's identity", NULL },
		{ "to-maintainers", 0, 0, G_OPTION_ARG_NONE, &t.to_maintainers,
		  "To and Cc from get_maintainer.pl", NULL },
		{ "reroll-count", 'v', 0, G_OPTION_ARG_INT, &t.version,
		  "version of the series (2 and up)", "N" },
		{ "previous", 0, 0, G_OPTION_ARG_FILENAME, &t.previous,
		  "mails of the last version, for a range-diff", "DIR" },
		{ "branch", 0, 0, G_OPTION_ARG_STRING, &t.branch,
		  "leave the commits on a new branch of the repository", "NAME" },
		{ "verify", 0, 0, G_OPTION_ARG_STRING, &t.verify,
		  "apply, checkpatch or build each patch", "WHAT" },
		{ "build-cmd", 0, 0, G_OPTION_ARG_STRING, &t.build_cmd,
		  "instead of the build's compiler", "CMD" },
		{ "proved", 0, 0, G_OPTION_ARG_FILENAME, &t.proved,
		  "say in each mail what 'make prove' saw of it", "FILE" },
		{ "date", 0, 0, G_OPTION_ARG_STRING, &t.date,
		  "date of the mails (default: the tree's)", "DATE" },
		G_OPTION_ENTRY_NULL
	};
	pfn_auto(scan) scan = NULL;
	int status = PFN_EXIT_USAGE;

	if (options_parse(&options, argc, argv,
			  "Write the rewrites that are proved as mails for git am.",
			  extra, error) &&
	    check_typed(&t, &options, &so, error)) {
		sweep(&so, options.quiet);
		options.kernel_only = true;
		scan = scan_run(&options, error);
	}
	if (scan)
		status = write_series(&options, &so, scan, error);
	options_release(&options);
	typed_release(&t);
	return status;
}
