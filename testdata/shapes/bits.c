// SPDX-License-Identifier: GPL-2.0-only
/* The bit through ~ ^ | and !!: what is asked is the flag all the same. */
#include <linux/mm.h>

bool complement(struct vm_area_struct *vma)
{
	return ~vma->vm_flags & VM_PFNMAP; /* expect: policy */
}

bool complement_of_a_copy(struct vm_area_struct *vma)
{
	vm_flags_t clear = ~vma->vm_flags;

	return clear & (VM_PFNMAP | VM_IO); /* expect: policy */
}

bool toggled(struct vm_area_struct *vma)
{
	return (vma->vm_flags ^ VM_PFNMAP) & VM_PFNMAP; /* expect: policy */
}

bool differs(struct vm_area_struct *a, struct vm_area_struct *b)
{
	return (a->vm_flags ^ b->vm_flags) & VM_PFNMAP; /* expect: policy */
}

bool either_vma(struct vm_area_struct *a, struct vm_area_struct *b)
{
	return (a->vm_flags | b->vm_flags) & VM_PFNMAP; /* expect: policy */
}

int result_as_a_number(struct vm_area_struct *vma)
{
	return !!(vma->vm_flags & VM_PFNMAP) << 3; /* expect: policy */
}

bool double_negation_stored(struct vm_area_struct *vma, bool *raw)
{
	*raw = !!(vma->vm_flags & VM_PFNMAP); /* expect: policy */
	return *raw;
}

/* The rest of the word: these do not depend on the bit. */
unsigned long without_it(struct vm_area_struct *vma)
{
	return vma->vm_flags & ~VM_PFNMAP;
}

unsigned long with_it(struct vm_area_struct *vma)
{
	return vma->vm_flags | VM_MIXEDMAP;
}

bool asked_of_the_rest(struct vm_area_struct *vma)
{
	return (vma->vm_flags & ~(VM_PFNMAP | VM_MIXEDMAP)) & VM_IO;
}
