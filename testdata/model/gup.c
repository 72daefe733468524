// SPDX-License-Identifier: GPL-2.0-only
/*
 * gup.c - get_user_pages(): what it refuses by the VMA, what by the entry, in
 * the order of mm/gup.c. One page after the other, stops at the first error.
 */
#include "model.h"

static struct page *pte_page_of(struct vm_area_struct *vma, unsigned long addr,
				pte_t pte, long *err)
{
	struct page *page;

	/* faultin_page(): the model has no faults, only says that one was tried. */
	if (!pte_present(pte)) {
		trace("fault");
		*err = -EFAULT;
		return NULL;
	}
	page = vm_normal_page(vma, addr, pte);
	/* follow_page_pte(): zero pages are handed out, raw entries are not. */
	if (!page && is_zero_pfn(pte_pfn(pte)))
		page = pte_page(pte);
	if (!page)
		*err = -EEXIST;
	return page;
}

static struct page *leaf_page(struct page *normal, long *err)
{
	if (!normal)
		*err = -EFAULT;
	return normal;
}

static struct page *page_at(struct vm_area_struct *vma, unsigned long addr,
			    long *err)
{
	pud_t *pud = pud_offset(&model.p4d, addr);
	pmd_t *pmd;

	/* Leaves above the pmd level hold device memory, or nothing. */
	if (!pud_present(*pud) || pud_leaf(*pud))
		return leaf_page(NULL, err);
	pmd = pmd_offset(pud, addr);
	if (!pmd_present(*pmd))
		return leaf_page(NULL, err);
	if (pmd_leaf(*pmd))
		return leaf_page(vm_normal_page_pmd(vma, addr, *pmd), err);
	return pte_page_of(vma, addr, *pte_offset_map(pmd, addr), err);
}

static long pin_pages(struct mm_struct *mm, unsigned long start,
		      unsigned long nr_pages, struct page **pages)
{
	struct vm_area_struct *vma = vma_lookup(mm, start);
	unsigned long i;
	long err = 0;

	for (i = 0; i < nr_pages; i++, start += PAGE_SIZE) {
		/* gup_vma_lookup(); check_vma_flags(), before anything else. */
		if (!vma || start >= vma->vm_end ||
		    vma->vm_flags & (VM_IO | VM_PFNMAP))
			err = -EFAULT;
		else
			pages[i] = page_at(vma, start, &err);
		if (err)
			return i ? (long)i : err;
		get_page(pages[i]);
	}
	return i;
}

#if MODEL_KERNEL >= 612
long pin_user_pages_remote(struct mm_struct *mm, unsigned long start,
			   unsigned long nr_pages, unsigned int gup_flags,
			   struct page **pages, int *locked)
{
	return pin_pages(mm, start, nr_pages, pages);
}
#else
long pin_user_pages_remote(struct mm_struct *mm, unsigned long start,
			   unsigned long nr_pages, unsigned int gup_flags,
			   struct page **pages, struct vm_area_struct **vmas,
			   int *locked)
{
	return pin_pages(mm, start, nr_pages, pages);
}
#endif
