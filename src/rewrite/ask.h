/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ask.h - puts the question "does this entry belong to the mapping itself?" in
 * front of an effect, with the way out that the walk already has for an entry
 * that is not there.
 *
 * What comes of it is a candidate: whether it is right is for the flow analysis
 * to say (asking.h).
 */
#ifndef PFN_ASK_H
#define PFN_ASK_H

#include "ground/finding.h"
#include "ground/source.h"

struct ask_place {
	const struct source *src;
	unsigned int load;		/* line on which the entry comes in hand */
	unsigned int effect;		/* line of the first effect, or of the
					 * call that leads to it */
	const char *hole;		/* what reports holes of a whole VMA today,
					 * with one slot a page; else NULL */
};

/*
 * The text of place->src with the question asked, the caller frees it; NULL and
 * @why (a literal) if no way out is found.  @level gets the level it is asked at.
 */
char *ask_candidate(const struct ask_place *place, enum pt_level *level,
		    const char **why);

/* Asks about a hole: whether its VMA is one that holes are not told of. */
#define ASK_HOLE "walk_hole_is_raw"

/*
 * The text of @src in which @function, a .pte_hole, says nothing of holes of PFN
 * mappings; the caller frees it.  NULL if it cannot be read, or asks already.
 */
char *ask_hole_candidate(const struct source *src, const char *function);

/* The name of what asks an entry of @level, as ask_helper() defines it. */
const char *ask_name(enum pt_level level);

#endif
