// SPDX-License-Identifier: GPL-2.0-only
/* Masks: with other flags, broken over lines, in locals, macros, steps. */
#include <linux/mm.h>

bool with_other_flags(struct vm_area_struct *vma)
{
	return vma->vm_flags & (VM_SHARED | VM_MAYSHARE | VM_PFNMAP); /* expect: policy */
}

bool broken_over_lines(struct vm_area_struct *vma)
{
	return vma->vm_flags & (VM_SHARED | VM_MAYSHARE |
				VM_IO |
				VM_PFNMAP | VM_MIXEDMAP); /* expect: policy */
}

int local_mask(struct vm_area_struct *vma)
{
	const unsigned long mask = VM_IO | VM_PFNMAP;

	if (vma->vm_flags & mask) /* expect: policy */
		return -EINVAL;
	return 0;
}

int built_in_steps(struct vm_area_struct *vma, bool lock_matters)
{
	unsigned long forbidden = VM_PFNMAP;

	if (lock_matters)
		forbidden |= VM_LOCKED;
	return vma->vm_flags & forbidden ? -EINVAL : 0; /* expect: policy */
}

static const unsigned long file_scope_mask = VM_MIXEDMAP | VM_IO;

bool constant_of_the_file(struct vm_area_struct *vma)
{
	return !(vma->vm_flags & file_scope_mask); /* expect: policy */
}

#define MY_SPECIAL	(VM_IO | VM_PFNMAP)
#define MY_NESTED	(MY_SPECIAL | VM_HUGETLB)

bool composite_macro(struct vm_area_struct *vma)
{
	return vma->vm_flags & MY_SPECIAL; /* expect: policy */
}

bool nested_macro(struct vm_area_struct *vma)
{
	return vma->vm_flags & MY_NESTED; /* expect: policy */
}

bool macro_of_a_header(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_SPECIAL; /* expect: policy */
}

enum { ENUM_MASK = VM_PFNMAP | VM_DONTEXPAND };

bool enum_constant(struct vm_area_struct *vma)
{
	return vma->vm_flags & ENUM_MASK; /* expect: policy */
}
