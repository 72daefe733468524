// SPDX-License-Identifier: GPL-2.0-only
/* Notes only. */
#include <linux/mm.h>

static bool is_raw(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_RAW;
}

int may_lock(struct vm_area_struct *vma)
{
	if (is_raw(vma))
		return -EINVAL;
	return lock_range(vma);
}

void both_at_once(struct vm_area_struct *vma)
{
	BUG_ON(vma->vm_flags & VM_PFNMAP && vma->vm_flags & VM_MIXEDMAP);
}
