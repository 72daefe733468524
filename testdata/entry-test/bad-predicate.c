// SPDX-License-Identifier: GPL-2.0-only
/* fixture: needs=tree */
/*
 * A predicate of several reasons, asked with a pmd in hand: what it asks beside
 * the flags stays a reason. Its body is read off the tree.
 */
#include <linux/mm.h>
#include <linux/huge_mm.h>

static inline __maybe_unused bool is_special_huge(const struct vm_area_struct *vma)
{
	return vma_is_dax(vma) ||
	       (vma->vm_file && (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP))); /* expect: entry-test */
}

/* Code behind the test looks for zero pages and for absent entries itself. */
void drop_leaf(struct vm_area_struct *vma, unsigned long addr, pmd_t *pmdp)
{
	pmd_t pmd;

	if (pmd_none(*pmdp) || (pmd_present(*pmdp) && !pmd_leaf(*pmdp)))
		return;

	pmd = pmdp_huge_clear_flush(vma, addr, pmdp);
	if (is_special_huge(vma)) { /* expect: entry-test */
		flush_cache_range(vma, addr, addr + PMD_SIZE);
	} else if (is_huge_zero_pmd(pmd)) {
		flush_cache_page(vma, addr, pmd_pfn(pmd));
	} else if (pmd_present(pmd)) {
		put_page(pmd_page(pmd));
	} else {
		flush_tlb_range(vma, addr, addr + PMD_SIZE);
	}
}

/* No zero page but one of DAX gets where only mappings of files do. */
void split_leaf_of_file(struct vm_area_struct *vma, unsigned long addr, pmd_t *pmdp)
{
	pmd_t old;

	if (pmd_none(*pmdp) || (pmd_present(*pmdp) && !pmd_leaf(*pmdp)))
		return;
	if (!vma_is_anonymous(vma)) {
		old = pmdp_huge_clear_flush(vma, addr, pmdp);
		if (is_special_huge(vma)) /* expect: entry-test */
			return;
		if (pmd_present(old))
			put_page(pmd_page(old));
		else
			flush_tlb_range(vma, addr, addr + PMD_SIZE);
		return;
	}
	if (pmd_present(*pmdp) && !is_huge_zero_pmd(*pmdp))
		mark_page_accessed(pmd_page(*pmdp));
}
