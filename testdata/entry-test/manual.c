// SPDX-License-Identifier: GPL-2.0-only
/* Entry tests that cannot be turned by rule. */
#include <linux/mm.h>

/* Zero pages pass the test today, and vm_normal_page() refuses them. */
void zero_pages_pass(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (!pte_present(pte))
		return;
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: entry-test */
		return;

	mark_page_accessed(pte_page(pte));
}

/* Raw entries of a mixed mapping pass today: the flag says less than the bit. */
void one_flag_of_two(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (!pte_present(pte) || is_zero_pfn(pte_pfn(pte)))
		return;
	if (vma->vm_flags & VM_PFNMAP) /* expect: entry-test */
		return;

	flush_cache_page(vma, addr, pte_pfn(pte));
}

/* No question exists for a pud leaf before 7.x. */
void pud_has_no_question(struct vm_area_struct *vma, unsigned long addr, pud_t pud)
{
	if (!pud_leaf(pud))
		return;
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: entry-test */
		return;

	mark_page_accessed(pud_page(pud));
}
