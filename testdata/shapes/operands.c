// SPDX-License-Identifier: GPL-2.0-only
/* Direct tests: operand order, negations, comparisons, expressions. */
#include <linux/mm.h>

bool either_order(struct vm_area_struct *vma)
{
	return VM_PFNMAP & vma->vm_flags; /* expect: policy */
}

bool double_negation(struct vm_area_struct *vma)
{
	return !!(vma->vm_flags & VM_MIXEDMAP); /* expect: policy */
}

int in_unlikely(struct vm_area_struct *vma)
{
	if (unlikely(vma->vm_flags & VM_PFNMAP)) /* expect: policy */
		return -EINVAL;
	return 0;
}

int compared_with_zero(struct vm_area_struct *vma)
{
	if ((vma->vm_flags & VM_PFNMAP) == 0) /* expect: policy */
		return -EINVAL;
	return 0;
}

int compared_with_mask(struct vm_area_struct *vma)
{
	if ((vma->vm_flags & (VM_PFNMAP | VM_IO)) == /* expect: policy */
	    (VM_PFNMAP | VM_IO))
		return -EINVAL;
	return 0;
}

int in_conjunction(struct vm_area_struct *vma)
{
	if (vma->vm_file && vma->vm_flags & VM_PFNMAP && vma->vm_ops) /* expect: policy */
		return 1;
	return 0;
}

unsigned long in_conditional(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_MIXEDMAP ? PAGE_SIZE : 0; /* expect: policy */
}

/* Two operands of one condition are two reads. */
bool two_reads_in_one_line(struct vm_area_struct *a, struct vm_area_struct *b)
{
	return a->vm_flags & VM_PFNMAP || /* expect: policy */
	       b->vm_flags & VM_PFNMAP; /* expect: policy */
}

int column_of_the_flag(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP) /* expect: policy @22 */
		return 1;
	return 0;
}

bool in_a_loop(struct vm_area_struct *vma, int n)
{
	while (n-- && !(vma->vm_flags & VM_PFNMAP)) /* expect: policy */
		cond_resched();
	return n > 0;
}

int in_a_switch(struct vm_area_struct *vma)
{
	switch (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) { /* expect: policy */
	case VM_PFNMAP:
		return 1;
	case VM_MIXEDMAP:
		return 2;
	default:
		return 0;
	}
}
