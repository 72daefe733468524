// SPDX-License-Identifier: GPL-2.0-only
/*
 * cmd_patch.c - 'pfncheck patch': the rewrites as one diff, or applied.
 */
#include <unistd.h>

#include "cmd.h"
#include "rewrite/patch.h"
#include "ground/plain.h"
#include "out.h"
#include "scan.h"
#include "tree/file.h"

/* As it is, for git; a terminal would obey what stands in it. */
static bool print_diff(const char *diff, GError **error)
{
	g_autofree char *plain = isatty(STDOUT_FILENO) ? plain_lines(diff) : NULL;

	return out_print(plain ? plain : diff, error);
}

static bool emit(const struct scan_options *o, const struct scan *scan,
		 const GPtrArray *rewrites, bool in_place, GError **error)
{
	g_autofree char *diff = NULL;

	if (in_place)
		return patch_apply(scan->tree, rewrites, error);
	diff = patch_diff_all(rewrites, error);
	if (!diff)
		return false;
	if (o->output)
		return file_write(o->output, diff, error);
	return print_diff(diff, error);
}

static void print_summary(const GPtrArray *rewrites, bool in_place)
{
	for (guint i = 0; i < rewrites->len; i++) {
		const struct rewrite *r = rewrites->pdata[i];

		plain_print(stderr, "%s: %u %s rewrite%s%s, effect %s\n", r->file,
			r->findings->len, r->rule->slug,
			r->findings->len == 1 ? "" : "s",
			in_place ? " applied" : "", rule_effect_name(r->effect));
	}
	if (!rewrites->len)
		fprintf(stderr, "nothing to rewrite; 'pfncheck scan' says why for each finding\n");
}

int cmd_patch(int argc, char **argv, GError **error)
{
	struct scan_options options;
	gboolean in_place = FALSE;
	const GOptionEntry extra[] = {
		{ "in-place", 0, 0, G_OPTION_ARG_NONE, &in_place,
		  "change the tree: all files or none", NULL },
		G_OPTION_ENTRY_NULL
	};
	pfn_auto(scan) scan = NULL;
	int status = PFN_EXIT_USAGE;

	if (options_parse(&options, argc, argv,
			  "Emit the rewrites that are proved, as a unified diff.",
			  extra, error)) {
		if (in_place && options.staged)
			g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
				    "--in-place and --staged contradict each other: pipe the diff into 'git apply --index'");
		else
			scan = scan_run(&options, error);
	}
	if (scan && emit(&options, scan, scan->rewrites, in_place, error)) {
		status = scan->rewrites->len ? PFN_EXIT_FINDINGS : PFN_EXIT_CLEAN;
		if (scan->report.incomplete->len)
			status = PFN_EXIT_INCOMPLETE;
		out_incomplete(&scan->report);
		if (!options.quiet)
			print_summary(scan->rewrites, in_place);
	}
	options_release(&options);
	return status;
}
