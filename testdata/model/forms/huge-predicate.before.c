// SPDX-License-Identifier: GPL-2.0-only
/* fixture: effect=cow-visible */
/*
 * entry-test through a predicate of several reasons, as zap_huge_pmd() of 6.12
 * asks it with the pmd in hand: DAX stays a reason, non-present entries and
 * the huge zero page keep their branches.
 */
#include <linux/mm.h>

static inline bool is_special_huge(const struct vm_area_struct *vma)
{
	return vma_is_dax(vma) ||
	       (vma->vm_file && (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)));
}

void drop_leaf(struct vm_area_struct *vma, unsigned long addr, pmd_t pmd)
{
	if (pmd_none(pmd) || (pmd_present(pmd) && !pmd_leaf(pmd)))
		return;
	if (is_special_huge(vma)) {
		flush_cache_range(vma, addr, addr + PMD_SIZE);
	} else if (is_huge_zero_pmd(pmd)) {
		flush_cache_page(vma, addr, pmd_pfn(pmd));
	} else if (pmd_present(pmd)) {
		put_page(pmd_page(pmd));
	} else {
		flush_tlb_range(vma, addr, addr + PMD_SIZE);
	}
}
