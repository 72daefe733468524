/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * prepare.h - makes a build of a tree that is fit for our questions: configured,
 * its generated headers made, nothing compiled.
 */
#ifndef PFN_PREPARE_H
#define PFN_PREPARE_H

#include "tree/tree.h"

struct prepare {
	char *arch;		/* as make's ARCH= has it: "x86", "arm64" */
	char *dir;		/* absolute: where the build goes */
	unsigned int jobs;
};

/* False and @error if the folder is somebody's, or there is no compiler. */
bool prepare_possible(const struct prepare *p, GError **error);

/*
 * The options ("KVM", char *, owned, sorted) that bring files of @files (char *,
 * relative) into a build for @arch, and what these hang on; with those that the
 * walks of page tables are conditional on.  From the tree's Makefiles and its
 * Kconfig files (Documentation/kbuild/kconfig-language.rst): a line of reasoning,
 * no solver, so some of them may not take.  The caller unrefs it.
 */
GPtrArray *prepare_options(const struct tree *tree, const char *arch,
			   const GPtrArray *files);

/*
 * Runs the tree's own make: its defconfig with @options, then "prepare" and
 * "modules_prepare", beside @p->dir, which the result replaces in the end.  False
 * and @error (one line, the first that make says) leaves nothing behind.
 */
bool prepare_run(const struct tree *tree, const struct prepare *p,
		 const GPtrArray *options, GError **error);

#endif
