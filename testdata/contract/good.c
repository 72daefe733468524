// SPDX-License-Identifier: GPL-2.0-only
/* Assertions about other flags, and writes without a test. */
#include <linux/mm.h>

void assert_cow(struct vm_area_struct *vma)
{
	BUG_ON(is_cow_mapping(vma->vm_flags));
	WARN_ON(vma->vm_flags & VM_HUGETLB);
}

void set_without_test(struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP);
}
