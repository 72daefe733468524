/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reflow.h - breaks the long lines that a rewrite made, as the kernel does.
 */
#ifndef PFN_REFLOW_H
#define PFN_REFLOW_H

#include "ground/base.h"

/*
 * @after with every line that is not in @before and is wider than 80 columns
 * broken behind && and ||, the outermost first, and aligned to the bracket that
 * is open there.  Tabs are eight columns.  The caller frees it.
 */
char *reflow_lines(const char *before, const char *after);

#endif
