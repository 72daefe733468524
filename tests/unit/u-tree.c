// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-tree.c - what is a tree, what it has, and the arguments of a build.
 */
#include <glib/gstdio.h>

#include "tree/tree.h"
#include "tree/tree_build.h"

static char *model;	/* testdata/index */

static void test_model(void)
{
	g_autoptr(GError) error = NULL;
	pfn_auto(tree) tree = tree_open(model, NULL, &error);
	g_autofree char *text = NULL;

	g_assert_no_error(error);
	g_assert_true(g_path_is_absolute(tree->root));
	g_assert_cmpstr(tree->kernel, ==, "7.9.1-model");
	g_assert_false(tree->is_git);
	g_assert_cmpuint(tree->builds->len, ==, 0);
	g_assert_null(tree_build_for(tree, "mm/masks.c"));
	g_assert_false(tree_has(tree, "pmd_special"));
	/* It is called in a macro of the model's header. */
	g_assert_true(tree_has(tree, "vm_flags_set"));
	g_assert_false(tree_has(tree, "header_predicate"));
	text = tree_read(tree, "tools/user.c", &error);
	g_assert_no_error(error);
	g_assert_nonnull(strstr(text, "VM_USERLAND"));
}

static void put(const char *root, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	g_autofree char *dir = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(dir, 0755), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void expect_no_tree(const char *path, const char *word)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(tree_open(path, NULL, &error));
	g_assert_error(error, PFN_ERROR, PFN_EXIT_USAGE);
	g_test_message("%s", error->message);
	g_assert_nonnull(strstr(error->message, word));
}

/* One landmark after the other: the message names the first that is missing. */
static void test_no_tree(void)
{
	g_autofree char *root = g_dir_make_tmp("pfncheck-XXXXXX", NULL);
	static const char *const made[] = {
		"include/linux/mm.h", "include/linux", "include", "Kbuild",
		"Makefile", "",
	};

	expect_no_tree("/nowhere", "No such file");
	expect_no_tree(root, "Makefile");
	put(root, "Makefile", "all:\n");
	expect_no_tree(root, "Kbuild");
	put(root, "Kbuild", "");
	expect_no_tree(root, "include/linux/mm.h");
	put(root, "include/linux/mm.h", "");
	expect_no_tree(root, "VERSION");
	for (size_t i = 0; i < G_N_ELEMENTS(made); i++) {
		g_autofree char *path = g_build_filename(root, made[i], NULL);

		g_assert_cmpint(g_remove(path), ==, 0);
	}
}

static const struct { const char *cmd, *flags, *source; } commands[] = {
	{ "savedcmd_scripts/mod/empty.o := gcc -Wp,-MMD,x.d -nostdinc -I./a "
	  "-include ./b.h -D'X=\"q r\"' -DY='$$(pound)' -c -o "
	  "scripts/mod/empty.o scripts/mod/empty.c ; ./tools/objtool x\n\nmore",
	  "-nostdinc|-I./a|-include|./b.h|-DX=\"q r\"|-DY=$(pound)",
	  "scripts/mod/empty.c" },
	{ "cmd_scripts/mod/empty.o := ccache gcc -DA='$(pound)' -c -o "
	  "scripts/mod/empty.o ../linux/scripts/mod/empty.c", "-DA=#",
	  "../linux/scripts/mod/empty.c" },
	{ "cmd_x := gcc -c other.c", NULL, NULL },
	{ "cmd_x := gcc 'unterminated scripts/mod/empty.c", NULL, NULL },
	{ "no command", NULL, NULL },
	{ "", NULL, NULL },
};

static void test_commands(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
		g_autofree char *source = NULL, *joined = NULL;
		g_auto(GStrv) flags = tree_build_parse(commands[i].cmd, &source);

		g_test_message("%s", commands[i].cmd);
		joined = flags ? g_strjoinv("|", flags) : NULL;
		g_assert_cmpstr(joined, ==, commands[i].flags);
		g_assert_cmpstr(source, ==, commands[i].source);
	}
}

static void test_builds(void)
{
	g_autofree char *root = g_canonicalize_filename(model, NULL);
	g_autofree char *dir = g_dir_make_tmp("pfncheck-XXXXXX", NULL);
	g_autofree char *cmd = g_strdup_printf(
		"cmd_e := gcc -I%s/arch/x/include -I./arch/x/include/generated "
		"-c -o e.o %s/scripts/mod/empty.c\n", root, root);
	char *const dirs[] = { dir, NULL };
	static const char *const made[] = {
		"scripts/mod/.empty.o.cmd", "scripts/mod", "scripts", "",
	};
	g_autoptr(GError) error = NULL;
	pfn_auto(tree) tree = NULL;

	g_assert_null(tree_open(model, dirs, &error));
	g_assert_nonnull(strstr(error->message, "not prepared"));
	g_clear_error(&error);
	put(dir, "scripts/mod/.empty.o.cmd",
	    "cmd_e := gcc -c -o e.o /other/scripts/mod/empty.c\n");
	g_assert_null(tree_open(model, dirs, &error));
	g_assert_nonnull(strstr(error->message, "another tree"));
	g_clear_error(&error);
	put(dir, "scripts/mod/.empty.o.cmd", cmd);
	tree = tree_open(model, dirs, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(tree_build_for(tree, "mm/masks.c")->arch, ==, "x");
	g_assert_nonnull(tree_build_for(tree, "arch/x/mm/a.c"));
	g_assert_null(tree_build_for(tree, "arch/xy/mm/a.c"));
	for (size_t i = 0; i < G_N_ELEMENTS(made); i++) {
		g_autofree char *path = g_build_filename(dir, made[i], NULL);

		g_assert_cmpint(g_remove(path), ==, 0);
	}
}

int main(int argc, char **argv)
{
	g_autofree char *here = g_path_get_dirname(argv[0]);
	int status;

	model = g_build_filename(here, "..", "..", "..", "testdata", "index", NULL);
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/tree/model", test_model);
	g_test_add_func("/tree/no-tree", test_no_tree);
	g_test_add_func("/tree/commands", test_commands);
	g_test_add_func("/tree/builds", test_builds);
	status = g_test_run();
	g_free(model);
	return status;
}
