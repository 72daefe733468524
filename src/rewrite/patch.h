/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * patch.h - rewrites as a unified diff, or written into the tree.
 */
#ifndef PFN_PATCH_H
#define PFN_PATCH_H

#include "rewrite.h"

/*
 * The unified diff from @before to @after, with the labels a/FILE and b/FILE,
 * as 'patch -p1' and 'git apply' take it; the caller frees it.  Empty if both
 * are equal.  NULL and @error if diff could not be run.
 */
char *patch_diff(const char *file, const char *before, const char *after,
		 GError **error);

/*
 * One diff for each file over all of @rewrites (struct rewrite *).  The caller
 * frees it.
 */
char *patch_diff_all(const GPtrArray *rewrites, GError **error);

/*
 * True if every file still stands as the first of its rewrites found it; else
 * @error names one that does not.
 */
bool patch_is_current(const struct tree *tree, const GPtrArray *rewrites,
		      GError **error);

/*
 * Writes the last state of every file into the tree.  Every file is written
 * beside its place first; if anything fails, all are as they were and @error
 * says what.  A file that is no longer what the rewrite started from is an error.
 */
bool patch_apply(const struct tree *tree, const GPtrArray *rewrites,
		 GError **error);

#endif
