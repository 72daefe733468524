// SPDX-License-Identifier: GPL-2.0-only
/*
 * main.c - one file after the other: parse, find reads, judge, tell.
 *
 * stdout holds findings only; everything else goes to stderr.
 */
#include "carriers.h"
#include "command.h"
#include "facts.h"
#include "options.h"
#include "report.h"
#include "walkops.h"

static bool read_carriers(const char *name, struct carrier_set *set, GError **error)
{
	g_autofree char *text = NULL;

	if (!name)
		return true;
	if (g_file_get_contents(name, &text, NULL, error) &&
	    carrier_set_parse(set, text, error))
		return true;
	g_prefix_error(error, "cannot read carriers: ");
	return false;
}

/* Arguments in front of the last word are the compiler's. */
static struct tu *open_file(const struct options *o, const char *file,
			    const char *root, GError **error)
{
	g_autoptr(GPtrArray) args = NULL;
	pfn_auto(command) command = NULL;

	if (!o->compiler) {
		/* From where the user stands, not from where it was compiled. */
		g_autofree char *full = g_canonicalize_filename(file, NULL);

		command = command_find(o->build ? o->build : ".", file, root, error);
		return command ? tu_open(full, (const char *const *)command->args,
					 command->dir, root, error) : NULL;
	}
	args = g_ptr_array_new();
	for (size_t i = 0; o->compiler[i + 1]; i++)
		g_ptr_array_add(args, (gpointer)o->compiler[i]);
	g_ptr_array_add(args, NULL);
	return tu_open(file, (const char *const *)args->pdata, NULL, root, error);
}

static void tell(const struct options *o, struct unit *unit, GPtrArray *reads,
		 GPtrArray *walkers)
{
	if (o->walkers) {
		walkops_add_gates(unit, walkers, reads);
		report_walkers(o, walkers);
	} else if (o->summary) {
		report_summary(unit, reads);
	} else {
		report_reads(o, reads);
	}
}

/* False if the file is incomplete. */
static bool check_file(const struct options *o, const char *file,
		       const struct carrier_set *carriers)
{
	g_autofree char *root = options_root(o, file);
	g_autoptr(GError) error = NULL;
	pfn_auto(tu) tu = open_file(o, file, root, &error);
	pfn_auto(unit) unit = NULL;
	g_autoptr(GPtrArray) reads = NULL;
	g_autoptr(GPtrArray) walkers = NULL;

	if (!tu) {
		report_incomplete(o, file, root, error->message);
		return false;
	}
	unit = unit_new(tu, root, carriers);
	walkers = walkops_find(unit);
	reads = carriers_close(unit);
	facts_judge(unit, reads, walkers);
	tell(o, unit, reads, walkers);
	report_done(o, file, root);
	return true;
}

static int check_files(const struct options *o, GError **error)
{
	pfn_auto(carrier_set) carriers = carrier_set_new();
	bool complete = true;

	if (!read_carriers(o->carriers, carriers, error))
		return PFN_EXIT_USAGE;
	for (char **file = o->files; *file; file++)
		complete = check_file(o, *file, carriers) && complete;
	return complete ? PFN_EXIT_CLEAN : PFN_EXIT_INCOMPLETE;
}

int main(int argc, char **argv)
{
	struct options o = { 0 };
	g_autoptr(GError) error = NULL;
	int status = PFN_EXIT_USAGE;

	if (options_parse(&o, argc, argv, &error)) {
		if (o.version) {
			report_version();
			status = 0;
		} else {
			status = check_files(&o, &error);
		}
	}
	if (error)
		fprintf(stderr, "pfncheck-clang: %s\n", error->message);
	options_release(&o);
	if (fflush(stdout) || ferror(stdout)) {
		fprintf(stderr, "pfncheck-clang: cannot write: %s\n",
			g_strerror(errno));
		status = PFN_EXIT_USAGE;
	}
	return status;
}
