// SPDX-License-Identifier: GPL-2.0-only
/* Nothing to find: a write, a comment about VM_PFNMAP, and another flag. */
#include <linux/mm.h>

int map_device(struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_PFNMAP);
	return 0;
}

int is_huge(struct vm_area_struct *vma)
{
	return !!(vma->vm_flags & VM_HUGETLB);
}
