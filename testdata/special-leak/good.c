// SPDX-License-Identifier: GPL-2.0-only
/* The place where the special bit belongs, and a bit that is only set. */
#include <linux/mm.h>

struct page *vm_normal_page(struct vm_area_struct *vma, unsigned long addr,
			    pte_t pte)
{
	if (pte_special(pte))
		return NULL;
	if (vma->vm_flags & VM_MIXEDMAP && !pfn_valid(pte_pfn(pte)))
		return NULL;
	return pte_page(pte);
}

void sets_the_bit(struct mm_struct *mm, unsigned long addr, pte_t *ptep,
		  unsigned long pfn)
{
	set_pte_at(mm, addr, ptep, pte_mkspecial(__pte(pfn << PAGE_SHIFT)));
}

/* A test of the helpers themselves: the entry belongs to no mapping. */
void tests_the_bit(unsigned long pfn)
{
	WARN_ON(!pte_special(pte_mkspecial(__pte(pfn << PAGE_SHIFT))));
}
