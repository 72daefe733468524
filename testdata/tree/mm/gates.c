// SPDX-License-Identifier: GPL-2.0-only
/* One warning of a kind. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

static int young_pte(pte_t *pte, unsigned long addr, unsigned long next,
		     struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	struct page *page;

	if (!pte_present(entry))
		return 0;
	page = vm_normal_page(walk->vma, addr, entry);
	if (page)
		mark_page_accessed(page);
	return 0;
}

static int young_test_walk(unsigned long start, unsigned long end,
			   struct mm_walk *walk)
{
	if (walk->vma->vm_flags & VM_PFNMAP)
		return 1;

	return 0;
}

const struct mm_walk_ops young_ops = {
	.pte_entry	= young_pte,
	.test_walk	= young_test_walk,
};

int pfn_of(struct vm_area_struct *vma, unsigned long addr, unsigned long *pfn)
{
	if (vma->vm_flags & VM_PFNMAP) {
		*pfn = ((addr - vma->vm_start) >> PAGE_SHIFT) + vma->vm_pgoff;
		return 0;
	}
	return -EINVAL;
}
