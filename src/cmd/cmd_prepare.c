// SPDX-License-Identifier: GPL-2.0-only
/*
 * cmd_prepare.c - 'pfncheck prepare': a build that is fit for our questions.
 */
#include <stdio.h>

#include "cmd.h"
#include "findings/lacks.h"
#include "ground/plain.h"
#include "glued.h"
#include "index/index.h"
#include "prepare.h"
#include "tree/arch.h"
#include "tree/file.h"

struct prepare_arguments {
	char *tree, *arch, *dir;
	int jobs;
	gboolean quiet, verbose;
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
		{ "verbose", 'v', 0, G_OPTION_ARG_NONE, &a->verbose,
		  "list the files that are left out", NULL },
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &a->quiet,
		  "say nothing but errors", NULL },
		{ NULL }
	};
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	g_auto(GStrv) copy = glued_split(argv, entries, NULL);

	g_option_context_set_summary(context,
		"Run the tree's own make for a build that scan can use:\n"
		"configured for the files that read the flags, headers made.");
	g_option_context_add_main_entries(context, entries, NULL);
	if (!g_option_context_parse_strv(context, &copy, error)) {
		g_prefix_error(error, "%s: ", "usage");
		return false;
	}
	if (copy[0] && copy[1]) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "prepare takes no '%s'", copy[1]);
		return false;
	}
	if (a->jobs < 0 || a->jobs > 1024) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "-j takes 1 to 1024, not %d", a->jobs);
		return false;
	}
	return true;
}

static bool check_arch(const struct tree *tree, const char *arch, GError **error)
{
	g_autofree char *makefile = g_build_filename(tree->root, "arch", arch,
						     "Makefile", NULL);

	if (*arch && !strpbrk(arch, "/ ") && g_file_test(makefile, G_FILE_TEST_EXISTS))
		return true;
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "prepare: this tree has no architecture '%s'", arch);
	return false;
}

/* What is left out even so, as every scan with this build says it. */
static void say_lacks(const struct prepare *p, const char *root, bool each,
		      const GPtrArray *files)
{
	char *dirs[] = { (char *)p->dir, NULL };
	pfn_auto(tree) tree = tree_open(root, dirs, NULL);
	pfn_auto(lacks) lacks = tree ? lacks_take(tree, files, NULL) : NULL;
	g_autofree char *text = lacks ? lacks_text(lacks, each) : NULL;
	g_autofree char *plain = text ? plain_lines(text) : NULL;

	if (plain)
		fputs(plain, stdout);
	plain_print(stdout, "prepared: give --build-dir=%s to scan\n", p->dir);
}

/* The options that the candidates and walks of the tree ask for, as an array. */
static GPtrArray *options_for(const struct tree *tree, const struct prepare *p,
			      const struct index *index, GError **error)
{
	g_autofree char *name = g_build_filename(p->part, ".config", NULL);
	g_autofree char *config = file_read(name, error);

	return config ? prepare_options(tree, p->folder, config, index) : NULL;
}

static bool build(const struct tree *tree, const struct prepare *p,
		  const struct prepare_arguments *a, GError **error)
{
	pfn_auto(kept) kept = kept_open(NULL);
	pfn_auto(index) index = index_build(tree, p->jobs, kept, NULL, NULL, error);
	g_autoptr(GPtrArray) files = index ? index_files(index) : NULL;
	g_autoptr(GPtrArray) options = index ?
		options_for(tree, p, index, error) : NULL;

	if (!options)
		return false;
	if (!a->quiet) {
		plain_print(stdout, "%u options that files and walks hang on\n",
			    options->len);
		fflush(stdout);
	}
	if (!prepare_build(tree, p, options, error))
		return false;
	if (!a->quiet)
		say_lacks(p, tree->root, a->verbose, files);
	return true;
}

static bool prepare(const struct prepare_arguments *a, GError **error)
{
	g_autofree char *root = a->tree ? NULL : tree_find_root(".");
	pfn_auto(tree) tree = tree_open(a->tree ? a->tree : root ? root : ".",
					NULL, error);
	const char *asked = a->arch ? a->arch : g_getenv("ARCH");
	g_autofree char *folder = arch_folder(asked);
	g_autofree char *name = g_strconcat("build-", folder, NULL);
	g_autofree char *dir = g_canonicalize_filename(a->dir ? a->dir : name, NULL);
	g_autofree char *part = g_strconcat(dir, ".part", NULL);
	const struct prepare p = {
		.arch = asked ? asked : folder, .folder = folder, .dir = dir,
		.part = part,
		.jobs = a->jobs ? (unsigned int)a->jobs : g_get_num_processors(),
	};
	bool ok;

	if (!tree || !check_arch(tree, folder, error) ||
	    !prepare_possible(tree, &p, error))
		return false;
	if (!a->quiet) {
		plain_print(stdout, "running the tree's own make for %s\n", p.arch);
		fflush(stdout);
	}
	ok = prepare_configure(tree, &p, error) && build(tree, &p, a, error);
	prepare_clear(&p);
	return ok;
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
