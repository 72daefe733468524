// SPDX-License-Identifier: GPL-2.0-only
/* The reverse: one gate of the family tests VM_IO alone. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

static int filtered_pte(pte_t *pte, unsigned long addr, unsigned long next,
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

static int both_flags_test(unsigned long start, unsigned long end,
			   struct mm_walk *walk)
{
	return !!(walk->vma->vm_flags & (VM_IO | VM_PFNMAP)); /* expect: walk-gate */
}

static int io_only_test(unsigned long start, unsigned long end,
			struct mm_walk *walk)
{
	return !!(walk->vma->vm_flags & VM_IO); /* expect: gate-mismatch */
}

const struct mm_walk_ops both_flags_ops = {
	.pte_entry	= filtered_pte,
	.test_walk	= both_flags_test,
};

const struct mm_walk_ops io_only_ops = {
	.pte_entry	= filtered_pte,
	.test_walk	= io_only_test,
};
