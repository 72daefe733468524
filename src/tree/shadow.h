/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * shadow.h - a tree in which some files are other ones: links to all that did
 * not change, so that compilers and checkers take it for the tree itself.
 */
#ifndef PFN_SHADOW_H
#define PFN_SHADOW_H

#include "tree.h"

struct shadow;

/*
 * An unchanged shadow of @tree (borrowed) in the new folder @dir.  NULL and
 * @error if it cannot be made.
 */
struct shadow *shadow_new(const struct tree *tree, const char *dir,
			  GError **error);
void shadow_free(struct shadow *shadow);
PFN_DEFINE_FREE(shadow, shadow_free)

/* Lets @file (relative to the root) hold @text. */
bool shadow_put(struct shadow *shadow, const char *file, const char *text,
		GError **error);

/* The tree, with the same builds; borrowed. */
const struct tree *shadow_tree(const struct shadow *shadow);

#endif
