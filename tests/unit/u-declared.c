// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-declared.c - what a rewrite mentions must be declared by the tree: spelled in a
 * comment, a call or another file's text it is not.  Each name is taken away once.
 */
#include <glib/gstdio.h>

#include "rewrite/declared.h"
#include "tree/tree.h"

static void put(const char *root, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	g_autofree char *dir = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(dir, 0755), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static const char *const declarations[] = {
	"bool vma_is_cow_mapping(const struct vm_area_struct *vma);\n",
	"#define pud_leaf(x) false\n",
	"struct lookup {\n\tunsigned long pfn;\n\tbool special;\n};\n",
	"enum { WALK_ONE, WALK_TWO };\n",
	"#define DECLARE_BIT(name) VMA_##name##_BIT\nenum { DECLARE_BIT(PFNMAP) };\n",
};

/* A tree that declares all of them but number @without. */
static struct tree *tree_without(char *root, size_t without)
{
	g_autoptr(GString) text = g_string_new("/* vma_is_cow_mapping(), pud_leaf() */\n"
		"static inline void user(void)\n{\n\tvma_is_cow_mapping(0);\n"
		"\tuse(pud_leaf(1), WALK_TWO, VMA_PFNMAP_BIT);\n}\n");
	g_autoptr(GError) error = NULL;
	struct tree *tree;

	for (size_t i = 0; i < G_N_ELEMENTS(declarations); i++)
		if (i != without)
			g_string_append(text, declarations[i]);
	put(root, "Makefile", "VERSION = 7\nPATCHLEVEL = 3\nSUBLEVEL = 0\n");
	put(root, "Kbuild", "");
	put(root, "include/linux/mm.h", text->str);
	tree = tree_open(root, NULL, &error);
	g_assert_no_error(error);
	return tree;
}

static void remove_tree(char *root)
{
	static const char *const names[] = {
		"Makefile", "Kbuild", "include/linux/mm.h", "include/linux", "include", "",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = g_build_filename(root, names[i], NULL);

		g_assert_cmpint(g_remove(path), ==, 0);
	}
	g_free(root);
}

static const char before[] = "int f(struct vm_area_struct *vma)\n{\n\treturn 0;\n}\n";
static const char after[] =
	"int f(struct vm_area_struct *vma)\n{\n\tstruct lookup args = { .special = 1 };\n"
	"\tint mine = VMA_PFNMAP_BIT;\n\n\tif (vma_is_cow_mapping(vma) || pud_leaf(mine))\n"
	"\t\treturn args.pfn;\n\treturn WALK_TWO;\n}\n";

static char *missing_without(size_t without)
{
	char *root = g_dir_make_tmp("pfncheck-XXXXXX", NULL);
	pfn_auto(tree) tree = tree_without(root, without);
	pfn_auto(declared) d = declared_new(tree);
	char *missing = declared_missing(d, "mm/a.c", before, after);

	remove_tree(root);
	return missing;
}

static void test_taken_away(void)
{
	static const char *const names[] = {
		"vma_is_cow_mapping()", "pud_leaf()", "struct lookup", "WALK_TWO",
		"VMA_PFNMAP_BIT", NULL,
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *missing = missing_without(i);

		g_assert_cmpstr(missing, ==, names[i]);
	}
}

/* A field of a struct that is there, and what an earlier patch adds. */
static void test_added(void)
{
	char *root = g_dir_make_tmp("pfncheck-XXXXXX", NULL);
	pfn_auto(tree) tree = tree_without(root, 99);
	pfn_auto(declared) d = declared_new(tree);
	static const char later[] = "int f(struct lookup *l)\n{\n\treturn l->writable;\n}\n";
	static const char helper[] = "int f(void)\n{\n\treturn pte_is_raw(0);\n}\n";
	g_autofree char *field = declared_missing(d, "mm/a.c", before, later);
	g_autofree char *first = declared_missing(d, "mm/a.c", before, helper);
	g_autofree char *then = NULL;

	g_assert_cmpstr(field, ==, "a field 'writable'");
	g_assert_cmpstr(first, ==, "pte_is_raw()");
	declared_add(d, "include/linux/pagewalk.h",
		     "static inline bool pte_is_raw(pte_t pte)\n{\n\treturn false;\n}\n");
	then = declared_missing(d, "mm/a.c", before, helper);
	g_assert_null(then);
	remove_tree(root);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/declared/taken-away", test_taken_away);
	g_test_add_func("/declared/added", test_added);
	return g_test_run();
}
