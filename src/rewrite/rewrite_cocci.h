/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rewrite_cocci.h - the semantic patches' patch mode on one text.
 */
#ifndef PFN_REWRITE_COCCI_H
#define PFN_REWRITE_COCCI_H

#include "engines/engine.h"

/*
 * What the rule's patch mode makes of @text, which stands for @file, at the
 * @n lines of @lines (from 1) and nowhere else.  The caller frees it; equal to
 * @text where there is no rewrite; then @why (may be NULL) is the script's reason,
 * which the caller frees, or NULL if it has none.  NULL and @error if spatch failed.
 */
char *rewrite_cocci(const struct engine_run *run, const struct rule *rule,
		    const char *file, const char *text,
		    const unsigned int *lines, unsigned int n, char **why,
		    GError **error);

#endif
