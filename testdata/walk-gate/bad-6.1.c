// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=6.1 */
/* 6.1 has no huge PFN mappings: a walk of ptes alone can be let in. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

static int filtered_pte(pte_t *pte, unsigned long addr, unsigned long next,
			struct mm_walk *walk)
{
	struct page *page;

	if (!pte_present(*pte))
		return 0;
	page = vm_normal_page(walk->vma, addr, *pte);
	if (page)
		mark_page_accessed(page);
	return 0;
}

static int mask_test_walk(unsigned long start, unsigned long end,
			  struct mm_walk *walk)
{
	if (walk->vma->vm_flags & (VM_IO | VM_PFNMAP | VM_LOCKED)) /* expect: walk-gate */
		return 1;

	return 0;
}

const struct mm_walk_ops pte_only_ops = {
	.pte_entry	= filtered_pte,
	.test_walk	= mask_test_walk,
};
