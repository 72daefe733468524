/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * before.h - what a change made of lines that it did not touch: a walk added
 * behind an old test makes that test a gate.
 *
 * spatch is asked about the old contents of the changed files too, and its two
 * answers are compared line by line.  Only spatch: it sees one file at a time,
 * so nothing but that file's change can have made the difference (and carriers,
 * which change.h looks at).
 */
#ifndef PFN_BEFORE_H
#define PFN_BEFORE_H

#include "engines/engine.h"
#include "tree/git.h"

struct before;

/*
 * Writes what the files of @files (char *) held in commit @rev of @repo into
 * the folder @dir, which is made: those only that @lines changes beyond blanks
 * and comments and that hold a candidate on an unchanged line.  @run and @lines
 * are borrowed.  NULL and @error if the folder cannot be written.
 */
struct before *before_new(const struct engine_run *run, const char *repo,
			  const char *rev, const struct git_changes *lines,
			  const GPtrArray *files, const char *dir,
			  GError **error);
void before_free(struct before *before);
PFN_DEFINE_FREE(before, before_free)

/* What is to be asked beside the new contents; NULL: nothing.  Borrowed. */
struct engine_batch *before_batch(struct before *before);

/* To be called when that was asked: @now is the answer about the new contents. */
void before_compare(struct before *before, const struct answer *now);

/*
 * If spatch says another rule at the place of @f than it said of the same line
 * before: that rule's slug, or "" where it said nothing.  NULL if it says the
 * same, or cannot tell.
 */
const char *before_differs(const struct before *before, const struct finding *f);

#endif
