/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * change.h - which findings a change is responsible for: those on lines that
 * it changes, those that read the flag through a carrier that it makes (a new
 * predicate turns old calls into reads), and those on lines that meant
 * something else before (before.h).
 */
#ifndef PFN_CHANGE_H
#define PFN_CHANGE_H

#include "before.h"
#include "index/index.h"
#include "tree/git.h"

struct change;

/*
 * What changed in @repo since @rev (work tree), or with @staged what is staged
 * against @rev (NULL: HEAD, or nothing before it).  @tree holds the new contents
 * (the work tree, or a private copy of what is staged) and @index what stands in
 * it; both are borrowed.  NULL and @error if git cannot say.
 */
struct change *change_new(const struct tree *tree, const struct index *index,
			  const char *repo, bool staged, const char *rev,
			  GError **error);
void change_free(struct change *change);
PFN_DEFINE_FREE(change, change_free)

/* False if no finding of that file can be the change's. */
bool change_may_concern(const struct change *change, const char *file);

/*
 * Of @files (char *, about to be scanned), writes what they held before into the
 * folder @dir.  What is then to be asked together with them is added to
 * @batches, borrowed.  @run is borrowed.  False and @error if the folder cannot
 * be written.
 */
bool change_plan(struct change *change, const struct engine_run *run,
		 const GPtrArray *files, const char *dir, GPtrArray *batches,
		 GError **error);

/* To be called when that was asked; @now is the answer, before it is merged. */
void change_compare(struct change *change, const struct answer *now);

/*
 * True if the change is responsible for @f.  Where that is because of what else
 * it changes, the finding's message says so.
 */
bool change_caused(struct change *change, struct finding *f);

/* Removes, and frees, the findings that the change is not responsible for. */
void change_filter(struct change *change, GPtrArray *findings);

#endif
