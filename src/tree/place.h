/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * place.h - where the program's own files lie: beside it in a build folder, or
 * where they were installed.
 */
#ifndef PFN_PLACE_H
#define PFN_PLACE_H

#include "ground/base.h"

struct place {
	char *bindir;		/* pfncheck, pfncheck-clang, pfncheck-sparse */
	char *patches;		/* pfnmap.cocci, SLUG.cocci, macros.h */
	char *pages;		/* SLUG.md */
};

/* NULL and @error if the program's files are not there. */
struct place *place_find(GError **error);
void place_free(struct place *place);
PFN_DEFINE_FREE(place, place_free)

#endif
