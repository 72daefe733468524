/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * region.h - what a read decides about: the blocks between its branches and
 * where all their paths meet again, by side, and what they reach through
 * helpers of the same file.
 */
#ifndef PFN_REGION_H
#define PFN_REGION_H

#include "flow.h"
#include "reads.h"

struct region {
	struct read *read;
	bool *any;		/* blocks on either side; one bool a block */
	bool *set;		/* only reached when the flag is set */
	bool *clear;		/* only reached when it is clear */
	bool *guarded_set;	/* of those, what is written in the statement */
	bool *guarded_clear;	/* itself, not behind an "if (...) return;" */
	bool branches;		/* false: the answer only becomes a value */
};

void region_init(struct region *region, struct read *read,
		 struct spots *spots);
void region_release(struct region *region);

/* Says what an instruction is; @data is the caller's. */
typedef bool (*region_question)(struct fn *fn, struct instruction *insn,
				void *data);

/*
 * True if @ask is true for an instruction in @blocks of @fn (NULL: in all of
 * it) or in the functions of the same file that are called there, up to
 * @depth calls away.
 */
bool region_reaches(struct fn *fn, const bool *blocks, unsigned int depth,
		    region_question ask, void *data);

/* Ready questions: @data is an enum kapi_role as GINT_TO_POINTER. */
bool region_calls_role(struct fn *fn, struct instruction *insn, void *data);

#endif
