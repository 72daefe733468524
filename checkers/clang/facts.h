/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * facts.h - what can be said of a read, for classify_read() to judge.
 */
#ifndef CLANG_FACTS_H
#define CLANG_FACTS_H

#include "ground/classify.h"
#include "reads.h"

/*
 * Facts of one read in a function.  @walkers are those of the unit
 * (walkops.h); all_calls is left for facts_judge().
 */
void facts_fill(struct unit *unit, const struct read *read,
		const GPtrArray *walkers, struct read_facts *facts);

/*
 * Sets rule and exempt of all @reads; a read in a static predicate of the main
 * file takes the rule that all calls of it have.
 */
void facts_judge(struct unit *unit, GPtrArray *reads, const GPtrArray *walkers);

#endif
