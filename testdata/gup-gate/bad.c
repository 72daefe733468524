// SPDX-License-Identifier: GPL-2.0-only
/* The flag refuses or routes get_user_pages() and populate. */
#include <linux/mm.h>

int gup_flags_parameter(struct vm_area_struct *vma, unsigned long gup_flags)
{
	vm_flags_t vm_flags = vma->vm_flags;

	if (vm_flags & (VM_IO | VM_PFNMAP)) /* expect: gup-gate */
		return -EFAULT;

	if (gup_flags & FOLL_WRITE && !(vm_flags & VM_WRITE))
		return -EFAULT;
	return 0;
}

long refuse_pin(struct vm_area_struct *vma, unsigned long addr,
		struct page **pages)
{
	if (vma->vm_flags & VM_PFNMAP) /* expect: gup-gate */
		return -EFAULT;

	return pin_user_pages(addr, 1, FOLL_LONGTERM, pages);
}

static long pin_one(unsigned long addr, struct page **page)
{
	return pin_user_pages_fast(addr, 1, 0, page);
}

long pin_in_helper(struct vm_area_struct *vma, unsigned long addr,
		   struct page **page)
{
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: gup-gate */
		return -EINVAL;
	return pin_one(addr, page);
}

long skip_populate(struct vm_area_struct *vma, int *locked)
{
	if (vma->vm_flags & (VM_IO | VM_PFNMAP)) /* expect: gup-gate */
		return 0;

	return populate_vma_page_range(vma, vma->vm_start, vma->vm_end, locked);
}
