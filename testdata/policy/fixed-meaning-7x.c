// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 finds=predicates */
/* Tests of a mask for which this tree has a predicate. */
#include <linux/mm.h>

int mask_of_both_flags(struct vm_area_struct *vma)
{
	if (!vma_is_mm_managed(vma))
		return -EINVAL;
	return vma->vm_flags & VM_LOCKED ? -EBUSY : 0;
}

int bits_in_another_order(struct vm_area_struct *vma)
{
	if (vma_is_mm_managed(vma))
		return 0;
	return -EINVAL;
}

int operand_over_two_lines(struct vm_area_struct *vma)
{
	if (vma_pages(vma) > 1 &&
	    vma_is_fixed_mapping(vma))
		return -EFAULT;
	return 0;
}

static bool has_raw_pages(const vma_flags_t *flags)
{
	return !vma_flags_is_mm_managed(flags);
}

int flags_by_pointer(struct vm_area_struct *vma)
{
	if (has_raw_pages(&vma->flags))
		return -EINVAL;
	return vma->vm_flags & VM_LOCKED ? -EBUSY : 0;
}
