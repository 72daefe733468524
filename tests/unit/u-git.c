// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-git.c - tracked files, changed lines and staged contents of a small
 * repository whose names are as odd as git allows.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "tree/git.h"
#include "tree/git_run.h"

#define ODD "d/a \"q\"\n\t\\x.c"

static void run_in(const char *root, const char *const *args)
{
	g_autoptr(GSubprocessLauncher) l =
		g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
	g_autoptr(GPtrArray) argv = g_ptr_array_new();
	g_autoptr(GSubprocess) git = NULL;
	g_autoptr(GError) error = NULL;
	static const char *const fixed[] = {
		"git", "-c", "user.name=a", "-c", "user.email=a@b", "-c",
		"commit.gpgsign=false", "-c", "core.hooksPath=/nowhere",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
		g_ptr_array_add(argv, (gpointer)fixed[i]);
	for (; *args; args++)
		g_ptr_array_add(argv, (gpointer)*args);
	g_ptr_array_add(argv, NULL);
	g_subprocess_launcher_set_cwd(l, root);
	git = g_subprocess_launcher_spawnv(
		l, (const char *const *)argv->pdata, &error);
	g_assert_no_error(error);
	g_assert_true(g_subprocess_wait_check(git, NULL, &error));
}

#define RUN(root, ...) \
	run_in(root, (const char *const []){ __VA_ARGS__, NULL })

static void put(const char *root, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	g_autofree char *dir = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(dir, 0755), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static char *repository(void)
{
	char *root = g_dir_make_tmp("pfncheck-XXXXXX", NULL);

	RUN(root, "init", "-q");
	put(root, "a.c", "1\n2\n3\n4\n");
	put(root, ODD, "1\n2\n");
	put(root, "gone.c", "1\n");
	RUN(root, "add", "-A");
	RUN(root, "commit", "-qm", "first");
	/* What a user's configuration may say. */
	RUN(root, "config", "diff.mnemonicPrefix", "true");
	RUN(root, "config", "diff.noprefix", "true");
	RUN(root, "config", "color.ui", "always");
	RUN(root, "config", "diff.renames", "copies");
	RUN(root, "config", "diff.context", "7");
	return root;
}

static void remove_tree(const char *root)
{
	g_autoptr(GDir) dir = g_dir_open(root, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(root, name, NULL);

		if (g_file_test(path, G_FILE_TEST_IS_DIR))
			remove_tree(path);
		else
			g_unlink(path);
	}
	g_rmdir(root);
}

static void test_list(void)
{
	g_autofree char *root = repository();
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) files = NULL;

	put(root, "untracked.c", "");
	files = git_list_files(root, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(files->len, ==, 3);
	g_assert_cmpstr(g_ptr_array_index(files, 1), ==, ODD);
	remove_tree(root);
}

static void test_since(void)
{
	g_autofree char *root = repository();
	g_autoptr(GError) error = NULL;
	pfn_auto(git_changes) changes = NULL;
	g_autoptr(GPtrArray) files = NULL;
	g_autofree char *gone = g_build_filename(root, "gone.c", NULL);

	put(root, "a.c", "1\ntwo\n3\n5\n6\n");
	put(root, ODD, "1\n2\n+++ b/a.c\n@@ -1 +1 @@\n");
	g_unlink(gone);
	changes = git_changes_since(root, "HEAD", &error);
	g_assert_no_error(error);
	g_assert_false(git_changes_hold(changes, "a.c", 1, 1));
	g_assert_true(git_changes_hold(changes, "a.c", 2, 2));
	g_assert_false(git_changes_hold(changes, "a.c", 3, 3));
	g_assert_true(git_changes_hold(changes, "a.c", 3, 4));
	g_assert_false(git_changes_hold(changes, "a.c", 6, 9));
	g_assert_true(git_changes_hold(changes, ODD, 3, 3));
	g_assert_false(git_changes_hold(changes, ODD, 1, 2));
	files = git_changes_files(changes);
	g_assert_cmpuint(files->len, ==, 3);
	g_assert_cmpstr(g_ptr_array_index(files, 2), ==, "gone.c");
	g_assert_cmpstr(git_changes_old_file(changes, "gone.c"), ==, "gone.c");
	g_assert_false(git_changes_hold(changes, "gone.c", 1, 9));
	remove_tree(root);
}

/* Only what is in the index counts, whatever the work tree holds by now. */
static void test_staged(void)
{
	g_autofree char *root = repository();
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	pfn_auto(git_changes) changes = NULL;

	put(root, ODD, "1\n2\n3\n");
	RUN(root, "add", "-A");
	put(root, ODD, "0\n1\n2\n3\n4\n");
	put(root, "a.c", "x\n");
	changes = git_changes_staged(root, &error);
	g_assert_no_error(error);
	g_assert_true(git_changes_hold(changes, ODD, 3, 3));
	g_assert_false(git_changes_hold(changes, ODD, 4, 5));
	g_assert_false(git_changes_hold(changes, "a.c", 1, 9));
	text = git_staged(root, ODD, &error);
	g_assert_cmpstr(text, ==, "1\n2\n3\n");
	g_assert_null(git_staged(root, "none.c", &error));
	g_assert_error(error, PFN_ERROR, PFN_EXIT_USAGE);
	remove_tree(root);
}

/* A renamed file is as old as its lines, and lines know where they stood. */
static void test_renamed(void)
{
	g_autofree char *root = repository();
	g_autoptr(GError) error = NULL;
	pfn_auto(git_changes) changes = NULL;

	put(root, "a.c", "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
	RUN(root, "commit", "-qam", "longer");
	RUN(root, "mv", "a.c", "b.c");
	put(root, "b.c", "0\n1\n2\n4\n5\n6\nseven\n8\n9\n");
	put(root, "new.c", "x\n");
	RUN(root, "add", "-A");
	changes = git_changes_staged(root, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(git_changes_old_file(changes, "b.c"), ==, "a.c");
	g_assert_cmpstr(git_changes_old_file(changes, ODD), ==, ODD);
	g_assert_null(git_changes_old_file(changes, "new.c"));
	g_assert_true(git_changes_touch(changes, "b.c"));
	g_assert_false(git_changes_touch(changes, ODD));
	g_assert_cmpuint(git_changes_old_line(changes, "b.c", 1), ==, 0);
	g_assert_cmpuint(git_changes_old_line(changes, "b.c", 3), ==, 2);
	g_assert_cmpuint(git_changes_old_line(changes, "b.c", 4), ==, 4);
	g_assert_cmpuint(git_changes_old_line(changes, "b.c", 7), ==, 0);
	g_assert_cmpuint(git_changes_old_line(changes, "b.c", 9), ==, 9);
	g_assert_cmpuint(git_changes_old_line(changes, ODD, 2), ==, 2);
	/* Line 3 went from between them. */
	g_assert_true(git_changes_hold(changes, "b.c", 3, 4));
	g_assert_false(git_changes_hold(changes, "b.c", 3, 3));
	g_assert_false(git_changes_hold(changes, "b.c", 4, 6));
	remove_tree(root);
}

static void test_first_commit(void)
{
	g_autofree char *root = g_dir_make_tmp("pfncheck-XXXXXX", NULL);
	g_autoptr(GError) error = NULL;
	pfn_auto(git_changes) changes = NULL;

	RUN(root, "init", "-q");
	put(root, "a.c", "1\n2\n");
	RUN(root, "add", "-A");
	changes = git_changes_staged(root, &error);
	g_assert_no_error(error);
	g_assert_true(git_changes_hold(changes, "a.c", 2, 2));
	remove_tree(root);
}

static void expect_no_revision(const char *root, const char *rev)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(git_changes_since(root, rev, &error));
	g_assert_error(error, PFN_ERROR, PFN_EXIT_USAGE);
	g_assert_null(strchr(error->message, '\n'));
	g_test_message("%s", error->message);
}

static void test_no_revision(void)
{
	g_autofree char *root = repository();
	g_autofree char *empty = g_dir_make_tmp("pfncheck-XXXXXX", NULL);

	expect_no_revision(root, "nothing");
	expect_no_revision(root, "");
	expect_no_revision(root, "--output=owned");
	expect_no_revision(empty, "HEAD");
	remove_tree(root);
	remove_tree(empty);
}

static const struct { const char *text; gsize len; bool good; } diffs[] = {
	{ "", 0, true },
#define DIFF(text, good) { text, sizeof(text) - 1, good }
	DIFF(":1 2 a b M\0a.c\0\0diff --git a b\n@@ -1 +2,3 @@\n", true),
	DIFF(":1 2 a b M\0a.c\0\0diff --git a b\n@@ -1 +0,0 @@\n", true),
	DIFF(":1 2 a b M\0a.c\0\0diff --git a b\n@@ -1 +x @@\n", false),
	DIFF(":1 2 a b M\0a.c\0\0diff --git a b\n@@ -1 +2,x @@\n", false),
	DIFF(":1 2 a b M\0a.c\0\0diff --git a b\n@@ -1 @@\n", false),
	DIFF(":1 2 a b M\0a.c\0\0diff --git a b\n@@ +1 @@\n", false),
	DIFF(":1 2 a b M\0a.c\0\0@@ -1 +1 @@\n", false),
	DIFF(":1 2 a b R100\0a.c\0b.c\0\0diff --git a b\n", true),
	DIFF(":1 2 a b R100\0a.c", false),
	DIFF(":1 2 a b R100\0a.c\0b.c", true),
	DIFF(":1 2 a b M\0a.c\0\0diff --git a b\ndiff --git c d\n", false),
	DIFF(":1 2 a b M", false),
};

static void test_parse(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(diffs); i++) {
		pfn_auto(git_changes) changes = git_changes_new();
		g_autoptr(GError) error = NULL;

		g_assert_true(git_parse_diff(changes, diffs[i].text,
					     diffs[i].len, &error) ==
			      diffs[i].good);
		g_assert_true(!error == diffs[i].good);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/git/list", test_list);
	g_test_add_func("/git/since", test_since);
	g_test_add_func("/git/staged", test_staged);
	g_test_add_func("/git/renamed", test_renamed);
	g_test_add_func("/git/first-commit", test_first_commit);
	g_test_add_func("/git/no-revision", test_no_revision);
	g_test_add_func("/git/parse", test_parse);
	return g_test_run();
}
