/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * flow.h - basic blocks of one function: what a branch decides about, and
 * which block dominates which.  Sets of blocks are arrays of bool, one a block,
 * indexed by bb->context (unit.c numbers them); the caller frees them.
 */
#ifndef PFN_FLOW_H
#define PFN_FLOW_H

#include "unit.h"

/* Successors of @bb, one after another; NULL at the end.  Any terminator. */
struct basic_block *flow_successor(struct basic_block *bb, unsigned int n);

/*
 * The block where all paths from @bb to the function's return meet again; NULL
 * if there is none.
 */
struct basic_block *flow_join(struct fn *fn, struct basic_block *bb);

/*
 * Blocks that are reached from @from without passing @stop (may be NULL) and
 * without beginning another turn of a loop: "continue" does not lead to the
 * rest of the body.
 */
bool *flow_ahead(struct fn *fn, struct basic_block *from,
		 struct basic_block *stop);

/* True if @a dominates @b. */
bool flow_dominates(struct basic_block *a, struct basic_block *b);

/* True if the edge goes back to the head of a loop. */
bool flow_is_back_edge(struct basic_block *from, struct basic_block *to);

/* True if @bb can be reached from itself. */
bool flow_in_loop(struct fn *fn, struct basic_block *bb);

/* True if @a stands before @b on every path to it: same block or a dominator. */
bool flow_precedes(struct instruction *a, struct instruction *b);

/*
 * The branch that leads straight to the phi source @source of a phi in @phi, and
 * on which side; NULL if none does.
 */
struct instruction *flow_branch_to(struct instruction *source,
				   struct basic_block *phi, bool *truth);

/* The source of @phi that an edge from @from brings, or NULL. */
struct instruction *flow_source_from(struct instruction *phi,
				     struct basic_block *from);

#endif
