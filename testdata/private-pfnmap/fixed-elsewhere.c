// SPDX-License-Identifier: GPL-2.0-only
/* fixture: mutants=bad.c */
/* A handler that tables of other files name: known by what it is given. */
#include <linux/mm.h>
#include <linux/fs.h>

int offered_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;

	return remap_pfn_range(vma, vma->vm_start, 0x5000, PAGE_SIZE,
			       vma->vm_page_prot);
}

int asking_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, 0x5000, PAGE_SIZE,
			       vma->vm_page_prot);
}
