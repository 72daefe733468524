/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * staged.h - the index of a git repository as a kernel tree: a private folder
 * with the staged contents of those files that can hold a finding.  The work
 * tree is never read.
 *
 * Which files these are, and what carries the flags, is found once (git grep,
 * until no new carrier's name turns up) and kept in the cache with the commit it
 * was found at; later only what differs from that commit is looked at.
 */
#ifndef PFN_STAGED_H
#define PFN_STAGED_H

#include "tree/cache.h"
#include "index.h"

struct staged;

/*
 * What is staged in the repository @root.  Takes @cache, which may be NULL.
 * Never fails.
 */
struct staged *staged_open(const char *root, struct cache *cache);

/*
 * The same for a repository @root that lives for a moment and borrows from
 * @owner: the owner's list of names serves.  It is kept up only with @keep, which
 * asks that HEAD be a commit of the owner.
 */
struct staged *staged_open_for(const char *root, const char *owner,
			       struct cache *cache, bool keep);
void staged_free(struct staged *staged);
PFN_DEFINE_FREE(staged, staged_free)

/*
 * True if a file that is staged for this commit can hold a finding at all.
 * Takes a few milliseconds where it is known which names carry the flags.
 * False with @error set if git cannot say.
 */
bool staged_is_candidate(struct staged *staged, GError **error);

/* The same of what these files held before. */
bool staged_was_candidate(struct staged *staged, GError **error);

/*
 * Puts the tree into the folder @dir, which must be there and empty; with @part
 * only what can have changed since it was known what carries the flags, where
 * that is known: enough for semantic patches, nothing else.  False and @error
 * if git fails or the disk is full.
 */
bool staged_write_tree(struct staged *staged, const char *dir, bool part,
		       GError **error);

/*
 * The index of that folder, opened as @tree.  Where it holds carriers that
 * nobody has looked for yet, the files that hold their names are added.  What
 * was found is kept in the cache.  The caller frees it; NULL and @error as above.
 */
struct index *staged_index(struct staged *staged, const struct tree *tree,
			   unsigned int jobs, GError **error);

#endif
