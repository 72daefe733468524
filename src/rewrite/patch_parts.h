/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * patch_parts.h - what the patch*.c files share and nobody else needs.
 *
 *   patch.c         rewrites as a diff
 *   patch_apply.c   rewrites put into the tree
 */
#ifndef PFN_PATCH_PARTS_H
#define PFN_PATCH_PARTS_H

#include "patch.h"

/* One file's first and last state over all its rewrites; borrowed from them. */
struct patch_change {
	const char *file, *before, *after;
};

/*
 * The changed files (struct patch_change), in the order in which they are
 * changed first.  The caller frees the array.
 */
GArray *patch_changes(const GPtrArray *rewrites);

/* True if the file holds what was scanned; else false and @error. */
bool patch_unchanged(const struct tree *tree, const struct patch_change *c,
		     GError **error);

#endif
