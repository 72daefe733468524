// SPDX-License-Identifier: GPL-2.0-only
/* fixture: engine=checkers */
/* Asked by a comparison, without an "&" that selects the bit. */
#include <linux/mm.h>

bool set_already(struct vm_area_struct *vma)
{
	return (vma->vm_flags | VM_PFNMAP) == vma->vm_flags; /* expect: policy @26 */
}

bool set_already_mirrored(vm_flags_t flags)
{
	return flags != (VM_PFNMAP | flags); /* expect: policy @19 */
}

bool parameter_set_already(unsigned long flags)
{
	return (flags | VM_PFNMAP) == flags; /* expect: policy @18 */
}

bool clear_already(struct vm_area_struct *vma)
{
	return vma->vm_flags == (vma->vm_flags & ~VM_MIXEDMAP); /* expect: policy */
}

bool parameter_clear_already(unsigned long flags)
{
	return (flags & ~VM_PFNMAP) != flags; /* expect: policy @19 */
}

bool clear_already_of_a_mask(vm_flags_t flags, bool strict)
{
	unsigned long drop = VM_MIXEDMAP;

	if (strict)
		drop |= VM_PFNMAP;
	return (flags & ~drop) == flags; /* expect: policy @19 */
}

bool nothing_but(struct vm_area_struct *vma)
{
	return vma->vm_flags == VM_PFNMAP; /* expect: policy @26 */
}

bool nothing_but_as_parameter(vm_flags_t flags)
{
	return flags != (VM_PFNMAP | VM_IO); /* expect: policy @19 */
}

bool rest_is_none(struct vm_area_struct *vma)
{
	return !(vma->vm_flags & ~VM_PFNMAP);
}

bool rest_is_the_same(struct vm_area_struct *a, struct vm_area_struct *b)
{
	return (a->vm_flags & ~VM_PFNMAP) == (b->vm_flags & ~VM_PFNMAP);
}

vm_flags_t only_changed(struct vm_area_struct *vma)
{
	return (vma->vm_flags | VM_PFNMAP) & ~VM_MIXEDMAP;
}
