/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * file.h - reads what may be something else than a file, and writes what the user
 * named with -o and its like.
 */
#ifndef PFN_FILE_H
#define PFN_FILE_H

#include "ground/base.h"

/*
 * What the open file @fd holds, NUL terminated; @len (may be NULL) gets how much.
 * The caller frees it and closes @fd.  NULL and errno: EISDIR and EINVAL for what
 * is no regular file, which is not waited for.
 */
char *file_read_fd(int fd, gsize *len);

/*
 * The contents of the file @path, which may be a link.  A fifo or a device is
 * refused, not waited for.  The caller frees it; NULL and @error if it cannot be
 * read.
 */
char *file_read(const char *path, GError **error);

/* Writes all of @text to @fd; false and errno if that fails. */
bool file_write_fd(int fd, const char *text, size_t len);

/*
 * Makes @path hold @text.  A regular file is replaced in one step, so that it is
 * never half written; what is none (a device, a pipe, a link) stays what it is
 * and is written to.  False and @error if that fails.
 */
bool file_write(const char *path, const char *text, GError **error);

#endif
