/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * predicate.h - is a function a predicate on the flags?
 */
#ifndef CLANG_PREDICATE_H
#define CLANG_PREDICATE_H

#include "reads.h"

/*
 * The flags that the function's answer depends on, 0 if it is not a predicate:
 * one that returns bool (or int, but only 0, 1 and conditions), has a VMA or
 * flags parameter, and returns what a read decides.  Its reads are those of
 * @reads from index @first on.  Keeps its sense in the unit (unit_sense()).
 */
unsigned int predicate_flags(struct flow *flow, const GPtrArray *reads,
			     unsigned int first);

#endif
