// SPDX-License-Identifier: GPL-2.0-only
/* vm_pgoff without the flag: a file offset, or a setup of the mapping. */
#include <linux/mm.h>

pgoff_t linear_file_index(struct vm_area_struct *vma, unsigned long addr)
{
	return vma->vm_pgoff + ((addr - vma->vm_start) >> PAGE_SHIFT);
}

int pgoff_of_a_new_mapping(struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;

	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff,
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
