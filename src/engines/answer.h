/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * answer.h - what engines found, before anything is merged or filtered.
 */
#ifndef PFN_ANSWER_H
#define PFN_ANSWER_H

#include "ground/finding.h"
#include "ground/reach.h"

struct answer {
	GPtrArray *findings;	/* struct finding *, owned */
	GPtrArray *incomplete;	/* struct incomplete *, owned */
	GPtrArray *walkers;	/* struct walker *, owned */
	GPtrArray *calls;	/* struct reach_call *, owned */
};

struct answer *answer_new(void);
void answer_free(struct answer *answer);
PFN_DEFINE_FREE(answer, answer_free)

/* Moves everything of @from to the end of @to; @from is empty afterwards. */
void answer_take(struct answer *to, struct answer *from);

/*
 * Adds the wire lines of @text, as @engine said them about @file.  Returns
 * true if every line was sound and a "done" line for the file closes them.
 * Otherwise false with @error saying what is wrong; sound lines before the
 * broken one are kept, because what was found is still worth printing.
 */
bool answer_add_wire(struct answer *answer, const char *text, const char *file,
		     unsigned int engine, GError **error);

/* The answer as wire lines, closed by "done" for @file; for the cache. */
char *answer_print_wire(const struct answer *answer, const char *file,
			unsigned int engine);

#endif
