// SPDX-License-Identifier: GPL-2.0-only
/* fixture: needs=tree */
/*
 * The predicate stands in another file, manual-predicate.c: only who looks through
 * the whole tree knows that the call is a read.
 */
#include <linux/mm.h>
#include <linux/huge_mm.h>

bool is_raw_elsewhere(struct vm_area_struct *vma);

void asked_of_another_file(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (!pte_present(pte))
		return;
	if (is_zero_pfn(pte_pfn(pte))) {
		flush_cache_page(vma, addr, pte_pfn(pte));
		return;
	}
	if (is_raw_elsewhere(vma))
		return;

	mark_page_accessed(pte_page(pte)); /* expect: unasked-entry */
}
