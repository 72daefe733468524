// SPDX-License-Identifier: GPL-2.0-only
/* A predicate that manual-elsewhere.c asks. */
#include <linux/mm.h>

bool is_raw_elsewhere(struct vm_area_struct *vma);

bool is_raw_elsewhere(struct vm_area_struct *vma)
{
	return vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP); /* expect: policy */
}
