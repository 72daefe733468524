// SPDX-License-Identifier: GPL-2.0-only
/* The entry is asked already, or the test is about other flags. */
#include <linux/mm.h>

void asks_the_entry(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	struct page *page;

	if (!pte_present(pte))
		return;
	page = vm_normal_page(vma, addr, pte);
	if (page)
		mark_page_accessed(page);
}

void asks_the_pmd(struct vm_area_struct *vma, unsigned long addr, pmd_t pmd)
{
	struct page *page;

	if (!pmd_present(pmd) || !pmd_leaf(pmd))
		return;
	page = vm_normal_page_pmd(vma, addr, pmd);
	if (page)
		mark_page_accessed(page);
}

void other_flag_with_entry(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (!pte_present(pte) || !(vma->vm_flags & VM_LOCKED))
		return;
	flush_cache_page(vma, addr, pte_pfn(pte));
}
