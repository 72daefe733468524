// SPDX-License-Identifier: GPL-2.0-only
/*
 * cmd_doctor.c - 'pfncheck doctor': what is installed, in which version, and
 * what to do about what is missing.
 */
#include "cmd.h"
#include "engines/engine.h"
#include "ground/plain.h"
#include "tree/installed.h"

static bool check_engine(unsigned int bit, const struct installed *files)
{
	const struct engine_ops *ops = engine_get(bit);
	g_autoptr(GError) error = NULL;
	g_autofree char *version = engine_version(ops,
			files ? files->bindir : NULL, &error);

	if (version && ops->works && !ops->works(&error))
		g_clear_pointer(&version, g_free);
	printf("%-8s ", rule_engine_name(bit));
	plain_print(stdout, "%s\n",
	       version ? version : error->message);
	return version;
}

static void check_program(const char *name, const char *what_for)
{
	g_autofree char *path = g_find_program_in_path(name);

	printf("%-8s %s%s\n", name, path ? path : "missing: needed for ",
	       path ? "" : what_for);
}

int cmd_doctor(int argc, char **argv, GError **error)
{
	g_autoptr(GError) no_place = NULL;
	pfn_auto(installed) files = installed_find(&no_place);
	bool ok = files;

	if (argc > 1) {
		bool help = !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h");

		if (help)
			printf("usage: pfncheck doctor\n\nSay what is installed and what is missing.\n");
		else
			g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
				    "doctor takes no '%s'", argv[1]);
		return help ? PFN_EXIT_CLEAN : PFN_EXIT_USAGE;
	}
	printf("pfncheck %s\n", PFN_VERSION);
	printf("%-8s %s\n", "files", files ? files->patches : no_place->message);
	for (unsigned int bit = ENGINE_COCCI; bit <= ENGINE_SPARSE; bit <<= 1)
		ok = check_engine(bit, files) && ok;
	check_program("git", "--since, --staged, hook and series");
	check_program("perl", "checkpatch.pl and get_maintainer.pl");
	return ok ? PFN_EXIT_CLEAN : PFN_EXIT_USAGE;
}
