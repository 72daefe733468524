/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reindent.h - keeps a rewrite to the lines that it changes: spatch indents what
 * stands beside an added statement anew.
 */
#ifndef PFN_REINDENT_H
#define PFN_REINDENT_H

#include "ground/base.h"

/*
 * @after with every line as in @before that differs from it by the kind of blanks
 * alone, and with an added statement below an added "if" one tab further right than
 * that.  The caller frees it.
 */
char *reindent_as_before(const char *before, const char *after);

#endif
