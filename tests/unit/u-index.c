// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-index.c - the index of testdata/index against the expectations that stand
 * on its lines (see its README), and of trees with odd files.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "index/index.h"

static char *model;	/* testdata/index */

static struct index *index_of(const char *root, struct tree **tree)
{
	g_autoptr(GError) error = NULL;
	struct index *index;

	*tree = tree_open(root, NULL, &error);
	g_assert_no_error(error);
	index = index_build(*tree, 2, NULL, NULL, NULL, &error);
	g_assert_no_error(error);
	return index;
}

static void add(GHashTable *set, char *line)
{
	g_hash_table_add(set, line);
}

/* "mm/x.c:3 macro 1 tree" of each expectation in @text. */
static void expectations(const char *file, const char *text, GHashTable *set)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (unsigned int i = 0; lines[i]; i++) {
		const char *above = strstr(lines[i], "/* carrier-above: ");
		const char *mark = strstr(lines[i], "/* carrier: ");
		const char *what = above ? above + 18 : mark ? mark + 12 : NULL;
		const char *end = what ? strstr(what, " */") : NULL;

		if (end)
			add(set, g_strdup_printf("%s:%u %.*s", file,
						 i + (above ? 0 : 1),
						 (int)(end - what), what));
	}
}

static void found(const struct index *index, GHashTable *set)
{
	const GPtrArray *all = carrier_set_all(index->carriers);

	for (guint i = 0; i < all->len; i++) {
		static const char *const scopes[] = { "tree", "folder", "file" };
		const struct carrier *c = g_ptr_array_index(all, i);

		add(set, g_strdup_printf("%s:%u %s %u %s", c->file, c->line,
					 carrier_kind_name(c->kind), c->flags,
					 c->function ? c->function :
						       scopes[c->scope]));
	}
}

static unsigned int only_in(GHashTable *a, GHashTable *b, const char *say)
{
	unsigned int n = 0;
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, a);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		if (g_hash_table_contains(b, key))
			continue;
		g_test_message("%s: %s", say, (char *)key);
		n++;
	}
	return n;
}

static const char *const files[] = {
	"include/linux/mm.h", "mm/masks.c", "mm/fields.c", "mm/predicates.c",
	"mm/answers.c", "mm/bitmap.c", "drivers/one/one.c", "drivers/two/two.c",
	"drivers/two/field.c", "arch/x/include/asm/mman.h", "tools/user.c",
};

static GHashTable *set_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void test_carriers(void)
{
	pfn_auto(tree) tree = NULL;
	pfn_auto(index) index = index_of(model, &tree);
	g_autoptr(GHashTable) want = set_new(), got = set_new();

	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *text = tree_read(tree, files[i], NULL);

		expectations(files[i], text, want);
	}
	found(index, got);
	g_assert_cmpuint(g_hash_table_size(want), >, 20);
	g_assert_cmpuint(only_in(want, got, "not found") +
			 only_in(got, want, "not expected"), ==, 0);
}

static void test_candidates(void)
{
	pfn_auto(tree) tree = NULL;
	pfn_auto(index) index = index_of(model, &tree);

	g_assert_cmpuint(index->files, ==, G_N_ELEMENTS(files) - 1);
	g_assert_cmpuint(index->unreadable->len, ==, 0);
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *text = tree_read(tree, files[i], NULL);

		g_test_message("%s", files[i]);
		g_assert_true(!index_find(index, files[i]) ==
			      !!strstr(text, "no candidate"));
	}
	g_assert_true(index_holds(index, "drivers/two/field.c", 5, 5));
	g_assert_false(index_holds(index, "drivers/two/field.c", 1, 4));
	g_assert_false(index_holds(index, "drivers/two/two.c", 1, 99));
}

static void put(const char *root, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	g_autofree char *dir = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(dir, 0755), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static char *small_tree(void)
{
	char *root = g_dir_make_tmp("pfncheck-XXXXXX", NULL);

	put(root, "Makefile", "VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 0\n");
	put(root, "Kbuild", "");
	put(root, "include/linux/mm.h", "#define VM_PFNMAP 1\n");
	put(root, "mm/a.c", "int f(int a)\n{\n\treturn a & VM_PFNMAP;\n}\n");
	return root;
}

static void remove_tree(const char *root)
{
	g_autoptr(GDir) dir = g_dir_open(root, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(root, name, NULL);

		if (g_file_test(path, G_FILE_TEST_IS_DIR) &&
		    !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
			remove_tree(path);
		else
			g_unlink(path);
	}
	g_rmdir(root);
}

static void test_odd_files(void)
{
	g_autofree char *root = small_tree();
	g_autofree char *outside = small_tree();
	g_autofree char *link = g_build_filename(root, "mm/link", NULL);
	g_autofree char *file_link = g_build_filename(root, "mm/l.c", NULL);
	g_autofree char *dangling = g_build_filename(root, "mm/d.c", NULL);
	g_autofree char *fifo = g_build_filename(root, "mm/fifo.c", NULL);
	g_autofree char *folder = g_build_filename(root, "mm/folder.c", NULL);
	g_autofree char *target = g_build_filename(outside, "mm/a.c", NULL);
	pfn_auto(tree) tree = NULL;
	pfn_auto(index) index = NULL;

	put(root, "mm/empty.c", "");
	put(root, "mm/b \"\n\xff.c", "int x = VM_PFNMAP;\n");
	g_assert_cmpint(symlink(outside, link), ==, 0);
	g_assert_cmpint(symlink(target, file_link), ==, 0);
	g_assert_cmpint(symlink("/nowhere.c", dangling), ==, 0);
	g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);
	g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
	index = index_of(root, &tree);
	g_assert_cmpuint(index->candidates->len, ==, 2);
	g_assert_nonnull(index_find(index, "mm/b \"\n\xff.c"));
	g_assert_null(index_find(index, "mm/link/mm/a.c"));
	g_assert_null(index_find(index, "mm/l.c"));
	g_assert_null(tree_read(tree, "mm/l.c", NULL));
	g_assert_cmpuint(index->unreadable->len, ==, 1);
	remove_tree(root);
	remove_tree(outside);
}

static char *digest_of(const char *root)
{
	pfn_auto(tree) tree = NULL;
	pfn_auto(index) index = index_of(root, &tree);

	return g_strdup(index->headers);
}

/* What an answer may depend on changes with the digest, a lone file does not. */
static void test_digest(void)
{
	g_autofree char *root = small_tree();
	g_autofree char *first = NULL, *same = NULL, *lone = NULL;
	g_autofree char *header = NULL, *template = NULL;

	put(root, "mm/template.c", "int t(void) { return 1; }\n");
	put(root, "mm/b.c", "#include \"template.c\"\n");
	first = digest_of(root);
	same = digest_of(root);
	g_assert_cmpstr(same, ==, first);
	put(root, "mm/a.c", "int f;\n");
	lone = digest_of(root);
	g_assert_cmpstr(lone, ==, first);
	put(root, "include/linux/mm.h", "#define VM_PFNMAP 2\n");
	header = digest_of(root);
	g_assert_cmpstr(header, !=, first);
	put(root, "mm/template.c", "int t(void) { return 2; }\n");
	template = digest_of(root);
	g_assert_cmpstr(template, !=, header);
	remove_tree(root);
}

static void test_common_field(void)
{
	g_autofree char *root = small_tree();
	pfn_auto(tree) tree = NULL;
	pfn_auto(index) index = NULL;

	put(root, "mm/store.c", "void s(struct x *x, struct vm_area_struct *v)\n"
	    "{\n\tx->state = !!(v->vm_flags & VM_PFNMAP);\n}\n");
	put(root, "mm/near.c", "int n(struct x *x) { return x->state; }\n");
	for (int i = 0; i < 40; i++) {
		g_autofree char *name = g_strdup_printf("drivers/d%d.c", i);

		put(root, name, "int n(struct x *x) { return x->state; }\n");
	}
	index = index_of(root, &tree);
	g_assert_nonnull(index_find(index, "mm/near.c"));
	g_assert_null(index_find(index, "drivers/d7.c"));
	remove_tree(root);
}

/* Files that rules are about without a flag: no candidates for the checkers. */
static void test_callers(void)
{
	g_autofree char *root = small_tree();
	pfn_auto(tree) tree = NULL;
	pfn_auto(index) index = NULL;
	g_autoptr(GPtrArray) asked = NULL;

	put(root, "drivers/map.c", "int m(struct vm_area_struct *v)\n"
	    "{\n\treturn remap_pfn_range(v, 0, 0, 1, v->p);\n}\n"
	    "struct file_operations o = { .mmap = m };\n");
	put(root, "drivers/helper.c", "int m(struct vm_area_struct *v)\n"
	    "{\n\treturn remap_pfn_range(v, 0, 0, 1, v->p);\n}\n");
	/* Tables of other files name it; a static one no other file can. */
	put(root, "drivers/offered.c", "int m(struct file *f, struct vm_area_struct *v)\n"
	    "{\n\treturn remap_pfn_range(v, 0, 0, 1, v->p);\n}\n");
	put(root, "drivers/kept.c", "static int m(struct file *f, struct vm_area_struct *v)\n"
	    "{\n\treturn remap_pfn_range(v, 0, 0, 1, v->p);\n}\n");
	put(root, "mm/defined.c", "bool pte_special(pte_t p)\n"
	    "{\n\treturn p & 1;\n}\n");
	put(root, "drivers/said.c", "/* like remap_pfn_range() */\nint x;\n");
	put(root, "mm/both.c", "int f(int a, pte_t p)\n{\n"
	    "\treturn a & VM_PFNMAP || pte_special(p);\n}\n");
	index = index_of(root, &tree);
	g_assert_null(index_find(index, "drivers/map.c"));
	g_assert_true(index_holds_call(index, "drivers/map.c", 3, 3));
	g_assert_false(index_holds_call(index, "drivers/map.c", 1, 2));
	g_assert_false(index_holds(index, "drivers/map.c", 3, 3));
	g_assert_true(index_holds_call(index, "mm/both.c", 3, 3));
	asked = index_files(index);
	g_assert_cmpuint(asked->len, ==, 4);
	g_assert_cmpstr(asked->pdata[0], ==, "drivers/map.c");
	g_assert_cmpstr(asked->pdata[1], ==, "drivers/offered.c");
	g_assert_cmpstr(asked->pdata[3], ==, "mm/both.c");
	remove_tree(root);
}

static void git(const char *root, const char *verb, const char *argument)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GSubprocess) process = g_subprocess_new(
		G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "git", "-C", root,
		verb, argument, NULL);

	g_assert_no_error(error);
	g_assert_true(g_subprocess_wait_check(process, NULL, &error));
}

/* What git tracks, and of that what is still there. */
static void test_git(void)
{
	g_autofree char *root = small_tree();
	g_autofree char *gone = g_build_filename(root, "mm/gone.c", NULL);
	pfn_auto(tree) tree = NULL;
	pfn_auto(index) index = NULL;

	put(root, "mm/gone.c", "int x = VM_PFNMAP;\n");
	put(root, "tools/t.c", "int x = VM_PFNMAP;\n");
	git(root, "init", "-q");
	git(root, "add", "-A");
	put(root, "mm/untracked.c", "int x = VM_PFNMAP;\n");
	g_assert_cmpint(g_unlink(gone), ==, 0);
	index = index_of(root, &tree);
	g_assert_true(tree->is_git);
	g_assert_nonnull(index_find(index, "mm/a.c"));
	g_assert_null(index_find(index, "mm/untracked.c"));
	g_assert_null(index_find(index, "mm/gone.c"));
	g_assert_null(index_find(index, "tools/t.c"));
	g_assert_cmpuint(index->unreadable->len, ==, 0);
	remove_tree(root);
}

int main(int argc, char **argv)
{
	g_autofree char *here = g_path_get_dirname(argv[0]);
	int status;

	model = g_build_filename(here, "..", "..", "..", "testdata", "index", NULL);
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/index/carriers", test_carriers);
	g_test_add_func("/index/candidates", test_candidates);
	g_test_add_func("/index/odd-files", test_odd_files);
	g_test_add_func("/index/digest", test_digest);
	g_test_add_func("/index/common-field", test_common_field);
	g_test_add_func("/index/callers", test_callers);
	g_test_add_func("/index/git", test_git);
	status = g_test_run();
	g_free(model);
	return status;
}
