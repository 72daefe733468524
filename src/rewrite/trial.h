/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * trial.h - compiles a changed file without changing the tree or its builds.
 */
#ifndef PFN_TRIAL_H
#define PFN_TRIAL_H

#include "tree/tree.h"

/*
 * Compiles @text, which stands for @file of @tree, to an object below @workdir,
 * with the flags of @build and the warnings of W=1; or runs @command (split
 * as a shell would, no shell is started) in the build's folder with the name of
 * the text's file appended, if it is not NULL.  True if that succeeds and warns
 * of nothing that @before, the file as it was, does not warn of too.
 */
bool trial_build(const struct tree *tree, const struct tree_build *build,
		 const char *workdir, const char *file, const char *before,
		 const char *text, const char *command, GError **error);

#endif
