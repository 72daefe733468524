// SPDX-License-Identifier: GPL-2.0-only
/* Tracking that no flag guards. */
#include <linux/mm.h>

int track_always(struct vm_area_struct *vma, unsigned long pfn)
{
	return track_pfn_remap(vma, &vma->vm_page_prot, pfn, vma->vm_start,
			       vma->vm_end - vma->vm_start);
}

void untrack_if_shared(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED)
		untrack_pfn(vma, 0, 0, true);
}
