// SPDX-License-Identifier: GPL-2.0-only
/*
 * prepare.c - runs make, aside, and puts the result in place.
 */
#include <stdio.h>

#include "prepare.h"
#include "tree/arch.h"
#include "tree/file.h"
#include "tree/leave.h"
#include "tree/proc.h"

/* What a make around us says to its own children. */
static const char *const environment[] = {
	"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "LC_ALL=C", NULL
};

static bool fail(GError **error, const char *what, const char *why)
{
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE, "prepare: %s%s%s", what,
		    *why ? ": " : "", why);
	return false;
}

/* The line that says why make gave up, else the last; the caller frees it. */
static char *reason_of(const struct proc_output *output)
{
	g_auto(GStrv) lines = g_strsplit(output->err, "\n", -1);
	const char *reason = "";

	for (char **l = lines; *l; l++) {
		/* Kbuild frames some messages with lines of asterisks. */
		if (!(*l)[strspn(*l, "* ")])
			continue;
		reason = *l;
		if (strstr(*l, "error:") || strstr(*l, "***") ||
		    strstr(*l, "not found"))
			break;
	}
	return g_strdup(reason);
}

static bool run(const char *what, const GPtrArray *argv, GError **error)
{
	struct proc_output output = { 0 };
	g_autofree char *why = NULL;
	bool ok;

	if (!proc_run(NULL, environment, (const char *const *)argv->pdata, &output,
		      error))
		return false;
	ok = output.end == PROC_EXITED && !output.status;
	if (!ok) {
		why = output.end == PROC_EXITED ? reason_of(&output) :
						  g_strdup(proc_end_text(output.end));
		fail(error, what, why);
	}
	proc_output_clear(&output);
	return ok;
}

static bool has_program(const char *prefix, const char *name)
{
	g_autofree char *whole = g_strconcat(prefix, name, NULL);
	g_autofree char *path = g_find_program_in_path(whole);

	return path;
}

/* "LLVM=1" where only clang can; "" for what is named or the machine's own. */
static const char *toolchain(const char *folder, GError **error)
{
	const char *cross = g_getenv("CROSS_COMPILE");

	if (g_getenv("LLVM"))
		return "";
	if (cross && *cross) {
		if (has_program(cross, "gcc"))
			return "";
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "prepare: CROSS_COMPILE is '%s', and there is no '%sgcc'",
			    cross, cross);
		return NULL;
	}
	if (arch_is_native(folder))
		return "";
	if (has_program("", "clang") && has_program("", "ld.lld"))
		return "LLVM=1";
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "prepare: no compiler for %s: set CROSS_COMPILE, or install clang and lld",
		    folder);
	return NULL;
}

/* make -s -C TREE O=PART ARCH=A [LLVM=1] -jN TARGET...; elements are owned. */
static GPtrArray *make_command(const struct tree *tree, const struct prepare *p,
			       const char *llvm, const char *const *targets)
{
	GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);

	g_ptr_array_add(argv, g_strdup("make"));
	g_ptr_array_add(argv, g_strdup("-s"));
	g_ptr_array_add(argv, g_strdup("-C"));
	g_ptr_array_add(argv, g_strdup(tree->root));
	g_ptr_array_add(argv, g_strdup_printf("O=%s", p->part));
	g_ptr_array_add(argv, g_strdup_printf("ARCH=%s", p->arch));
	if (*llvm)
		g_ptr_array_add(argv, g_strdup(llvm));
	g_ptr_array_add(argv, g_strdup_printf("-j%u", p->jobs));
	for (const char *const *t = targets; *t; t++)
		g_ptr_array_add(argv, g_strdup(*t));
	g_ptr_array_add(argv, NULL);
	return argv;
}

static bool make(const struct tree *tree, const struct prepare *p,
		 const char *const *targets, GError **error)
{
	const char *llvm = toolchain(p->folder, error);
	g_autoptr(GPtrArray) argv = NULL;
	g_autofree char *what = NULL;

	if (!llvm)
		return false;
	argv = make_command(tree, p, llvm, targets);
	what = g_strdup_printf("'make %s' for %s failed", *targets, p->arch);
	return run(what, argv, error);
}

/* Of two lines about an option the later one counts; olddefconfig tidies up. */
static bool set_options(const struct prepare *p, const GPtrArray *options,
			GError **error)
{
	g_autofree char *name = g_build_filename(p->part, ".config", NULL);
	g_autofree char *config = file_read(name, error);
	g_autoptr(GString) text = g_string_new(config);

	if (!config)
		return false;
	for (guint i = 0; i < options->len; i++)
		g_string_append_printf(text, "CONFIG_%s=y\n",
				       (char *)options->pdata[i]);
	return file_write(name, text->str, error);
}

/* What is replaced must be a build: a folder of anybody's files is not. */
static bool may_replace(const char *dir, GError **error)
{
	g_autoptr(GDir) d = g_dir_open(dir, 0, NULL);
	g_autofree char *config = g_build_filename(dir, ".config", NULL);
	g_autofree char *source = g_build_filename(dir, "Kconfig", NULL);

	if (!g_file_test(dir, G_FILE_TEST_EXISTS) || (d && !g_dir_read_name(d)))
		return true;
	if (g_file_test(config, G_FILE_TEST_EXISTS) &&
	    !g_file_test(source, G_FILE_TEST_EXISTS))
		return true;
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "prepare: '%s' exists and does not hold a build: give another -o", dir);
	return false;
}

/* Nothing is written into a tree that is scanned, so the build must be outside. */
static bool is_outside(const struct tree *tree, const char *dir, GError **error)
{
	size_t n = strlen(tree->root);

	if (strncmp(dir, tree->root, n) || (dir[n] && dir[n] != '/'))
		return true;
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "prepare: '%s' is in the tree, which stays as it is: give -o a folder outside",
		    dir);
	return false;
}

bool prepare_possible(const struct tree *tree, const struct prepare *p,
		      GError **error)
{
	return is_outside(tree, p->dir, error) && may_replace(p->dir, error) &&
	       toolchain(p->folder, error);
}

bool prepare_configure(const struct tree *tree, const struct prepare *p,
		       GError **error)
{
	const char *const defconfig[] = { "defconfig", NULL };

	leave_remove_folder(p->part);
	if (g_mkdir_with_parents(p->part, 0777))
		return fail(error, "cannot make the folder", p->part);
	leave_add_folder(p->part, -1);
	return make(tree, p, defconfig, error);
}

bool prepare_build(const struct tree *tree, const struct prepare *p,
		   const GPtrArray *options, GError **error)
{
	const char *const complete[] = { "olddefconfig", NULL };
	const char *const prepare[] = { "prepare", "modules_prepare", NULL };

	if (!set_options(p, options, error) ||
	    !make(tree, p, complete, error) || !make(tree, p, prepare, error))
		return false;
	leave_drop_folder(p->part);
	leave_remove_folder(p->dir);
	return !rename(p->part, p->dir) ||
	       fail(error, "cannot rename", p->part);
}

void prepare_clear(const struct prepare *p)
{
	leave_drop_folder(p->part);
	leave_remove_folder(p->part);
}
