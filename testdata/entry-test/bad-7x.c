// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/* The bitmap spelling; this kernel can also ask about a pud leaf. */
#include <linux/mm.h>

void any_of_bits(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (!pte_present(pte))
		return;
	if (is_zero_pfn(pte_pfn(pte))) {
		flush_cache_page(vma, addr, pte_pfn(pte));
		return;
	}
	if (vma_test_any(vma, VMA_PFNMAP_BIT, VMA_MIXEDMAP_BIT)) /* expect: entry-test */
		return;

	mark_page_accessed(pte_page(pte));
}

void pud_in_hand(struct vm_area_struct *vma, unsigned long addr, pud_t pud)
{
	if (!pud_leaf(pud))
		return;
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: entry-test */
		return;

	mark_page_accessed(pud_page(pud));
}
