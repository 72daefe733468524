/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * made.h - which names carry the flags because of a change: old lines that use
 * them are the change's doing.
 */
#ifndef PFN_MADE_H
#define PFN_MADE_H

#include "index/index.h"
#include "tree/git.h"

struct made;

/*
 * The carriers of @index that are made by the changed @lines of @tree.  @old is
 * the commit before, in the repository @repo; NULL if there is none.  All are
 * borrowed.  Never fails: what git cannot show carried nothing.
 */
struct made *made_new(const struct tree *tree, const struct index *index,
		      const struct git_changes *lines, const char *repo,
		      const char *old);
void made_free(struct made *made);
PFN_DEFINE_FREE(made, made_free)

bool made_has(const struct made *made, const struct carrier *c);

#endif
