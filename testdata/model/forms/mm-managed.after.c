// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 effect=nfc */
/* policy in a tree that has the predicate for exactly this mask. */
#include <linux/mm.h>

static __maybe_unused bool is_mm_managed(const struct vm_area_struct *vma)
{
	return !vma_test_any(vma, VMA_PFNMAP_BIT, VMA_MIXEDMAP_BIT);
}

int may_collapse(struct vm_area_struct *vma)
{
	if (!is_mm_managed(vma))
		return -EINVAL;
	return vma->vm_flags & VM_LOCKED ? -EBUSY : 0;
}
