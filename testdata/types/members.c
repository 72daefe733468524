// SPDX-License-Identifier: GPL-2.0-only
/* fixture: engine=checkers */
/* Whose member it is: the flags' type or a store of flags tells, no name does. */
#include <linux/mm.h>

struct by_name { unsigned long bits; };

bool named_member(struct vm_area_struct *vma)
{
	struct by_name copy = { .bits = vma->vm_flags };

	return copy.bits & VM_PFNMAP; /* expect: policy */
}

struct by_place { int order; unsigned long bits; };

bool member_by_its_place(struct vm_area_struct *vma)
{
	struct by_place copy = { 0, vma->vm_flags };

	return copy.bits & VM_PFNMAP; /* expect: policy */
}

struct device_state { unsigned long vm_flags, bits; };

bool member_of_the_same_name(const struct device_state *state)
{
	return state->vm_flags & VM_PFNMAP;
}

bool member_that_holds_no_flags(const struct device_state *state)
{
	return state->bits & VM_PFNMAP;
}

struct request { int order; vm_flags_t wanted, more; };

bool member_with_the_flags_type(const struct request *request)
{
	return request->wanted & VM_PFNMAP; /* expect: policy @27 */
}

bool second_of_a_declaration(const struct request *request)
{
	return request->more & VM_MIXEDMAP; /* expect: policy @25 */
}

struct region_state { unsigned long vm_flags; struct region_state *next; };

void keeps_flags(struct region_state *state, const struct vm_area_struct *vma)
{
	state->vm_flags = vma->vm_flags;
}

bool member_stored_to_elsewhere(const struct region_state *state)
{
	return state->vm_flags & VM_PFNMAP; /* expect: policy @27 */
}

bool through_another_member(const struct region_state *state)
{
	return state->next->vm_flags & (1UL << 10); /* expect: policy @34 */
}

struct copied_state { unsigned long bits, others; };

void copies_member(struct copied_state *to, const struct region_state *from)
{
	to->bits = from->vm_flags | VM_IO;
	to->others = VM_PFNMAP;
}

bool member_copied_from_a_member(const struct copied_state *state)
{
	return state->bits & VM_PFNMAP; /* expect: policy @23 */
}

bool member_that_only_masks_are_stored_to(const struct copied_state *state)
{
	return state->others & VM_PFNMAP;
}

struct given_state { unsigned long bits; };

void given_flags(struct given_state *state, vm_flags_t flags)
{
	state->bits = flags;
}

bool member_of_a_flags_parameter(const struct given_state *state)
{
	return state->bits & VM_PFNMAP; /* expect: policy @23 */
}

bool choice_of_members(const struct device_state *a, struct vm_area_struct *vma,
		       bool which)
{
	return (which ? a->bits : vma->vm_flags) & VM_PFNMAP; /* expect: policy */
}

bool same_name_set_already(const struct device_state *state)
{
	return (state->vm_flags | VM_PFNMAP) == state->vm_flags;
}
