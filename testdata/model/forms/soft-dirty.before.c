// SPDX-License-Identifier: GPL-2.0-only
/* fixture: effect=broken */
/*
 * A guarded walk-gate, refuted. In clear_refs_pte_range() of 6.12 one branch
 * writes the entry in front of the filter, pmd leaves are not asked, and a pud
 * leaf would be split. A question at each of the three lets the gate go, but
 * raw entries of a MIXEDMAP, which the gate never held back, are then left
 * alone too. A gate on both flags fares no better: zero pages of a MIXEDMAP.
 */
#include <linux/mm.h>
#include <linux/pagewalk.h>

static int clear_pmd(pmd_t *pmd, unsigned long addr, unsigned long end,
		     struct mm_walk *walk)
{
	struct vm_area_struct *vma = walk->vma;
	struct page *page;
	spinlock_t *ptl;
	pte_t *pte, entry;

	ptl = pmd_trans_huge_lock(pmd, vma);
	if (ptl) {
		if (pmd_present(*pmd))
			pmdp_test_and_clear_young(vma, addr, pmd);
		spin_unlock(ptl);
		return 0;
	}

	pte = pte_offset_map_lock(vma->vm_mm, pmd, addr, &ptl);
	if (!pte)
		return 0;
	for (; addr != end; pte++, addr += PAGE_SIZE) {
		entry = ptep_get(pte);

		if (pte_soft_dirty(entry)) {
			set_pte_at(vma->vm_mm, addr, pte,
				   pte_clear_soft_dirty(entry));
			continue;
		}
		if (!pte_present(entry))
			continue;
		page = vm_normal_page(vma, addr, entry);
		if (page)
			mark_page_accessed(page);
	}
	pte_unmap_unlock(pte - 1, ptl);
	return 0;
}

static int clear_test_walk(unsigned long start, unsigned long end,
			   struct mm_walk *walk)
{
	if (walk->vma->vm_flags & VM_PFNMAP)
		return 1;

	return 0;
}

const struct mm_walk_ops clear_ops = {
	.pmd_entry	= clear_pmd,
	.test_walk	= clear_test_walk,
};
