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

#include <json-glib/json-glib.h>

#include "ground/carrier.h"
#include "tree/tree.h"

/*
 * Adds two members to the JSON object that @b is in.  A predicate counts if a
 * header that declares the mm's API defines it once; @about is what it is asked
 * about ("vma", "flags": a vma_flags_t *, "value": a vm_flags_t), flags go without
 * their prefix and in order, @clear is true if it says yes when none is set:
 *
 *   "same":   {NAME: {"about": "vma", "flags": ["PFNMAP"], "clear": false}}
 *   "macros": {"VM_SPECIAL": ["DONTEXPAND", "IO", "MIXEDMAP", "PFNMAP"]}
 */
void same_mask_add(JsonBuilder *b, const struct tree *tree,
		   const struct carrier_set *carriers);

#endif
