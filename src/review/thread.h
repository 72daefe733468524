/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * thread.h - the patches of what was posted, in the order in which they apply:
 * without cover letter, answers and older versions.
 */
#ifndef PFN_THREAD_H
#define PFN_THREAD_H

#include "mail.h"

struct thread {
	GPtrArray *mails;	/* struct mail *, owned: all that was read */
	GPtrArray *patches;	/* struct mail *, borrowed from mails */
	GPtrArray *missing;	/* char *, owned: one line each, about patches that
				 * the numbering promises, or that hold no diff */
	const char *base;	/* base-commit: of the series; NULL: not said */
	unsigned int older;	/* patches of older versions, left out */
};

/*
 * Sorts @mails (taken over).  In a saved thread answers may hold diffs too: a
 * patch is what has [PATCH] in its subject and is not an answer, or, where no
 * subject has, any mail with a diff.  NULL and @error if there is no patch.
 */
struct thread *thread_new(GPtrArray *mails, GError **error);
void thread_free(struct thread *thread);
PFN_DEFINE_FREE(thread, thread_free)

#endif
