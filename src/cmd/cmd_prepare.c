// SPDX-License-Identifier: GPL-2.0-only
/*
 * cmd_prepare.c - 'pfncheck prepare': a build that is fit for our questions.
 */
#include <stdio.h>
#include <sys/utsname.h>

#include "cmd.h"
#include "findings/lacks.h"
#include "ground/plain.h"
#include "index/index.h"
#include "prepare.h"

struct prepare_arguments {
	char *tree, *arch, *dir;
	int jobs;
	gboolean quiet;
};

static bool parse(struct prepare_arguments *a, int argc, char **argv, GError **error)
{
	const GOptionEntry entries[] = {
		{ "tree", 'C', 0, G_OPTION_ARG_FILENAME, &a->tree,
		  "the kernel tree; here if not given", "TREE" },
		{ "arch", 0, 0, G_OPTION_ARG_STRING, &a->arch,
		  "make's ARCH=; this machine's if not given", "ARCH" },
		{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &a->dir,
		  "where the build goes; build-ARCH if not given", "DIR" },
		{ "jobs", 'j', 0, G_OPTION_ARG_INT, &a->jobs,
		  "that many at a time", "N" },
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &a->quiet,
		  "say nothing but errors", NULL },
		{ NULL }
	};
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	g_autoptr(GError) wrong = NULL;

	g_option_context_set_summary(context,
		"Run the tree's own make for a build that scan can use:\n"
		"configured for the files that read the flags, headers made.");
	g_option_context_add_main_entries(context, entries, NULL);
	if (!g_option_context_parse(context, &argc, &argv, &wrong)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE, "%s", wrong->message);
		return false;
	}
	if (argc > 1) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "prepare takes no '%s'", argv[1]);
		return false;
	}
	if (a->jobs < 0) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "--jobs is at least 1, not %d", a->jobs);
		return false;
	}
	return true;
}

/* The folder of arch/ for what make calls ARCH=: "x86" of "x86_64". */
static char *arch_of(const char *asked)
{
	static const char *const names[][2] = {
		{ "x86_64", "x86" }, { "i386", "x86" }, { "aarch64", "arm64" },
		{ "s390x", "s390" }, { "ppc64le", "powerpc" }, { "riscv64", "riscv" },
		{ "loongarch64", "loongarch" }, { "sparc64", "sparc" },
	};
	struct utsname machine;
	const char *name = asked;

	if (!name)
		name = uname(&machine) ? "x86" : machine.machine;
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (!strcmp(name, names[i][0]))
			return g_strdup(names[i][1]);
	return g_strdup(name);
}

static bool check_arch(const struct tree *tree, const char *arch, GError **error)
{
	g_autofree char *makefile = g_build_filename(tree->root, "arch", arch,
						     "Makefile", NULL);

	if (*arch && !strchr(arch, '/') && g_file_test(makefile, G_FILE_TEST_EXISTS))
		return true;
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "prepare: this tree has no architecture '%s'", arch);
	return false;
}

/* What is left out even so, as every scan with this build says it. */
static void say_lacks(const char *root, const char *dir, const GPtrArray *files)
{
	char *dirs[] = { (char *)dir, NULL };
	pfn_auto(tree) tree = tree_open(root, dirs, NULL);
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	pfn_auto(lacks) lacks = tree ? lacks_take(tree, files, none) : NULL;
	g_autofree char *text = lacks ? lacks_text(lacks, false) : NULL;

	if (text)
		plain_print(stdout, "%s", text);
}

static bool prepare(const struct prepare_arguments *a, GError **error)
{
	pfn_auto(tree) tree = tree_open(a->tree ? a->tree : ".", NULL, error);
	g_autofree char *arch = arch_of(a->arch);
	g_autofree char *name = g_strconcat("build-", arch, NULL);
	g_autofree char *dir = g_canonicalize_filename(a->dir ? a->dir : name, NULL);
	unsigned int jobs = a->jobs ? (unsigned int)a->jobs : g_get_num_processors();
	struct prepare p = { arch, dir, jobs };
	g_autoptr(GPtrArray) files = NULL, options = NULL;
	pfn_auto(index) index = NULL;

	if (!tree || !check_arch(tree, arch, error) || !prepare_possible(&p, error))
		return false;
	index = index_build(tree, jobs, NULL, NULL, NULL, error);
	if (!index)
		return false;
	files = index_files(index);
	options = prepare_options(tree, arch, files);
	if (!a->quiet) {
		plain_print(stdout, "running the tree's own make for %s, with %u options that the files need\n",
			    arch, options->len);
		fflush(stdout);
	}
	if (!prepare_run(tree, &p, options, error))
		return false;
	if (!a->quiet) {
		say_lacks(tree->root, dir, files);
		plain_print(stdout, "prepared: give --build-dir=%s to scan\n", dir);
	}
	return true;
}

int cmd_prepare(int argc, char **argv, GError **error)
{
	struct prepare_arguments a = { 0 };
	bool ok = parse(&a, argc, argv, error) && prepare(&a, error);

	g_free(a.tree);
	g_free(a.arch);
	g_free(a.dir);
	return ok ? PFN_EXIT_CLEAN : PFN_EXIT_USAGE;
}
