// SPDX-License-Identifier: GPL-2.0-only
/* Near misses: no read of the two flags, or none that gates. */
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

static int other_flags_test_walk(unsigned long start, unsigned long end,
				 struct mm_walk *walk)
{
	return !!(walk->vma->vm_flags & VM_HUGETLB);
}

const struct mm_walk_ops gate_of_other_flags = {
	.pte_entry	= filtered_pte,
	.test_walk	= other_flags_test_walk,
};

void write_before_walk(struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP);
	walk_page_vma(vma, &gate_of_other_flags, NULL);
}

struct region {
	unsigned long vm_flags;
};

void unrelated_member(struct region *region, struct vm_area_struct *vma)
{
	if (region->vm_flags & BIT(10))
		return;
	walk_page_vma(vma, &gate_of_other_flags, NULL);
}
