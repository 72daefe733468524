/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asking.h - makes walks ask each entry whether it belongs to the mapping itself
 * (ask.h), until the flow analysis says that every level is filtered.
 */
#ifndef PFN_ASKING_H
#define PFN_ASKING_H

#include "engines/engine.h"
#include "findings/filter.h"
#include "tree/shadow.h"

/* What one walk's file becomes, or why it stays. */
struct asking {
	char *file;
	char *walk;			/* of the mm_walk_ops variables, joined */
	char *before, *after;		/* NULL after: refused */
	GPtrArray *functions;		/* char *: in which it is asked now */
	bool levels[LEVEL_COUNT];	/* at which it is asked now */
	bool hole;			/* its .pte_hole asks too */
	char *why;			/* refused: which step, and where */
};

/*
 * Tries all walks that a gate on VM_PFNMAP stands in front of, in the files that
 * @filter chooses.  What
 * works is left in @shadow, whose headers define the question already; the
 * returned struct asking *, owned by the array, stand in the order in which they
 * apply.  NULL and @error if the engine cannot be asked.
 */
GPtrArray *asking_all(const struct engine_run *run, struct shadow *shadow,
		      const struct filter *filter, unsigned int jobs,
		      GError **error);

/*
 * The mm_walk_ops of @files (char *) as they stand in @shadow, with the findings
 * of the same files: the caller frees the answer.  NULL and @error as above.
 */
struct answer *asking_walkers(const struct engine_run *run,
			      const struct tree *tree, const GPtrArray *files,
			      bool walkers, unsigned int jobs, GError **error);

#endif
