// SPDX-License-Identifier: GPL-2.0-only
/* The entry is in hand, and the VMA is asked all the same. */
#include <linux/mm.h>
#include <linux/huge_mm.h>

void flags_after_load(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	pte_t pte = ptep_get(ptep);

	if (!pte_present(pte))
		return;
	if (is_zero_pfn(pte_pfn(pte))) {
		flush_cache_page(vma, addr, pte_pfn(pte));
		return;
	}
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: entry-test */
		return;

	mark_page_accessed(pte_page(pte));
}

void value_parameter(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (!pte_present(pte))
		return;
	if (is_zero_pfn(pte_pfn(pte))) {
		flush_cache_page(vma, addr, pte_pfn(pte));
		return;
	}
	if (!(vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP))) /* expect: entry-test */
		mark_page_accessed(pte_page(pte));
}

void second_operand(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (!pte_present(pte))
		return;
	if (is_zero_pfn(pte_pfn(pte))) {
		flush_cache_page(vma, addr, pte_pfn(pte));
		return;
	}
	if (pte_young(pte) && !(vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP))) /* expect: entry-test */
		mark_page_accessed(pte_page(pte));
}

void pmd_in_hand(struct vm_area_struct *vma, unsigned long addr, pmd_t pmd)
{
	if (!pmd_present(pmd) || !pmd_trans_huge(pmd))
		return;
	if (is_huge_zero_pmd(pmd)) {
		flush_cache_page(vma, addr, pmd_pfn(pmd));
		return;
	}
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: entry-test */
		return;

	mark_page_accessed(pmd_page(pmd));
}

static bool is_raw_vma(struct vm_area_struct *vma)
{
	return vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP); /* expect: entry-test */
}

void predicate_with_entry(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (!pte_present(pte))
		return;
	if (is_zero_pfn(pte_pfn(pte))) {
		flush_cache_page(vma, addr, pte_pfn(pte));
		return;
	}
	if (is_raw_vma(vma)) /* expect: entry-test */
		return;

	mark_page_accessed(pte_page(pte));
}
