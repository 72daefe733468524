// SPDX-License-Identifier: GPL-2.0-only
/* The flag guards the tracking of a pfn range (PAT). */
#include <linux/mm.h>

int track_on_copy(struct vm_area_struct *dst, struct vm_area_struct *src)
{
	unsigned long pfn = 0;

	if (src->vm_flags & VM_PFNMAP) { /* expect: pfn-tracking */
		int ret = track_pfn_copy(dst, src, &pfn);

		if (ret)
			return ret;
	}
	return 0;
}

void untrack_on_unmap(struct mmu_gather *tlb, struct vm_area_struct *vma)
{
	if (unlikely(vma->vm_flags & VM_PFNMAP)) /* expect: pfn-tracking */
		untrack_pfn(vma, 0, 0, false);

	unmap_page_range(tlb, vma, vma->vm_start, vma->vm_end, NULL);
}
