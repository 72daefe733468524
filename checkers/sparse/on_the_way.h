/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * on_the_way.h - walks that let the walker split huge leaves on its way down.
 */
#ifndef PFN_ON_THE_WAY_H
#define PFN_ON_THE_WAY_H

#include "calls.h"
#include "report.h"

/*
 * Adds a finding of rule unasked-entry for each set of callbacks that looks at
 * entries below a level but has no callback there, or one that leaves a leaf which
 * nobody asked to the walker: include/linux/pagewalk.h, ACTION_SUBTREE.  The first
 * stands at the set, in no function: it is told where the tree's walker splits.
 */
void on_the_way_list(struct report *report, const struct calls_context *c);

/*
 * Adds a call of what @level's splits are called in struct reach (settle.h) for each
 * function that is handed a walk and splits.
 */
void on_the_way_calls(const struct calls_context *c, GPtrArray *list);

#endif
