// SPDX-License-Identifier: GPL-2.0-only
/* The answer is kept in a local variable that chooses vm_pgoff, or a lookup, later. */
#include <linux/mm.h>

unsigned long picked_by_local(struct vm_area_struct *vma)
{
	bool is_device = vma ? !!(vma->vm_flags & (VM_IO | VM_PFNMAP)) : false; /* expect: linear-pfn */
	unsigned long pfn = is_device ? vma->vm_pgoff : 0;

	return pfn;
}

unsigned long set_in_branch(struct vm_area_struct *vma, unsigned long addr)
{
	bool is_device = false;

	if (vma->vm_flags & VM_PFNMAP) /* expect: linear-pfn */
		is_device = true;

	if (is_device)
		return vma->vm_pgoff + ((addr - vma->vm_start) >> PAGE_SHIFT);
	return 0;
}

unsigned long cleared_in_branch(struct vm_area_struct *vma)
{
	int has_pages = 1;

	if (vma->vm_flags & VM_PFNMAP) /* expect: linear-pfn */
		has_pages = 0;
	if (!has_pages)
		return vma->vm_pgoff + 1;
	return 0;
}

static int map_window(struct vm_area_struct *vma, unsigned long addr,
		      unsigned long *pfn)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };
	int ret = follow_pfnmap_start(&args);

	if (ret)
		return ret;
	*pfn = args.pfn;
	follow_pfnmap_end(&args);
	return 0;
}

int map_buffer(struct vm_area_struct *vma, unsigned long addr, unsigned long *pfn)
{
	bool is_window = false;

	if ((vma->vm_flags & (VM_IO | VM_PFNMAP)) == (VM_IO | VM_PFNMAP)) /* expect: follow-gate */
		is_window = true;

	if (is_window)
		return map_window(vma, addr, pfn);
	*pfn = 0;
	return 0;
}

/* Near misses: what the variable chooses is no pfn of the mapping. */
unsigned long keeps_count(struct vm_area_struct *vma)
{
	bool is_device = false;

	if (vma->vm_flags & VM_PFNMAP) /* expect: policy */
		is_device = true;
	return is_device ? vma->vm_end - vma->vm_start : 0;
}

unsigned long offset_of_pages(struct vm_area_struct *vma)
{
	bool is_device = false;

	if (vma->vm_flags & VM_PFNMAP) /* expect: policy */
		is_device = true;
	if (!is_device)
		return vma->vm_pgoff << PAGE_SHIFT;
	return 0;
}
