/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * review.h - each mail of a series between its two states: what a scan of what
 * is staged says of both.
 */
#ifndef PFN_REVIEW_H
#define PFN_REVIEW_H

#include "options.h"
#include "review/thread.h"
#include "review/verdict.h"
#include "tree/git_private.h"

struct review {
	char *repo;			/* the user's repository, absolute */
	char *base;			/* commit that the first mail applies to */
	char *workdir;			/* private, removed with the review */
	struct git_private *git;
	struct thread *thread;
	GPtrArray *verdicts;		/* struct verdict *, owned, one a patch */
	GPtrArray *problems;		/* char *, owned: about the series */
	GString *sarif;			/* the log, with o->format SARIF; or NULL */
};

/*
 * Applies the patches of @thread (taken over) one after the other to commit
 * @base of the repository at o->tree and judges each.  @base NULL: the series'
 * own base-commit, else HEAD.  What does not apply is a verdict with a problem,
 * and the rest goes on without it.  NULL and @error if nothing can be reviewed.
 */
struct review *review_run(struct scan_options *o, struct thread *thread,
			  const char *base, GError **error);
void review_free(struct review *review);
PFN_DEFINE_FREE(review, review_free)

/* The exit status that it means: incomplete wins over findings. */
enum pfn_exit review_status(const struct review *review);

#endif
