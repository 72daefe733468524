/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * same_mask.h - which flags a predicate of the scanned tree tests, and which a
 * composite macro holds.
 *
 * A predicate whose whole answer is "is any of these flags set", or "is none set",
 * may stand where the same mask is tested.  What it is called decides nothing:
 * its body does, followed through the predicates that it calls.
 */
#ifndef PFN_SAME_MASK_H
#define PFN_SAME_MASK_H

#include "ground/carrier.h"
#include "tree/tree.h"

/*
 * Python dictionary items, for the places of a semantic patch; the caller frees
 * them.  A predicate counts if a header that declares the mm's API defines it
 * once:
 *
 *   "NAME": ("vma", "MIXEDMAP PFNMAP", True),
 *
 * with what it is asked about ("vma", "flags": a vma_flags_t *, "value": a
 * vm_flags_t), the flags in order, and whether it says yes if none is set; and
 * macros:
 *
 *   "VM_SPECIAL": "DONTEXPAND IO MIXEDMAP PFNMAP",
 */
char *same_mask_predicates(const struct tree *tree,
			   const struct carrier_set *carriers);
char *same_mask_macros(const struct tree *tree,
		       const struct carrier_set *carriers);

#endif
