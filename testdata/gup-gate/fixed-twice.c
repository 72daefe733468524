// SPDX-License-Identifier: GPL-2.0-only
/* fixture: effect=nfc */
/* GUP refuses these VMAs by itself, with the same errno: the gate repeats it. */
#include <linux/mm.h>

int refused_twice(struct vm_area_struct *any, unsigned long addr)
{
	struct mm_struct *mm = any->vm_mm;
	struct vm_area_struct *vma;
	struct page *page;
	long ret;

	vma = vma_lookup(mm, addr);

	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, &page, NULL);
	if (ret == 1) {
		set_page_dirty(page);
		flush_cache_page(vma, addr, page_to_pfn(page));
	}
	return ret;
}

int refused_twice_with_io(struct vm_area_struct *any, unsigned long addr)
{
	struct mm_struct *mm = any->vm_mm;
	struct vm_area_struct *vma;
	struct page *page;
	long ret;

	vma = vma_lookup(mm, addr);

	ret = pin_user_pages_remote(mm, addr, 1, FOLL_WRITE, &page, NULL);
	if (ret == 1) {
		set_page_dirty(page);
		flush_cache_page(vma, addr, page_to_pfn(page));
	}
	return ret;
}
