/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * file.h - writes what the user named with -o and its like.
 */
#ifndef PFN_FILE_H
#define PFN_FILE_H

#include "ground/base.h"

/*
 * Makes @path hold @text.  A regular file is replaced in one step, so that it is
 * never half written; what is none (a device, a pipe, a link) stays what it is
 * and is written to.  False and @error if that fails.
 */
bool file_write(const char *path, const char *text, GError **error);

#endif
