/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * proof.h - what else must hold, beside a filtered walk, before a walk gate may
 * go: the traps of rewrites.
 */
#ifndef PFN_PROOF_H
#define PFN_PROOF_H

#include "ground/classify.h"
#include "region.h"
#include "ground/rules.h"
#include "walkers.h"

/*
 * NULL if VMAs with the flag are what the gate keeps out, and keeping them out
 * does nothing else; else why not.  @effect gets what a caller would see if the
 * gate went.  @inverse: the test is false where the flag is set.
 */
const char *proof_of_gate(const struct region *region, bool inverse,
			  enum effect *effect);

/*
 * NULL if every level that an entry can be special at is asked in the walk
 * @answer is about; else why not.  @callbacks: of a mm_walk_ops, so that levels
 * without one are split, unless @kept says that they are left alone; else a function
 * that walks by itself.  @flags are those that the gate tests.
 */
const char *proof_of_levels(const struct walk_answer *answer, bool callbacks,
			    bool kept, unsigned int flags);

/* The same for a call of a walk that judges entries itself, as it is called. */
const char *proof_of_call(struct instruction *call);

/* True if @fn is given the struct mm_walk of somebody's walk. */
bool proof_takes_walk(struct fn *fn);

/*
 * How the result of the predicate that @read stands in depends on the flag.
 */
enum flags_sense proof_sense(const struct read *read);

/* The same where yes needs more than the flag: enough to orient, not to prove. */
enum flags_sense proof_sense_loose(const struct read *read);

#endif
