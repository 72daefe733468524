// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>

/* Judges a VMA by flags that it may get; all that hand it on are about that, too. */
static bool may_have(struct vm_area_struct *vma, unsigned long vm_flags)
{
	if (!vma->vm_file)
		return false;
	return !(vm_flags & VM_MIXEDMAP);	/* expect: policy */
}

static bool asked_again(struct vm_area_struct *vma)
{
	return may_have(vma, vma->vm_flags);	/* expect: policy */
}

int eligible_then_walked(struct vm_area_struct *vma, const struct mm_walk_ops *ops)
{
	if (!asked_again(vma))			/* expect: policy */
		return -EINVAL;
	return walk_page_vma(vma, ops, NULL);
}

/* Near miss: flags alone are the VMA's own, which a wrapper asks. */
static bool plain_flags(unsigned long vm_flags)
{
	return vm_flags & VM_MIXEDMAP;		/* expect: walk-gate */
}

static bool wrapped(struct vm_area_struct *vma)
{
	unsigned long own = vma->vm_flags;

	return plain_flags(own);		/* expect: walk-gate */
}

int gate_of_a_wrapper(struct vm_area_struct *vma, const struct mm_walk_ops *ops)
{
	if (wrapped(vma))			/* expect: walk-gate */
		return 0;
	return walk_page_vma(vma, ops, NULL);
}
