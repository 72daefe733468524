/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tu.h - compiler flags to a parsed translation unit.
 *
 * Flags come from gcc as well as from clang: what only gcc knows is dropped
 * without a word.  The include paths that the Makefiles of the file's directory name
 * (drivers/gpu has such) are added, since the flags of a prepared tree are those
 * of another file.
 */
#ifndef CLANG_TU_H
#define CLANG_TU_H

#include <clang-c/Index.h>

#include "ground/base.h"

struct tu {
	CXIndex index;
	CXTranslationUnit unit;
	char *file;		/* as given */
	char *path;		/* absolute, links resolved */
	char *dir;		/* what relative names are relative to, or NULL */
	char *text;		/* of the file, NUL terminated */
	uint64_t pfnmap, mixedmap, io;	/* values of the flags in this unit */
};

/*
 * Parses @file with the compiler arguments @args (no file among them, NULL
 * terminated); relative names are relative to @dir, NULL: the working
 * directory.  @root is where Makefiles end, or NULL.  NULL with @error set to
 * the first error where the unit cannot be judged.
 */
struct tu *tu_open(const char *file, const char *const *args, const char *dir,
		   const char *root, GError **error);
void tu_close(struct tu *tu);
PFN_DEFINE_FREE(tu, tu_close)

/*
 * The arguments of @args that libclang is given: without gcc's own, warnings,
 * output and dependency files.  Free with g_ptr_array_unref().
 */
GPtrArray *tu_filter_args(const char *const *args);

#endif
