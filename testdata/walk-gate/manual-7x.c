// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/* Zapping has other names since 7.1; raw entries still cannot be faulted back. */
#include <linux/mm.h>

bool reap(struct vm_area_struct *vma)
{
	if (vma_test_any(vma, VMA_HUGETLB_BIT, VMA_PFNMAP_BIT)) /* expect: walk-gate */
		return true;

	return !zap_vma_for_reaping(vma);
}

void drop_range(struct vm_area_struct *vma, unsigned long addr)
{
	if (vma->vm_flags & VM_PFNMAP) /* expect: walk-gate */
		return;

	zap_vma_range(vma, addr, PAGE_SIZE);
}
