// SPDX-License-Identifier: GPL-2.0-only
/*
 * cmd_walkers.c - 'pfncheck walkers': all mm_walk_ops of the tree.
 */
#include "cmd.h"
#include "ground/plain.h"
#include "out.h"
#include "scan.h"
#include "findings/walkers.h"
#include "tree/file.h"

static bool write_table(const struct scan_options *o, const struct scan *scan,
			GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);

	if (o->format == emit_find("json"))
		walkers_print_json(scan->walkers, scan->tree, scan->index,
				   out);
	else
		walkers_print_text(scan->walkers, scan->tree, scan->index, out);
	if (o->output)
		return file_write(o->output, out->str, error);
	return out_print(out->str, error);
}

static bool check(const struct scan_options *o, GError **error)
{
	if (o->format == emit_find("text") || o->format == emit_find("json"))
		return true;
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "walkers prints text or json");
	return false;
}

static int print_walkers(struct scan_options *o, struct scan *scan,
			 GError **error)
{
	g_autofree char *lacks = lacks_text(scan->lacks, o->verbose);
	g_autofree char *plain = plain_lines(lacks);

	if (!tree_can_compile(scan->tree)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "walkers needs a prepared build: 'pfncheck prepare' makes one, and --build-dir names it");
		return PFN_EXIT_USAGE;
	}
	if (!write_table(o, scan, error))
		return PFN_EXIT_USAGE;
	out_incomplete(&scan->report);
	if (!o->quiet)
		fputs(plain, stderr);
	return scan->report.incomplete->len ? PFN_EXIT_INCOMPLETE :
					      PFN_EXIT_CLEAN;
}

int cmd_walkers(int argc, char **argv, GError **error)
{
	struct scan_options options;
	pfn_auto(scan) scan = NULL;
	int status = PFN_EXIT_USAGE;

	if (options_parse(&options, argc, argv,
			  "List all mm_walk_ops of a prepared tree, and whether each level is filtered.",
			  NULL, error) &&
	    check(&options, error)) {
		options.walkers = true;
		scan = scan_run(&options, error);
	}
	if (scan)
		status = print_walkers(&options, scan, error);
	options_release(&options);
	return status;
}
