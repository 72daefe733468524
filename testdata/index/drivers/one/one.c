// SPDX-License-Identifier: GPL-2.0-only
/* Names that mean something else here, and closure across files. */
#define VM_NESTED 0x7

static bool old_style(struct vm_area_struct *vma)
{
	return vma->vm_private_data;
}

static bool asks_its_own(struct vm_area_struct *vma)
{
	return old_style(vma) || vma->vm_flags & VM_NESTED;
}

static bool asks_far_away(struct vm_area_struct *vma)	/* carrier: predicate 1 file */
{
	return defined_elsewhere(vma) && !(vma->vm_flags & everywhere);
}
