// SPDX-License-Identifier: GPL-2.0-only
/* Assertions of what a mapping API demands of its VMA. */
#include <linux/mm.h>

void both_flags_at_once(struct vm_area_struct *vma)
{
	BUG_ON((vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) == /* expect: contract */
	       (VM_PFNMAP | VM_MIXEDMAP));
}

void second_operand_of_assertion(struct vm_area_struct *vma)
{
	BUG_ON(is_cow_mapping(vma->vm_flags) &&
	       (vma->vm_flags & VM_PFNMAP)); /* expect: contract */
}

int warn_and_refuse(struct vm_area_struct *vma)
{
	if (WARN_ON_ONCE(vma->vm_flags & VM_MIXEDMAP)) /* expect: contract */
		return -EINVAL;
	return 0;
}

#define ASSERT_MAPPING(cond) VM_WARN_ON_ONCE(!(cond))

void own_assertion_macro(struct vm_area_struct *vma)
{
	ASSERT_MAPPING(vma->vm_flags & VM_PFNMAP); /* expect: contract */
}

void set_if_not_set(struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_MIXEDMAP)) { /* expect: contract */
		BUG_ON(vma->vm_flags & VM_PFNMAP); /* expect: contract */
		vm_flags_set(vma, VM_MIXEDMAP);
	}
}

int validate_before_unmap(struct vm_area_struct *vma, unsigned long addr,
			  unsigned long size)
{
	if (addr < vma->vm_start || addr + size > vma->vm_end ||
	    !(vma->vm_flags & VM_PFNMAP)) /* expect: contract */
		return -EINVAL;

	zap_page_range_single(vma, addr, size, NULL);
	return 0;
}
EXPORT_SYMBOL_GPL(validate_before_unmap);

/* All calls of this predicate are assertions, so it is part of them. */
static bool may_hold_pfn(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_MIXEDMAP; /* expect: contract */
}

void predicate_in_assertion(struct vm_area_struct *vma)
{
	BUG_ON(!may_hold_pfn(vma)); /* expect: contract */
}
