// SPDX-License-Identifier: GPL-2.0-only
/* Refusals that GUP does not repeat, or not for the same VMA. */
#include <linux/mm.h>

int mixedmap_too(struct vm_area_struct *any, unsigned long addr)
{
	struct mm_struct *mm = any->vm_mm;
	struct vm_area_struct *vma;
	struct page *page;
	long ret;

	vma = vma_lookup(mm, addr);
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: gup-gate */
		return -EFAULT;

	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, &page, NULL);
	if (ret == 1)
		set_page_dirty(page);
	return ret;
}

/* The VMA is not known to be that of the address. */
long vma_of_another_address(struct vm_area_struct *vma, unsigned long addr)
{
	struct page *page;

	if (vma->vm_flags & VM_PFNMAP) /* expect: gup-gate */
		return -EFAULT;

	return pin_user_pages_remote(vma->vm_mm, addr, 1, 0, &page, NULL);
}

/* GUP-fast asks no VMA: it would pin what was copied on write. */
long fast_path(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;

	vma = vma_lookup(mm, addr);
	if (vma->vm_flags & VM_PFNMAP) /* expect: gup-gate */
		return -EFAULT;

	return pin_user_pages_fast(addr, 1, 0, page);
}

/* Not populating is no error, being refused is one. */
long skipped_not_refused(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;

	vma = vma_lookup(mm, addr);
	if (vma->vm_flags & VM_PFNMAP) /* expect: gup-gate */
		return 0;

	return pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
}

/* Without the test nothing would use the VMA: a new warning. */
long vma_for_the_test(struct mm_struct *mm, unsigned long addr, struct page **page)
{
	struct vm_area_struct *vma;

	vma = vma_lookup(mm, addr);
	if (vma->vm_flags & VM_PFNMAP) /* expect: gup-gate */
		return -EFAULT;

	return pin_user_pages_remote(mm, addr, 1, 0, page, NULL);
}

#define PIN_ONE(addr, page)	pin_user_pages_fast(addr, 1, 0, page)

/* A macro of the file calls it. */
long pinned_by_a_macro(struct vm_area_struct *vma, unsigned long addr,
		       struct page **page)
{
	if (vma->vm_flags & VM_PFNMAP) /* expect: gup-gate */
		return -EFAULT;

	return PIN_ONE(addr, page);
}
