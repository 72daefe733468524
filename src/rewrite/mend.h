/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mend.h - entries that nobody asked are asked, and the flow analysis that found
 * them judges the result as it judges any other code.
 */
#ifndef PFN_MEND_H
#define PFN_MEND_H

#include "engines/engine.h"

/*
 * @text, which stands for @file, with the entries asked whose pages are taken at
 * the @n lines of @lines (from 1).  The caller frees it; equal to @text where there
 * is no rewrite: then @why (may be NULL) says why not, the caller frees it.  It
 * compiles, none of these places is left and nothing is found that was not before.
 * NULL and @error if the analysis cannot be run.
 */
char *mend_text(const struct engine_run *run, const char *file,
		const char *text, const unsigned int *lines, unsigned int n,
		char **why, GError **error);

#endif
