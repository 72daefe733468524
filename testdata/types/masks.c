// SPDX-License-Identifier: GPL-2.0-only
/* fixture: engine=checkers */
/* A mask that the test does not spell: parameters, values, initialisers. */
#include <linux/mm.h>

static bool has_any(struct vm_area_struct *vma, vm_flags_t mask)
{
	return vma->vm_flags & mask;
}

bool mask_as_parameter(struct vm_area_struct *vma)
{
	return has_any(vma, VM_PFNMAP); /* expect: policy @22 */
}

bool other_mask_as_parameter(struct vm_area_struct *vma)
{
	return has_any(vma, VM_LOCKED);
}

static int refuse(const struct vm_area_struct *vma, unsigned long unwanted)
{
	if (vma->vm_flags & unwanted)
		return -EINVAL;
	return 0;
}

#define RAW_FLAGS (VM_IO | VM_PFNMAP | VM_MIXEDMAP)

int composite_as_parameter(struct vm_area_struct *vma)
{
	return refuse(vma, RAW_FLAGS); /* expect: policy @21 */
}

int mask_of_several_lines(struct vm_area_struct *vma)
{
	return refuse(vma, VM_IO |
			   VM_MIXEDMAP); /* expect: policy @7 */
}

static bool handed_on(struct vm_area_struct *vma, unsigned long mask)
{
	return has_any(vma, mask);
}

bool two_calls_away(struct vm_area_struct *vma)
{
	return handed_on(vma, VM_MIXEDMAP); /* expect: policy */
}

static bool any_of(unsigned long bits, unsigned long mask)
{
	return bits & mask;
}

bool flags_and_mask_as_parameters(struct vm_area_struct *vma)
{
	return any_of(vma->vm_flags, VM_PFNMAP); /* expect: policy */
}

bool other_bits_and_the_mask(unsigned long bits)
{
	return any_of(bits, VM_PFNMAP);
}

static void lock_with(struct vm_area_struct *vma, unsigned long flags)
{
	if (vma->vm_file)
		vm_flags_set(vma, flags);
}

void mask_that_is_only_set(struct vm_area_struct *vma)
{
	lock_with(vma, VM_PFNMAP);
}

bool spelled_as_a_shift(struct vm_area_struct *vma)
{
	return vma->vm_flags & (1UL << 10); /* expect: policy */
}

bool another_shift(struct vm_area_struct *vma)
{
	return vma->vm_flags & (1UL << 11);
}

enum { FROM_A_NUMBER = 0x400, FROM_FLAGS = VM_PFNMAP | VM_MIXEDMAP };

bool enum_constant(struct vm_area_struct *vma)
{
	return vma->vm_flags & FROM_A_NUMBER; /* expect: policy */
}

bool enum_constant_of_flags(struct vm_area_struct *vma)
{
	return vma->vm_flags & FROM_FLAGS; /* expect: policy */
}

bool const_local(struct vm_area_struct *vma)
{
	const unsigned long mask = 1UL << 28;

	return vma->vm_flags & mask; /* expect: policy */
}

bool built_up_in_steps(struct vm_area_struct *vma, bool strict)
{
	unsigned long mask = VM_LOCKED;

	mask |= 1UL << 14;
	if (strict)
		mask |= 1UL << 10;
	return vma->vm_flags & mask; /* expect: policy */
}

bool shift_in_front(struct vm_area_struct *vma)
{
	return (1UL << 10) & vma->vm_flags; /* expect: policy @10 */
}

bool number_in_front(struct vm_area_struct *vma)
{
	return 0x400 & vma->vm_flags; /* expect: policy @9 */
}

bool number_and_flags_parameter(vm_flags_t flags)
{
	return flags & (1UL << 28); /* expect: policy @18 */
}

bool number_and_other_parameter(unsigned long bits)
{
	return bits & (1UL << 28);
}

vm_flags_t cleared_with_a_variable(vm_flags_t flags, bool strict)
{
	unsigned long drop = VM_PFNMAP;

	if (strict)
		drop |= VM_MIXEDMAP;
	return flags & ~drop;
}
