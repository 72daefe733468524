// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/* The bitmap spelling of a computed pfn. */
#include <linux/mm.h>

int pfn_from_pgoff_bitmap(struct vm_area_struct *vma, unsigned long addr,
			  unsigned long *pfn)
{
	if (!vma_test(vma, VMA_PFNMAP_BIT)) /* expect: linear-pfn */
		return -EINVAL;

	*pfn = vma->vm_pgoff + ((addr - vma->vm_start) >> PAGE_SHIFT);
	return 0;
}
