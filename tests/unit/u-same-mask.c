// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-same-mask.c - what a predicate tests is read off its body, whatever it is
 * called; what asks for more than a mask has none.
 */
#include <glib/gstdio.h>

#include "index/index.h"
#include "index/same_mask.h"

static const char header[] =
"#define VM_TWO (VM_PFNMAP | VM_MIXEDMAP)\n"
"#define VMA_THREE mk_vma_flags(VMA_IO_BIT, VMA_PFNMAP_BIT, VMA_MIXEDMAP_BIT)\n"
"#define VM_LESS (VM_TWO & ~VM_MIXEDMAP)\n"
"static inline bool blue_moon(const vma_flags_t *f)\n"
"{\n\treturn !vma_flags_test_any_mask(f, VMA_THREE);\n}\n"
"static inline bool blue_sky(const struct vm_area_struct *v)\n"
"{\n\treturn !(blue_moon(&v->flags));\n}\n"
"static inline bool grey(struct vm_area_struct *v)\n"
"{\n\treturn v->vm_flags & VM_TWO;\n}\n"
"static inline bool value(vm_flags_t flags)\n"
"{\n\treturn !!(flags & (VM_DONTEXPAND | VM_PFNMAP));\n}\n"
/* None of these is a mask and nothing else. */
"static inline bool two_reasons(struct vm_area_struct *v)\n"
"{\n\treturn v->vm_file && (v->vm_flags & VM_TWO);\n}\n"
"static inline bool two_statements(struct vm_area_struct *v)\n"
"{\n\tif (v->vm_flags & VM_PFNMAP)\n\t\treturn true;\n\treturn false;\n}\n"
"static inline bool all_bits(const struct vm_area_struct *v)\n"
"{\n\treturn vma_test_all(v, VMA_PFNMAP_BIT, VMA_MIXEDMAP_BIT);\n}\n"
"static inline bool taken_out(struct vm_area_struct *v)\n"
"{\n\treturn v->vm_flags & VM_LESS;\n}\n"
"static inline bool two_masks(struct vm_area_struct *v, vm_flags_t more)\n"
"{\n\treturn v->vm_flags & (VM_PFNMAP | more);\n}\n"
"#ifdef CONFIG_A\n"
"static inline bool by_config(struct vm_area_struct *v)\n"
"{\n\treturn v->vm_flags & VM_PFNMAP;\n}\n"
"#else\n"
"static inline bool by_config(struct vm_area_struct *v)\n"
"{\n\treturn false;\n}\n"
"#endif\n";

static void put(const char *root, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	g_autofree char *dir = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(dir, 0755), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void take(const char *root, const char *name)
{
	g_autofree char *path = g_build_filename(root, name, NULL);

	g_assert_cmpint(g_remove(path), ==, 0);
}

static void test_masks(void)
{
	g_autofree char *root = g_dir_make_tmp("pfncheck-XXXXXX", NULL);
	g_autoptr(JsonBuilder) b = json_builder_new();
	g_autoptr(JsonNode) all = NULL;
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	pfn_auto(tree) tree = NULL;
	pfn_auto(index) index = NULL;

	put(root, "Makefile", "VERSION = 7\nPATCHLEVEL = 4\nSUBLEVEL = 0\nEXTRAVERSION =\n");
	put(root, "Kbuild", "");
	put(root, "include/linux/mm.h", header);
	/* Not of the mm's API: a file may not see it. */
	put(root, "mm/own.h", "static inline bool own(struct vm_area_struct *v)\n"
	    "{\n\treturn v->vm_flags & VM_PFNMAP;\n}\n");
	tree = tree_open(root, NULL, &error);
	g_assert_no_error(error);
	index = index_build(tree, 1, NULL, NULL, NULL, &error);
	g_assert_no_error(error);
	json_builder_begin_object(b);
	same_mask_add(b, tree, index->carriers);
	json_builder_end_object(b);
	all = json_builder_get_root(b);
	text = json_to_string(all, FALSE);
	g_assert_cmpstr(text, ==,
		"{\"same\":{"
		"\"blue_moon\":{\"about\":\"flags\",\"flags\":"
		"[\"IO\",\"MIXEDMAP\",\"PFNMAP\"],\"clear\":true},"
		"\"blue_sky\":{\"about\":\"vma\",\"flags\":"
		"[\"IO\",\"MIXEDMAP\",\"PFNMAP\"],\"clear\":false},"
		"\"grey\":{\"about\":\"vma\",\"flags\":"
		"[\"MIXEDMAP\",\"PFNMAP\"],\"clear\":false},"
		"\"value\":{\"about\":\"value\",\"flags\":"
		"[\"DONTEXPAND\",\"PFNMAP\"],\"clear\":false}},"
		"\"macros\":{"
		"\"VM_TWO\":[\"MIXEDMAP\",\"PFNMAP\"],"
		"\"VMA_THREE\":[\"IO\",\"MIXEDMAP\",\"PFNMAP\"]}}");
	take(root, "mm/own.h");
	take(root, "mm");
	take(root, "include/linux/mm.h");
	take(root, "include/linux");
	take(root, "include");
	take(root, "Kbuild");
	take(root, "Makefile");
	take(root, "");
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/same-mask/masks", test_masks);
	return g_test_run();
}
