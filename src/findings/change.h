/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * change.h - which findings a change is responsible for: those on lines that
 * it changes, and those that read the flag through a carrier that it makes (a
 * new predicate turns old calls into reads).
 */
#ifndef PFN_CHANGE_H
#define PFN_CHANGE_H

#include "tree/git.h"
#include "index/index.h"

struct change;

/*
 * What changed in @repo since @rev (work tree), or with @staged what is staged
 * against @rev (NULL: HEAD, or nothing before it).  @tree holds the new contents (the work tree, or a private copy
 * of what is staged) and @index what stands in it; both are borrowed.  NULL and
 * @error if git cannot say.
 */
struct change *change_new(const struct tree *tree, const struct index *index,
			  const char *repo, bool staged, const char *rev,
			  GError **error);
void change_free(struct change *change);
PFN_DEFINE_FREE(change, change_free)

/* False if no finding of that file can be the change's. */
bool change_may_concern(const struct change *change, const char *file);

/* True if the change is responsible for @f. */
bool change_caused(struct change *change, const struct finding *f);

/* Removes, and frees, the findings that the change is not responsible for. */
void change_filter(struct change *change, GPtrArray *findings);

#endif
