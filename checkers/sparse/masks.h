/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * masks.h - flags that are handed to a function which tests VMA flags with the
 * mask it is given: has_any(vma, VM_PFNMAP).
 */
#ifndef PFN_MASKS_H
#define PFN_MASKS_H

#include "flags.h"

/*
 * PFN_FLAG_* of the arguments of @call that its callee, or one that it hands
 * them on to, tests VMA flags with; 0 if there are none.
 */
unsigned int masks_of_call(const struct flags *flags, struct unit *unit,
			   struct instruction *call);

#endif
