// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=6.1 */
/* The lookups of 6.1: follow_pte() and follow_pfn(). */
#include <linux/mm.h>

int get_after_follow_pte(struct vm_area_struct *vma, unsigned long addr)
{
	spinlock_t *ptl;
	pte_t *ptep;
	unsigned long pfn;
	int ret;

	ret = follow_pte(vma->vm_mm, addr, &ptep, &ptl);
	if (ret)
		return ret;
	pfn = pte_pfn(*ptep);
	if (!try_get_page(pfn_to_page(pfn))) /* expect: follow-refcount */
		ret = -EFAULT;
	pte_unmap_unlock(ptep, ptl);
	return ret;
}

struct page *get_after_follow_pfn(struct vm_area_struct *vma, unsigned long addr)
{
	unsigned long pfn;

	if (follow_pfn(vma, addr, &pfn))
		return NULL;
	get_page(pfn_to_page(pfn)); /* expect: follow-refcount */
	return pfn_to_page(pfn);
}
