// SPDX-License-Identifier: GPL-2.0-only
/* VMA-wide decisions on other flags. */
#include <linux/mm.h>

long may_expand(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_DONTEXPAND)
		return -EFAULT;
	return 0;
}

bool same_flags(struct vm_area_struct *vma, vm_flags_t vm_flags)
{
	return vma->vm_flags == vm_flags;
}

bool is_writable_copy(struct vm_area_struct *vma)
{
	return is_cow_mapping(vma->vm_flags) && vma->vm_flags & VM_WRITE;
}
