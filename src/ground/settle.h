/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * settle.h - what a finding of rule unasked-entry comes to once it is known who
 * calls whom.
 */
#ifndef PFN_SETTLE_H
#define PFN_SETTLE_H

#include "finding.h"
#include "reach.h"

/*
 * What splits of leaves of @level by the walker itself are called in struct reach: who
 * has no callback there leaves them to it.  A finding of such a walk stands at its
 * set of callbacks, in no function.
 */
const char *settle_walker_splits(enum pt_level level);

/*
 * Sets the flags, the gates, the level, whether it is hidden and the message of @f
 * by what gets to its roots; what was found without them is a note.  No-op for
 * findings of other rules.
 */
void settle_unasked(struct finding *f, const struct reach *reach);

/* The same for all of @findings (struct finding *), @calls: struct reach_call *. */
void settle_all(const GPtrArray *findings, const GPtrArray *calls);

#endif
