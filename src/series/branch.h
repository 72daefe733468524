/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * branch.h - the commits of a series on a branch of the user's own repository.
 * Nothing else of it is touched: not the index, the work tree, or what is checked
 * out; and nothing of it is run.
 */
#ifndef PFN_BRANCH_H
#define PFN_BRANCH_H

#include "scratch.h"

/*
 * True if the repository at @root can have a branch @name: it is one, with a
 * commit to stand on, the name is one that git takes, and none is called so.
 */
bool branch_check(const char *root, const char *name, GError **error);

/*
 * Makes the commits of @scratch, each of which changes the file of one of
 * @rewrites, on the commit that HEAD of @tree names: their names stay unknown to
 * git until branch_set().  Returns the last of them, which the caller frees; NULL
 * and @error if git fails.
 */
char *branch_commits(const struct tree *tree, const struct scratch *scratch,
		     const char *workdir, const GPtrArray *rewrites,
		     GError **error);

/* Lets branch @name be @commit; it must be new. */
bool branch_set(const struct tree *tree, const char *name, const char *commit,
		GError **error);

#endif
