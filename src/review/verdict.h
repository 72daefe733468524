/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * verdict.h - what a review says of one mail.
 */
#ifndef PFN_VERDICT_H
#define PFN_VERDICT_H

#include "ground/finding.h"
#include "index/index.h"
#include "mail.h"

struct verdict {
	const struct mail *mail;	/* borrowed */
	char *problem;			/* why it was not reviewed; else NULL */
	GPtrArray *causes;		/* struct finding *, owned: the mail's doing */
	GPtrArray *mends;		/* were there before it, with their old places */
	GPtrArray *leaves;		/* in files that it touches, as they were */
	GPtrArray *incomplete;		/* struct incomplete *, owned */
	char *suggestion;		/* diff against the mail's result; "": none */
	char *text;			/* the causes as scan prints them */
};

struct verdict *verdict_new(const struct mail *mail);
void verdict_free(struct verdict *verdict);
PFN_DEFINE_FREE(verdict, verdict_free)

/* One state of the tree, on one side of a mail. */
struct verdict_side {
	const GPtrArray *findings;	/* of the files that the mail concerns */
	const GPtrArray *caused;	/* those of them that are there because of the
					 * change to this state from the other; or NULL */
	const struct index *index;
};

/*
 * Fills in causes, mends and leaves from the states with the mail and without it.
 * Findings are copied.  What only moved, or is asked in other words, is neither
 * caused nor mended: moves.h.
 */
void verdict_compare(struct verdict *verdict, const struct verdict_side *with,
		     const struct verdict_side *without);

/* True if there is anything to tell the mail's author. */
bool verdict_speaks(const struct verdict *verdict);

#endif
