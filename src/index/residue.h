/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * residue.h - what a helper predicate asks beside the flags.
 *
 * A predicate 'return A(vma) || (vma->vm_file && (vma->vm_flags & FLAGS));' has
 * the residue A(vma): where an entry is in hand, the question about the flags
 * becomes one about the entry, and the residue has to stay.  One that begins
 * 'if (B(vma)) return false;' excludes B(vma), whatever the flags say.
 */
#ifndef PFN_RESIDUE_H
#define PFN_RESIDUE_H

#include "ground/source.h"

/*
 * The residue of a function: it returns a disjunction, and at least one operand of
 * that tests both flags.  Returns the other operands, joined by " || ", with "%"
 * for the VMA parameter; "" if there is none.  In front of the return there may be
 * one condition that excludes: @excluded is that, written the same way, or NULL.
 * The caller frees both.  NULL: not such a function.
 */
char *residue_of(const struct source *src, const struct source_function *fn,
		 char **excluded);

#endif
