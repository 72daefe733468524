/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * merge.h - one read, one finding, whichever engines saw it.
 */
#ifndef PFN_MERGE_H
#define PFN_MERGE_H

#include "answer.h"
#include "index/index.h"
#include "tree/tree.h"

/* Two engines that gave one read different rules. */
struct disagreement {
	struct finding *finding;	/* a copy: filters free the one merged */
	unsigned int engines;		/* who said the rule that lost */
	const struct rule *rule;	/* the rule that lost */
};

struct merged {
	GPtrArray *findings;		/* struct finding *, owned, sorted */
	GPtrArray *incomplete;		/* struct incomplete *, owned, sorted */
	GPtrArray *disagreements;	/* struct disagreement *, owned */
};

/*
 * Takes what @answer holds and makes one finding of what stands at one place:
 * the position is the read's first flag or carrier token, the expression and
 * the flags are read off the source, the rule is the most specific one (the
 * order of rules.def), and fingerprints are set.  Header findings seen through
 * several files become one.  Never fails: a file that vanished meanwhile keeps
 * the positions that the engines gave.
 */
struct merged *merge_answers(struct answer *answer, const struct tree *tree,
			     const struct index *index);
void merged_free(struct merged *merged);
PFN_DEFINE_FREE(merged, merged_free)

#endif
