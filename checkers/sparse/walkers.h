/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * walkers.h - the mm_walk_ops of a file and whether their levels are filtered.
 */
#ifndef PFN_WALKERS_H
#define PFN_WALKERS_H

#include "dominate.h"
#include "reads.h"
#include "report.h"
#include "walkops.h"

/* What is known of a walk, level by level. */
struct walk_answer {
	enum filter_answer filtered[LEVEL_COUNT];
	bool forks;		/* true in this configuration only */
	bool narrow;		/* asked for VM_PFNMAP only */
	bool below;		/* a callback looks at each pte */
	const GPtrArray *path;	/* to the first unfiltered effect; borrowed */
};

void walk_answer_init(struct walk_answer *answer);

/* Adds what a function does: a callback of a walk, or a walk of its own. */
void walk_answer_add(struct walk_answer *answer, struct dominate *d,
		     struct fn *fn, bool callback);

/* The same for all callbacks of a set. */
void walk_answer_add_set(struct walk_answer *answer, struct dominate *d,
			 const struct walk_set *set);

/* The same for what a summary says (elsewhere.h); @path stays the caller's. */
void walk_answer_add_levels(struct walk_answer *answer,
			    const enum filter_answer *filtered,
			    const GPtrArray *path);

/* Copies the steps of @path (may be NULL). */
void walkers_add_path(struct walker *w, const GPtrArray *path);

/* Adds one walker for each set to @report. */
void walkers_list(struct report *report, struct reads *reads,
		  const struct walkops *ops, struct dominate *d);

#endif
