/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * installed.h - where the program's own files lie: beside it in a build folder, or
 * where they were installed.
 */
#ifndef PFN_INSTALLED_H
#define PFN_INSTALLED_H

#include "ground/base.h"

struct installed {
	char *bindir;		/* pfncheck, pfncheck-clang, pfncheck-sparse */
	char *patches;		/* pfnmap.cocci, SLUG.cocci, macros.h */
	char *pages;		/* SLUG.md */
};

/* NULL and @error if the program's files are not there. */
struct installed *installed_find(GError **error);
void installed_free(struct installed *files);
PFN_DEFINE_FREE(installed, installed_free)

#endif
