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

bool nothing_but_the_flag(struct vm_area_struct *vma)
{
	return !((vma->vm_flags & VM_SPECIAL) ^ VM_PFNMAP); /* expect: policy */
}

bool set_already(struct vm_area_struct *vma)
{
	return (vma->vm_flags | VM_MIXEDMAP) == vma->vm_flags; /* expect: policy */
}

bool set_already_mirrored(struct vm_area_struct *vma)
{
	return vma->vm_flags != (vma->vm_flags | VM_MIXEDMAP); /* expect: policy */
}

bool clear_already(struct vm_area_struct *vma)
{
	return (vma->vm_flags & ~VM_MIXEDMAP) == vma->vm_flags; /* expect: policy */
}

bool only_that_differs(struct vm_area_struct *vma, vm_flags_t old)
{
	return (vma->vm_flags ^ old) == VM_PFNMAP; /* expect: policy */
}

int anything_else(struct vm_area_struct *vma)
{
	if (vma->vm_flags ^ VM_PFNMAP) /* expect: policy */
		return 1;
	return 0;
}

bool shifted_down(struct vm_area_struct *vma)
{
	return vma->vm_flags >> ilog2(VM_PFNMAP) & 1; /* expect: policy */
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

bool same_but_for_it(struct vm_area_struct *a, struct vm_area_struct *b)
{
	return (a->vm_flags & ~VM_PFNMAP) == (b->vm_flags & ~VM_PFNMAP);
}

unsigned long number_of_the_bit(unsigned long base)
{
	return base + ilog2(VM_PFNMAP);
}
