// SPDX-License-Identifier: GPL-2.0-only
/* get_user_pages() behind other conditions. */
#include <linux/mm.h>

long pin_writable(struct vm_area_struct *vma, unsigned long addr,
		  struct page **pages)
{
	if (!(vma->vm_flags & VM_WRITE))
		return -EFAULT;
	return pin_user_pages(addr, 1, FOLL_WRITE, pages);
}

unsigned int foll_flags_of(struct vm_area_struct *vma)
{
	unsigned int flags = FOLL_GET;

	if (vma->vm_flags & VM_SHARED)
		flags |= FOLL_WRITE;
	return flags;
}
