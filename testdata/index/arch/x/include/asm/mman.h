/* SPDX-License-Identifier: GPL-2.0-only */
/* A predicate of one architecture is asked in every other file. */
#define arch_says(f) arch_says(f)
static inline bool arch_says(unsigned long vm_flags)	/* carrier: predicate 1 tree */
{
	return vm_flags & VM_ONE_LESS;
}
