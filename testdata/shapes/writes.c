// SPDX-License-Identifier: GPL-2.0-only
/* A question about writing, asked with an entry in hand: no entry could answer it. */
#include <linux/mm.h>

static bool tells_of_writes(struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED) || !(vma->vm_flags & VM_WRITE))
		return false;
	return !(vma->vm_flags & VM_PFNMAP) && vma->vm_file; /* expect: policy */
}

static bool may_upgrade(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED)
		return tells_of_writes(vma); /* expect: policy */
	return vma->vm_flags & VM_WRITE;
}

int makes_writable(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	pte_t pte = ptep_get(ptep);
	int writable = pte_write(pte);

	if (!writable && may_upgrade(vma)) /* expect: policy */
		writable = 1;
	return writable;
}
