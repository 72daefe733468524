/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * glued.h - options whose value is glued on.  GOption knows "-j 4" only; make and
 * git have taught everybody "-j4".
 */
#ifndef PFN_GLUED_H
#define PFN_GLUED_H

#include "ground/base.h"

/*
 * @argv with the values of short options as words of their own; @extra (entries
 * that are known beside @entries) may be NULL.  The caller frees it.
 */
char **glued_split(char **argv, const GOptionEntry *entries,
		   const GOptionEntry *extra);

#endif
