/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * prepare.h - makes a build of a tree that is fit for our questions: configured,
 * its generated headers made, nothing compiled.
 */
#ifndef PFN_PREPARE_H
#define PFN_PREPARE_H

#include "index/index.h"
#include "tree/tree.h"

struct prepare {
	const char *arch;	/* as make's ARCH= has it: "x86_64" */
	const char *folder;	/* of it below arch/: "x86" */
	const char *dir;	/* absolute: where the build goes */
	const char *part;	/* where it is made */
	unsigned int jobs;
};

/*
 * False and @error if @p->dir exists but does not hold a build, lies in the tree,
 * or if the compiler for the architecture is not installed.
 */
bool prepare_possible(const struct tree *tree, const struct prepare *p,
		      GError **error);

/*
 * The options ("KVM", char *, owned, sorted) that bring the files of @index
 * and those with walks of page tables into a build for the folder @arch,
 * and what these hang on; with those that they are conditional on.  What cannot be
 * had beside the defconfig @config (text of a .config) is left out.  A line of
 * reasoning over Makefiles and Kconfig files (kbuild.h, kconfig.h), no solver, so
 * some of them may not take.  The caller unrefs it.
 */
GPtrArray *prepare_options(const struct tree *tree, const char *arch,
			   const char *config, const struct index *index);

/*
 * Makes the tree's defconfig in @p->part; then, with @options, the rest: "prepare"
 * and "modules_prepare", and @p->dir is replaced by it.  These run the tree's own
 * make.  False and @error (one line, why make gave up).
 */
bool prepare_configure(const struct tree *tree, const struct prepare *p,
		       GError **error);
bool prepare_build(const struct tree *tree, const struct prepare *p,
		   const GPtrArray *options, GError **error);

/* Removes @p->part, if it is there: what is half done must not look prepared. */
void prepare_clear(const struct prepare *p);

#endif
