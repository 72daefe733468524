// SPDX-License-Identifier: GPL-2.0-only
/*
 * main.c - dispatch, and the one place that prints an error.
 */
#include <signal.h>

#include "cmd.h"
#include "engines/engine.h"
#include "ground/plain.h"
#include "tree/installed.h"
#include "tree/leave.h"
#include "similar.h"

struct command {
	const char *name;
	int (*run)(int argc, char **argv, GError **error);
	const char *summary;
};

static const struct command commands[] = {
	{ "scan", cmd_scan, "report reads of VM_PFNMAP/VM_MIXEDMAP" },
	{ "patch", cmd_patch, "emit rewrites as a unified diff, or apply them" },
	{ "series", cmd_series, "write the rewrites as mails with a cover letter" },
	{ "review", cmd_review, "say what posted patches cause, mend and leave" },
	{ "walkers", cmd_walkers, "all mm_walk_ops and whether they are filtered" },
	{ "hook", cmd_hook, "git pre-commit: install, uninstall, run" },
	{ "explain", cmd_explain, "print a rule's page" },
	{ "prepare", cmd_prepare, "make a build of a tree that scan can use" },
	{ "doctor", cmd_doctor, "what is installed, and what is missing" },
};

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	return NULL;
}

static void print_help(void)
{
	printf("usage: pfncheck [COMMAND] [OPTIONS] [PATH...]\n\n");
	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
		printf("  %-10s %s\n", commands[i].name, commands[i].summary);
	printf("\n'pfncheck COMMAND --help' lists a command's options; scan is the default.\n"
	       "Exit status: 0 nothing found, 1 findings, 2 usage or missing tool,\n"
	       "3 incomplete (some file could not be analysed).\n");
}

/* Ours and those of the engines' programs; a missing one is said, not an error. */
static void print_version(void)
{
	pfn_auto(installed) files = installed_find(NULL);

	printf("pfncheck %s\n", PFN_VERSION);
	for (unsigned int bit = ENGINE_COCCI; bit <= ENGINE_SPARSE; bit <<= 1) {
		const struct engine_ops *ops = engine_get(bit);
		g_autoptr(GError) error = NULL;
		g_autofree char *version = engine_version(ops,
				files ? files->bindir : NULL, &error);

		plain_print(stdout, "%s: %s\n", rule_engine_name(bit),
		       version ? version : error->message);
	}
}

/* The first word is a path to scan, or was to be a command. */
static bool is_slip(const char *word, GError **error)
{
	const char *names[G_N_ELEMENTS(commands) + 1] = { NULL };
	g_autofree char *hint = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
		names[i] = commands[i].name;
	hint = similar_hint(word, names);
	if (!*hint || g_file_test(word, G_FILE_TEST_EXISTS))
		return false;
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "no command and no path '%s'%s", word, hint);
	return true;
}

static int dispatch(int argc, char **argv, GError **error)
{
	const struct command *command;

	if (argc > 1 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") ||
			 !strcmp(argv[1], "help"))) {
		print_help();
		return PFN_EXIT_CLEAN;
	}
	if (argc > 1 && !strcmp(argv[1], "--version")) {
		print_version();
		return PFN_EXIT_CLEAN;
	}
	command = argc > 1 ? find_command(argv[1]) : NULL;
	if (command) {
		g_autofree char *name = g_strconcat("pfncheck ", argv[1], NULL);

		g_set_prgname(name);
		return command->run(argc - 1, argv + 1, error);
	}
	if (argc > 1 && is_slip(argv[1], error))
		return PFN_EXIT_USAGE;
	g_set_prgname("pfncheck");
	return cmd_scan(argc, argv, error);
}

int main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	int status;

	/* A subprocess that ends early is an answer, not our end. */
	signal(SIGPIPE, SIG_IGN);
	/* Nor is a limit of file sizes: the write fails and is told. */
	signal(SIGXFSZ, SIG_IGN);
	leave_init();
	status = dispatch(argc, argv, &error);
	leave_end_children();

	if (error) {
		plain_print(stderr, "pfncheck: %s\n", error->message);
		status = error->domain == PFN_ERROR ? error->code :
						      PFN_EXIT_USAGE;
	}
	if (fflush(stdout) && status == PFN_EXIT_CLEAN)
		status = PFN_EXIT_USAGE;
	return status;
}
