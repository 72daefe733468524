// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=6.1 */
/* The shapes of 6.1: the flags are a plain word, tested and assigned. */
#include <linux/mm.h>

int test_before_assignment(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP) /* expect: policy */
		return -EINVAL;
	vma->vm_flags |= VM_DONTEXPAND;
	return 0;
}

int copy_changed_and_tested(struct vm_area_struct *vma)
{
	unsigned long newflags = vma->vm_flags | VM_LOCKED;

	if (newflags & VM_SPECIAL) /* expect: policy */
		return -EINVAL;
	vma->vm_flags = newflags;
	return 0;
}
