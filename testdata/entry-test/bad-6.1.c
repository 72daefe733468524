// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=6.1 */
/* The filter stands behind the test already: the test alone can go. */
#include <linux/mm.h>

void filter_follows(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	pte_t pte = *ptep;
	struct page *page;

	if (!pte_present(pte))
		return;
	if (vma->vm_flags & VM_PFNMAP) /* expect: entry-test */
		return;

	page = vm_normal_page(vma, addr, pte);
	if (page)
		mark_page_accessed(page);
}
