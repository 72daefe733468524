// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 needs=tree mutants=bad-predicate.c */
/*
 * A predicate that says no to DAX mappings: a DAX leaf is a normal one here, so that
 * to ask it says no as well.
 */
#include <linux/mm.h>
#include <linux/huge_mm.h>

static __maybe_unused bool is_raw_of_file(const struct vm_area_struct *vma)
{
	if (vma_is_dax(vma))
		return false;
	return vma_test_any(vma, VMA_PFNMAP_BIT, VMA_MIXEDMAP_BIT); /* expect: policy */
}

void zap_leaf(struct vm_area_struct *vma, unsigned long addr, pmd_t *pmdp)
{
	pmd_t pmd;

	if (pmd_none(*pmdp) || (pmd_present(*pmdp) && !pmd_leaf(*pmdp)))
		return;

	pmd = pmdp_huge_clear_flush(vma, addr, pmdp);
	if (pmd_present(pmd) && !is_huge_zero_pmd(pmd) &&
	    !vm_normal_page_pmd(vma, addr, pmd))
		flush_cache_range(vma, addr, addr + PMD_SIZE);
	else if (is_huge_zero_pmd(pmd))
		flush_cache_page(vma, addr, pmd_pfn(pmd));
	else if (pmd_present(pmd))
		put_page(pmd_page(pmd));
	else
		flush_tlb_range(vma, addr, addr + PMD_SIZE);
}

/* There is an asker for a pud leaf, too. */
void zap_pud(struct vm_area_struct *vma, unsigned long addr, pud_t *pudp)
{
	spinlock_t *ptl = pud_trans_huge_lock(pudp, vma);
	pud_t old;

	if (!ptl)
		return;
	old = pudp_huge_clear_flush(vma, addr, pudp);
	if (!vm_normal_page_pud(vma, addr, old)) {
		spin_unlock(ptl);
		flush_cache_range(vma, addr, addr + PUD_SIZE);
	} else {
		put_page(pud_page(old));
		spin_unlock(ptl);
	}
}
