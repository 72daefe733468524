// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=6.1 */
/* follow_pte() hands the entry out, so the entry can be asked. */
#include <linux/mm.h>

int refuse_before_follow_pte(struct vm_area_struct *vma, unsigned long addr,
			     unsigned long *pfn)
{
	spinlock_t *ptl;
	pte_t *ptep;
	int ret;

	ret = follow_pte(vma->vm_mm, addr, &ptep, &ptl);
	if (ret)
		return ret;
	if (vm_normal_page(vma, addr, *ptep) || is_zero_pfn(pte_pfn(*ptep))) {
		pte_unmap_unlock(ptep, ptl);
		return -EINVAL;
	}
	*pfn = pte_pfn(*ptep);
	pte_unmap_unlock(ptep, ptl);
	return 0;
}
