/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reach.h - what a piece of a function gets to: calls by their role, in it or
 * in a helper of the same file, CLASSIFY_HELPER_DEPTH calls deep.
 */
#ifndef CLANG_REACH_H
#define CLANG_REACH_H

#include "flow.h"
#include "ground/kapi.h"

/* True if a call with @role stands in @part itself. */
bool reach_calls(struct flow *flow, const struct node *part, enum kapi_role role);

/*
 * True if one stands in one of @parts (struct node *) or in a helper; of
 * get_user_pages() and populate, not in a helper that changes the VMA's flags.
 */
bool reach_parts(struct flow *flow, const GPtrArray *parts, enum kapi_role role);

/*
 * The same for a walk over entries: a call of the walk API, or a loop that
 * loads entries.  A helper that changes the VMA's flags is not entered: what
 * it walks it walks for its own decision.
 */
bool reach_walk(struct flow *flow, const GPtrArray *parts);

/* True if the function changes the flags of a VMA. */
bool reach_changes_flags(struct unit *unit, struct func *func);

#endif
