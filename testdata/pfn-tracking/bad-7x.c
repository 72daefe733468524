// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/* The bitmap spelling of a tracking guard. */
#include <linux/mm.h>

void untrack_bitmap(struct vm_area_struct *vma)
{
	if (vma_test(vma, VMA_PFNMAP_BIT)) /* expect: pfn-tracking */
		untrack_pfn_clear(vma);
}
