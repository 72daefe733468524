/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * normal.h - vm_normal_page*() in place of what takes a page from an entry that
 * nobody asked, with the way out that is written down for an entry that is not
 * there.
 *
 * What comes of it is a candidate: whether it is right is for the flow analysis
 * to say (mend.h).
 */
#ifndef PFN_NORMAL_H
#define PFN_NORMAL_H

#include "ground/finding.h"
#include "ground/source.h"
#include "tree/tree.h"

/*
 * The text of @src in which the entry is asked whose page or frame number is taken
 * at @line and @column, with what asks in @tree; the caller frees it.  NULL and
 * @why (a literal): the entry may not be present, its VMA or address is not in
 * hand, no way out is written down, or callers would only try again.
 */
char *normal_candidate(const struct tree *tree, const struct source *src,
		       unsigned int line, unsigned int column,
		       const char **why);

#endif
