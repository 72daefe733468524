/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * beneath.h - opens files below a folder that somebody else may have filled
 * with links: what leads out of it is refused.
 */
#ifndef PFN_BENEATH_H
#define PFN_BENEATH_H

#include "ground/base.h"

/*
 * Opens @file, a name relative to the folder @root, to read it; never waits,
 * as for the other end of a fifo.  Links are followed as long as they stay below
 * @root.  Returns a descriptor to close, or -1 and errno: EXDEV where a link leads
 * out.
 */
int beneath_open(const char *root, const char *file);

/*
 * Opens the folder that holds @file, and follows no link below @root at all: for
 * what will be written.  @name is set to the last part of @file, borrowed.
 * Returns a descriptor to close, or -1 and errno: ENOTDIR or ELOOP for a link.
 */
int beneath_folder(const char *root, const char *file, const char **name);

/*
 * Makes the new file @file below the folder @root, and the folders to it, hold
 * @len bytes of @text.  False and @error if that fails, as for a name with "..".
 */
bool beneath_write(const char *root, const char *file, const char *text,
		   size_t len, GError **error);

#endif
