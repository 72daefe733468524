// SPDX-License-Identifier: GPL-2.0-only
/* Variables that hold a mask, and some that only look so. */
const unsigned long everywhere = VM_PFNMAP;	/* carrier: mask 1 tree */
static const unsigned long only_here = VM_IO | VM_MIXEDMAP;	/* carrier: mask 2 file */
static unsigned long never_a_mask = VM_IO | VM_PFNMAP;

int mask_in_steps(struct vm_area_struct *vma, int c)	/* carrier: predicate 3 tree */
{
	unsigned int forbidden = VM_LOCKED;

	if (c)
		forbidden |= VM_PFNMAP;	/* carrier: mask 3 mask_in_steps */
	forbidden |= VM_MIXEDMAP;
	return (vma->vm_flags & forbidden) ? -EINVAL : 0;
}

int mask_const(struct vm_area_struct *vma)
{
	const vm_flags_t expected = VM_IO | VM_PFNMAP;	/* carrier: mask 1 mask_const */

	if (WARN_ON((vma->vm_flags & expected) != expected))
		return -EINVAL;
	return vma->vm_flags & only_here ? 1 : 2;
}

int mask_picked(struct vm_area_struct *vma, int c)	/* carrier: predicate 1 tree */
{
	unsigned long picked = c ? VM_PFNMAP : 0;	/* carrier: mask 1 mask_picked */

	return picked & vma->vm_flags ? -1 : 0;
}

int same_name_other_function(struct vm_area_struct *vma, unsigned long expected)
{
	return vma->vm_flags & expected ? -1 : 0;
}

/* On its way into a VMA: the test is about another flag. */
int new_flags(struct vm_area_struct *vma)
{
	unsigned long flags = VM_IO | VM_PFNMAP;

	if (flags & VM_SHARED)
		vm_flags_set(vma, flags);
	vma->vm_flags = never_a_mask;
	return install(vma, flags & ~VM_IO);
}

int copied_flags(struct vm_area_struct *vma)
{
	unsigned long copy = vma->vm_flags | VM_PFNMAP;

	return copy & vma->vm_flags ? -1 : 0;
}
