// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=6.1 */
/* Direct assignments of the flags before 6.3. */
#include <linux/mm.h>

void write_directly(struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP;
	vma->vm_flags &= ~VM_MIXEDMAP;
	vma->vm_flags &= ~(VM_PFNMAP | VM_MIXEDMAP);
	vma->vm_flags = vma->vm_flags | VM_MIXEDMAP;
	vma->vm_flags = (vma->vm_flags & ~VM_PFNMAP) | VM_IO;
}

void initialise(struct vm_area_struct *vma, unsigned long flags)
{
	vma->vm_flags = flags | VM_PFNMAP;
}
