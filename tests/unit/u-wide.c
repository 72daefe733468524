// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-wide.c - a mask that asks more than "are there pfns" makes a note, wherever
 * its bits come from; what only stands near does not.
 */
#include <glib/gstdio.h>

#include "findings/wide.h"
#include "index/index.h"

static const char header[] =
"#define VM_PFNS (VM_PFNMAP | VM_MIXEDMAP | VM_IO)\n"
"#define VM_MORE (VM_PFNS | VM_DONTEXPAND)\n"
"static inline bool is_pfns(struct vm_area_struct *v)\n"
"{\n\treturn v->vm_flags & VM_PFNS;\n}\n"
"static inline bool is_more(struct vm_area_struct *v)\n"
"{\n\treturn !(v->vm_flags & VM_MORE);\n}\n"
"static inline bool is_more_yet(struct vm_area_struct *v)\n"
"{\n\treturn is_more(v);\n}\n";

/* One read a line; what follows "want:" is said of it, nothing where it is empty. */
static const char file[] =
"int f(struct vm_area_struct *v, unsigned long addr)\n"
"{\n"
"\tif (v->vm_flags & VM_PFNMAP) return 1; /* want: */\n"
"\tif (v->vm_flags & (VM_IO | VM_PFNMAP)) return 1; /* want: */\n"
"\tif (v->vm_flags & VM_PFNS) return 1; /* want: */\n"
"\tif (is_pfns(v)) return 1; /* want: */\n"
"\tif (v->vm_flags & (VM_PFNMAP | VM_LOCKED)) return 1; /* want: VM_LOCKED */\n"
"\tif (v->vm_flags & VM_MORE) return 1; /* want: VM_DONTEXPAND */\n"
"\tif (vma_test_any(v, VMA_PFNMAP_BIT, VMA_LOCKED_BIT)) return 1; /* want: VM_LOCKED */\n"
"\tif (is_more(v)) return 1; /* want: VM_DONTEXPAND */\n"
"\tif (is_more_yet(v)) return 1; /* want: VM_DONTEXPAND */\n"
/* Another question beside it, and other words of the line, are no bits of the mask. */
"\tif (v->vm_flags & VM_PFNMAP && v->vm_flags & VM_LOCKED) return 1; /* want: */\n"
"\tif (v->vm_flags & VM_PFNMAP) return addr & VM_LOCKED; /* want: */\n"
"\treturn 0;\n"
"}\n"
"int g(struct vm_area_struct *v)\n"
"{\n"
"\tunsigned long mask = VM_PFNMAP;\n"
"\tmask |= VM_HUGETLB;\n"
"\treturn v->vm_flags & mask ? 1 : 0; /* want: VM_HUGETLB */\n"
"}\n"
/* The same name in another function is another mask. */
"int h(struct vm_area_struct *v)\n"
"{\n"
"\tunsigned long mask = VM_PFNMAP;\n"
"\treturn v->vm_flags & mask ? 1 : 0; /* want: */\n"
"}\n";

struct fixture {
	char *root;
	struct tree *tree;
	struct index *index;
};

static void put(const char *root, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	g_autofree char *dir = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(dir, 0755), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void set_up(struct fixture *x)
{
	g_autoptr(GError) error = NULL;

	x->root = g_dir_make_tmp("pfncheck-XXXXXX", NULL);
	put(x->root, "Makefile", "VERSION = 7\nPATCHLEVEL = 3\nSUBLEVEL = 0\nEXTRAVERSION =\n");
	put(x->root, "Kbuild", "");
	put(x->root, "include/linux/mm.h", header);
	put(x->root, "mm/file.c", file);
	x->tree = tree_open(x->root, NULL, &error);
	g_assert_no_error(error);
	x->index = index_build(x->tree, 1, NULL, NULL, NULL, &error);
	g_assert_no_error(error);
}

static void tear_down(struct fixture *x)
{
	static const char *const names[] = {
		"mm/file.c", "mm", "include/linux/mm.h", "include/linux", "include",
		"Kbuild", "Makefile", "",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = g_build_filename(x->root, names[i], NULL);

		g_assert_cmpint(g_remove(path), ==, 0);
	}
	index_free(x->index);
	tree_free(x->tree);
	g_free(x->root);
}

/* A warning at the first candidate token of each line that says what it wants. */
static GPtrArray *findings_of(const struct fixture *x)
{
	const struct candidate *c = index_find(x->index, "mm/file.c");
	g_auto(GStrv) lines = g_strsplit(file, "\n", -1);
	GPtrArray *findings = g_ptr_array_new_with_free_func(
			(GDestroyNotify)finding_free);
	unsigned int last = 0;

	g_assert_nonnull(c);
	for (guint i = 0; i < c->tokens->len; i++) {
		const struct index_token *t = c->tokens->pdata[i];
		struct finding *f;

		if (t->line == last || !strstr(lines[t->line - 1], "want:"))
			continue;
		last = t->line;
		f = finding_new(rule_get(RULE_WALK_GATE), "mm/file.c", t->line,
				t->column, NULL);
		f->level = LEVEL_WARNING;
		g_ptr_array_add(findings, f);
	}
	return findings;
}

static void check_line(const struct finding *f, const char *line)
{
	const char *want = strstr(line, "want:") + strlen("want:");
	g_autofree char *bits = g_strndup(want, strcspn(want, "*"));

	g_strstrip(bits);
	g_test_message("%s", line);
	if (!*bits) {
		g_assert_null(f->message);
		g_assert_cmpint(f->level, ==, LEVEL_WARNING);
	} else {
		g_autofree char *text = g_strdup_printf(
			"it asks %s too, so it decides about the whole VMA", bits);

		g_assert_cmpstr(f->message, ==, text);
		g_assert_cmpint(f->level, ==, LEVEL_NOTE);
	}
}

static void test_masks(void)
{
	g_auto(GStrv) lines = g_strsplit(file, "\n", -1);
	g_autoptr(GPtrArray) findings = NULL;
	struct fixture x = { 0 };
	unsigned int wants = 0;

	set_up(&x);
	findings = findings_of(&x);
	for (char **l = lines; *l; l++)
		wants += strstr(*l, "want:") != NULL;
	g_assert_cmpuint(findings->len, ==, wants);
	wide_mark(findings, x.tree, x.index->carriers);
	for (guint i = 0; i < findings->len; i++) {
		const struct finding *f = findings->pdata[i];

		check_line(f, lines[f->line - 1]);
	}
	tear_down(&x);
}

/* What was said before stays, and a note is left alone. */
static void test_message(void)
{
	g_autoptr(GPtrArray) findings = NULL;
	struct fixture x = { 0 };
	struct finding *said = NULL, *note = NULL;

	set_up(&x);
	findings = findings_of(&x);
	for (guint i = 0; i < findings->len; i++) {
		struct finding *f = findings->pdata[i];

		if (f->line == 7)
			said = f;
		if (f->line == 8)
			note = f;
	}
	g_assert_true(said && note);
	said->message = g_strdup("it rejects");
	note->level = LEVEL_NOTE;
	wide_mark(findings, x.tree, x.index->carriers);
	g_assert_cmpstr(said->message, ==,
		"it rejects; it asks VM_LOCKED too, so it decides about the whole VMA");
	g_assert_null(note->message);
	tear_down(&x);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/wide/masks", test_masks);
	g_test_add_func("/wide/message", test_message);
	return g_test_run();
}
