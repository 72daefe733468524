/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gated.h - whether a gate on VM_PFNMAP stands in front of all that a walk does:
 * only there is it without effect today to ask.
 */
#ifndef PFN_GATED_H
#define PFN_GATED_H

#include "ground/finding.h"
#include "ground/source.h"
#include "tree/tree.h"

struct gated {
	char *file, *name;		/* of the mm_walk_ops */
	char *hole;			/* what is told today of the whole VMA as of
					 * a hole; NULL: nothing */
	char *silent_hole;		/* its .pte_hole that such a VMA never
					 * reached so far; NULL: none */
	GPtrArray *within;		/* char *: functions that nothing else calls */
	char *why;			/* no gate: where it is walked without */
};

/* What the tokens of the walk's file say; never fails.  The caller frees it. */
struct gated *gated_new(const struct tree *tree, const struct walker *w);
void gated_free(struct gated *gated);
PFN_DEFINE_FREE(gated, gated_free)

/* True if the function that holds @line is reached behind the gate only. */
bool gated_is_within(const struct gated *gated, const struct source *src,
		     unsigned int line);

/* True if both walks do the same to entries. */
bool gated_same_callbacks(const struct walker *a, const struct walker *b);

/* The function of @w's callback @member, or NULL.  Borrowed. */
const char *gated_callback(const struct walker *w, const char *member);

#endif
