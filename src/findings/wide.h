/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * wide.h - tests whose mask asks more than "are there pfns in this mapping".
 *
 * VM_SPECIAL, or VM_PFNMAP beside VM_LOCKED, is a decision about the VMA as a
 * whole; upstream confirmed several of these in 2026 (guard regions, MGLRU, device
 * migration).  The rule stays what it is, but nobody is warned by default.
 */
#ifndef PFN_WIDE_H
#define PFN_WIDE_H

#include "ground/finding.h"
#include "tree/tree.h"

/*
 * Lowers those of @findings (struct finding *) to notes and says in their message
 * which bits make it so.  Masks are followed through macros, variables and the
 * predicates that are called, all of @carriers.
 */
void wide_mark(GPtrArray *findings, const struct tree *tree,
	       const struct carrier_set *carriers);

#endif
