// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=6.1 */
/* "Set it if not set" where the flags are assigned directly. */
#include <linux/mm.h>

void set_if_not_set_directly(struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_MIXEDMAP)) { /* expect: contract */
		BUG_ON(vma->vm_flags & VM_PFNMAP); /* expect: contract */
		vma->vm_flags |= VM_MIXEDMAP;
	}
}
