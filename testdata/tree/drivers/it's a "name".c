// SPDX-License-Identifier: GPL-2.0-only
/* A file name that a shell would take apart. */
#include <linux/mm.h>

unsigned long base_pfn(struct vm_area_struct *vma)
{
	return (vma->vm_flags & VM_PFNMAP) ? vma->vm_pgoff : 0;
}
