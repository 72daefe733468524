/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * masks.h - parameters that a function tests VMA flags with.  Whether such a
 * test is a read is decided by the mask that a call hands over, so the call is
 * what is reported.
 */
#ifndef CLANG_MASKS_H
#define CLANG_MASKS_H

#include "flow.h"

/*
 * The argument of @call that becomes a mask with one of the flags in it, in
 * front of VMA flags of the callee or of another argument; NULL if there is
 * none.  @bits is set to what it holds, PFN_FLAG_* and FLOW_IO.
 */
const struct node *masks_argument(struct flow *flow, const struct node *call,
				  unsigned int *bits);

#endif
