// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-regions.c - which regions of a file spatch dropped, off what it prints: in
 * the file, in the text of a macro, also of its own, and where it lost its way for good.
 */
#include <glib/gstdio.h>

#include "engines/cocci_regions.h"

static const char before[] = "#define OF(p) -> p\nint b;\n";
static const char read_text[] =
	"int f(struct vm_area_struct *vma)\n{\n"
	"\tif (vma->vm_flags & VM_PFNMAP)\n\t\treturn 1;\n\treturn 0;\n}\n\n"
	"int g(struct vm_area_struct *vma)\n{\n"
	"\tif (vma->vm_flags & VM_PFNMAP)\n\treturn 0;\n}\n";

static void put(const char *root, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	g_autofree char *dir = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(dir, 0755), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* "FIRST-LAST" of each region that @err, with %s for the tree, tells of. */
static char *regions(const char *err)
{
	static const char *const files[] = { "mm/x.c", "include/linux/mm.h",
		"Makefile", "Kbuild", "include/linux", "include", "mm", "." };
	g_autofree char *root = g_dir_make_tmp("pfncheck-XXXXXX", NULL);
	g_autofree char *text = g_strconcat(before, read_text, NULL);
	g_auto(GStrv) parts = g_strsplit(err, "%s", -1);
	g_autofree char *full = g_strjoinv(root, parts);
	pfn_auto(answer) answer = answer_new();
	pfn_auto(tree) tree = NULL;
	pfn_auto(index) index = NULL;
	struct engine_run run = { 0 };
	GString *said = g_string_new(NULL);

	put(root, "Makefile", "VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 0\n");
	put(root, "Kbuild", "");
	put(root, "include/linux/mm.h", "#define VM_PFNMAP 1\n");
	put(root, "mm/x.c", text);
	run.tree = tree = tree_open(root, NULL, NULL);
	run.index = index = index_build(tree, 1, NULL, NULL, NULL, NULL);
	cocci_read_regions(full, &run, "mm/x.c", answer);
	for (guint i = 0; i < answer->incomplete->len; i++) {
		const struct incomplete *inc = answer->incomplete->pdata[i];

		g_string_append_printf(said, "%u-%u ", inc->first, inc->last);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_build_filename(root, files[i], NULL);

		g_remove(path);
	}
	return g_string_free(said, FALSE);
}

#define OURS " = File \"%s/mm/x.c\", line "
#define MACRO " = File \"/usr/lib/coccinelle/standard.h\", line 5, column 3\n"

static const struct { const char *err, *want; } cases[] = {
	{ OURS "5, column 3\nbadcount: 3\nbad: {\n"
	  "BAD:!!!!! \tif (vma->vm_flags & VM_PFNMAP)\nbad: \t\treturn 1;\n",
	  "4-6 " },
	/* The lines hold no candidate. */
	{ OURS "1, column 0\nbadcount: 2\nBAD:!!!!! #define OF(p) -> p\nbad: int b;\n", "" },
	/* An error in a macro: the place is where these lines stand. */
	{ MACRO "badcount: 2\nbad: #define OF(p) -> p\nbad: int b;\n", "" },
	{ MACRO "badcount: 2\nbad: {\nbad: \tif (vma->vm_flags & VM_PFNMAP)\n",
	  "4-5 " },
	/* The same in a macro of the file itself, which stands further up. */
	{ OURS "1, column 15\nbadcount: 2\nbad: {\n"
	  "bad: \tif (vma->vm_flags & VM_PFNMAP)\n", "4-5 " },
	{ OURS "1, column 15\nbadcount: 2\nbad: \t\treturn 1;\n"
	  "bad: \treturn 0;\n", "" },
	/* What goes before: the line is the next one that says so. */
	{ OURS "1, column 15\nbadcount: 2\nbad: int b;\n"
	  "bad: int f(struct vm_area_struct *vma)\nbad: {\n"
	  "bad: \tif (vma->vm_flags & VM_PFNMAP)\nbad: \t\treturn 1;\n"
	  "bad: \treturn 0;\nbad: }\n"
	  OURS "1, column 15\nbadcount: 5\nbad: }\nbad: \n"
	  "bad: int g(struct vm_area_struct *vma)\nbad: {\n"
	  "bad: \tif (vma->vm_flags & VM_PFNMAP)\nbad: \treturn 0;\nbad: }\n",
	  "2-8 10-14 " },
	/* Nothing is printed: everything from there on, or of the file. */
	{ OURS "3, column 0\nbadcount: -1\n", "3-15 " },
	{ OURS "14, column 0\nbadcount: 0\nbad: \treturn 0;\n", "" },
	{ MACRO "badcount: 0\n", "2-15 " },
	{ "parsing pass2: try again\n", "" },
};

static void test_regions(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = regions(cases[i].err);

		g_test_message("%zu", i);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/regions/places", test_regions);
	return g_test_run();
}
