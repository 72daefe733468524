// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-kept.c - what the index keeps between runs changes no answer: after each change
 * of a tree the index that was kept says what a new one says.
 */
#include <glib/gstdio.h>
#include <unistd.h>

#include "index/index.h"

#define FILES 2100	/* of so many it is kept */

static char *root, *keep;

static void put(const char *file, const char *text)
{
	g_autofree char *path = g_build_filename(root, file, NULL);
	g_autofree char *dir = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(dir, 0755), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void make_tree(void)
{
	root = g_dir_make_tmp("u-kept-XXXXXX", NULL);
	keep = g_build_filename(root, ".keep", NULL);
	put("Makefile", "VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 1\n");
	put("Kbuild", "");
	put("include/linux/mm.h", "#define VM_PFNMAP 0x400\n#define VM_MIXEDMAP 8\n"
	    "#define VM_RAW (VM_PFNMAP | VM_MIXEDMAP)\n");
	put("mm/a.c", "int f(struct vm_area_struct *vma)\n{\n"
	    "	return vma->vm_flags & VM_PFNMAP;\n}\n");
	put("mm/b.c", "int g(struct vm_area_struct *vma)\n{\n"
	    "	return vma->vm_flags & VM_RAW;\n}\n");
	put("mm/c.c", "int h(void)\n{\n	return second(0);\n}\n");
	put("mm/t.c", "#include \"t.inc.c\"\n");
	for (int i = 0; i < FILES; i++) {
		g_autofree char *name = g_strdup_printf("drivers/d%02d/f%d.c",
							i % 30, i);
		g_autofree char *text = g_strdup_printf("int x%d(int y%d);\n",
							i, i * 7);

		put(name, text);
	}
}

/* All that an index says, as lines. */
static char *said(struct kept *kept)
{
	g_autoptr(GError) error = NULL;
	pfn_auto(tree) tree = tree_open(root, NULL, &error);
	pfn_auto(index) index = tree ? index_build(tree, 2, kept, NULL, NULL,
						   &error) : NULL;
	GString *lines = g_string_new(NULL);
	const GPtrArray *carriers;

	g_assert_no_error(error);
	carriers = carrier_set_all(index->carriers);
	for (guint i = 0; i < index->candidates->len; i++) {
		const struct candidate *c = index->candidates->pdata[i];

		for (guint k = 0; k < c->tokens->len; k++) {
			const struct index_token *t = c->tokens->pdata[k];

			g_string_append_printf(lines, "%s:%u:%u %s\n", c->file,
					       t->line, t->column, t->name);
		}
	}
	for (guint i = 0; i < index->callers->len; i++)
		g_string_append_printf(lines, "calls %s\n",
			((struct candidate *)index->callers->pdata[i])->file);
	for (guint i = 0; i < carriers->len; i++) {
		const struct carrier *c = carriers->pdata[i];

		g_string_append_printf(lines, "%s %s:%u %u %d\n", c->name, c->file,
				       c->line, c->flags, c->scope);
	}
	g_string_append_printf(lines, "%s %u", index->headers, index->files);
	return g_string_free(lines, FALSE);
}

static char *said_with_kept(void)
{
	pfn_auto(kept) kept = kept_open(keep);

	g_assert_nonnull(kept);
	return said(kept);
}

/* A run with what was kept, and a second that keeps the first one's. */
static void same(const char *what)
{
	g_autofree char *new = said(NULL);
	g_autofree char *first = said_with_kept();
	g_autofree char *second = said_with_kept();

	g_test_message("%s", what);
	g_assert_cmpstr(first, ==, new);
	g_assert_cmpstr(second, ==, new);
}

static void test_changes(void)
{
	g_autofree char *a = g_build_filename(root, "mm/a.c", NULL);
	g_autofree char *moved = g_build_filename(root, "mm/moved.c", NULL);

	same("nothing kept yet");
	same("all kept");
	put("mm/new.c", "int n(void)\n{\n	return VM_PFNMAP;\n}\n");
	same("a file more");
	put("drivers/d01/f1.c", "int z(struct vm_area_struct *vma)\n{\n"
	    "	return vma->vm_flags & VM_RAW;\n}\n");
	same("a file that begins to read");
	put("mm/second.h", "static inline bool second(struct vm_area_struct *vma)\n"
	    "{\n	return vma->vm_flags & VM_PFNMAP;\n}\n");
	same("a name that carries the flags: an old file reads");
	put("drivers/d01/f1.c", "int x1(int y7);\n");
	same("a file as it was");
	g_assert_cmpint(g_rename(a, moved), ==, 0);
	same("a file under another name");
	put("mm/t.inc.c", "int t(void);\n");
	same("a file that another includes");
	g_assert_cmpint(g_unlink(moved), ==, 0);
	put("include/linux/mm.h", "#define VM_PFNMAP 0x400\n#define VM_RAW 9\n");
	same("a name that carries nothing any more");
}

/* The file of the same size, one moment after it was kept. */
static void test_quick_change(void)
{
	g_autofree char *first = NULL, *second = NULL;

	put("mm/quick.c", "int q = VM_RAW + VM_NONE  ;\n");
	first = said_with_kept();
	put("mm/quick.c", "int q = VM_NONE + VM_PFNMAP;\n");
	second = said_with_kept();
	g_assert_nonnull(strstr(second, "VM_PFNMAP"));
	same("a file that changed at once");
}

static void test_damage(void)
{
	g_autofree char *path = g_build_filename(keep, "words.sqlite", NULL);
	g_autofree char *bytes = NULL;
	gsize len;

	same("kept");
	g_assert_true(g_file_get_contents(path, &bytes, &len, NULL));
	for (gsize i = 5000; i < len; i += 97)
		bytes[i] ^= 0x55;
	g_assert_true(g_file_set_contents(path, bytes, len, NULL));
	same("after damage");
	g_assert_true(g_file_set_contents(path, "no database", -1, NULL));
	same("after the loss of all of it");
}

/* A run that began before another one wrote must not write over it. */
static void test_two_runs(void)
{
	pfn_auto(kept) one = kept_open(keep);
	g_autofree char *a = NULL, *b = NULL;

	put("mm/two.h", "#define VM_TWO VM_PFNMAP\n");
	a = said(one);
	put("mm/one.c", "int o = VM_TWO;\n");
	b = said_with_kept();
	same("two runs");
}

int main(int argc, char **argv)
{
	g_autofree char *remove = NULL;
	int status;

	g_test_init(&argc, &argv, NULL);
	make_tree();
	/* What was changed just now is not kept. */
	g_usleep(4 * G_USEC_PER_SEC);
	g_test_add_func("/kept/changes", test_changes);
	g_test_add_func("/kept/quick-change", test_quick_change);
	g_test_add_func("/kept/damage", test_damage);
	g_test_add_func("/kept/two-runs", test_two_runs);
	status = g_test_run();
	remove = g_strdup_printf("rm -rf '%s'", root);
	g_spawn_command_line_sync(remove, NULL, NULL, NULL, NULL);
	g_free(keep);
	g_free(root);
	return status;
}
