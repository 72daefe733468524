/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * makefile.h - include paths that the Makefiles around a file name, for files
 * of which no command line is known.
 */
#ifndef CLANG_MAKEFILE_H
#define CLANG_MAKEFILE_H

#include "ground/base.h"

/*
 * "-I..." arguments (char *, owned by the array) for the absolute @path: from
 * the Makefiles of its directory, of those above it up to @root, and of a
 * neighbour that includes the directory's own Makefile (amdgpu and amdkfd).
 * Without @root only the file's own directory is asked.  Never NULL.
 */
GPtrArray *makefile_includes(const char *path, const char *root);

#endif
