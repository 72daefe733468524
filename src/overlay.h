/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * overlay.h - a tree of links in which single files can be replaced and built,
 * so that the scanned tree and its builds stay as they are.
 */
#ifndef PFN_OVERLAY_H
#define PFN_OVERLAY_H

#include "tree.h"

struct overlay;

/*
 * Links every file of @tree below @workdir and copies its builds there.  NULL
 * and @error if that fails (disk full, no cp).
 */
struct overlay *overlay_new(const struct tree *tree, const char *workdir,
			    GError **error);
void overlay_free(struct overlay *overlay);
PFN_DEFINE_FREE(overlay, overlay_free)

/* Replaces the link @file by a file with that text. */
bool overlay_write(struct overlay *overlay, const char *file, const char *text,
		   GError **error);

/*
 * Builds @file's object in build number @i of the tree, with W=1, or with
 * @command (run in the overlay, the object's name appended) if it is not NULL.
 * False and @error with the first line that speaks of an error.
 */
bool overlay_build(struct overlay *overlay, unsigned int i, const char *file,
		   const char *command, unsigned int jobs, GError **error);

#endif
