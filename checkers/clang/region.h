/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * region.h - what a read decides: the branches that it guards and, where a
 * branch leaves, the statements that follow.  Results kept in a local are
 * followed to the tests of that local.
 */
#ifndef CLANG_REGION_H
#define CLANG_REGION_H

#include "flow.h"

struct region {
	struct flow *flow;	/* borrowed */
	GPtrArray *guarded;	/* struct node *: branches, later operands */
	GPtrArray *follows;	/* what follows a branch that leaves */
	GPtrArray *when_set;	/* of both: what runs because the flag is set */
	GPtrArray *when_clear;
	bool leaves;		/* some branch does */
	bool leaves_when_set, leaves_when_clear;
	int returned;		/* the value of the read reaches a return: 1 as
				 * it is, -1 turned round; 0: it does not */
};

/* @positive: the value of @read is true because the flag is set. */
struct region *region_new(struct flow *flow, struct node *read, bool positive);
void region_free(struct region *region);

/* It is not known on which side the flag is set. */
void region_forget_sides(struct region *region);
PFN_DEFINE_FREE(region, region_free)

/* True if @node ends in return, goto, break or continue on every path. */
bool region_leaves(const struct node *node);

/* The body of a loop. */
struct node *region_loop_body(const struct node *loop);

#endif
