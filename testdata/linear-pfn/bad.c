// SPDX-License-Identifier: GPL-2.0-only
/* A pfn computed from vm_pgoff because the flag is set. */
#include <linux/mm.h>

int pfn_from_pgoff(struct vm_area_struct *vma, unsigned long addr,
		   unsigned long *pfn)
{
	if (vma->vm_flags & VM_PFNMAP) { /* expect: linear-pfn */
		*pfn = ((addr - vma->vm_start) >> PAGE_SHIFT) + vma->vm_pgoff;
		return 0;
	}
	return -EINVAL;
}

phys_addr_t phys_from_pgoff(struct vm_area_struct *vma, unsigned long addr)
{
	phys_addr_t phys;

	if (!(vma->vm_flags & (VM_IO | VM_PFNMAP))) /* expect: linear-pfn */
		return 0;

	phys = (phys_addr_t)vma->vm_pgoff << PAGE_SHIFT;
	return phys + (addr - vma->vm_start);
}

unsigned long conditional_expression(struct vm_area_struct *vma)
{
	return (vma->vm_flags & VM_PFNMAP) ? vma->vm_pgoff : 0; /* expect: linear-pfn */
}
