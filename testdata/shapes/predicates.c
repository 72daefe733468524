// SPDX-License-Identifier: GPL-2.0-only
/* Predicates: the test in the body, and each call at one remove. */
#include <linux/mm.h>

static inline bool is_raw(struct vm_area_struct *vma)
{
	return vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP); /* expect: policy */
}

bool call_of_predicate(struct vm_area_struct *vma)
{
	return vma->vm_file && is_raw(vma); /* expect: policy */
}

/* A predicate on a predicate: the closure has to find the outer one too. */
static bool is_raw_file(struct vm_area_struct *vma)
{
	return vma->vm_file && is_raw(vma); /* expect: policy */
}

int call_of_outer_predicate(struct vm_area_struct *vma)
{
	if (is_raw_file(vma)) /* expect: policy */
		return -EINVAL;
	return 0;
}

/* Returns int, but only 0 and 1. */
static int flags_allow(unsigned long vm_flags)
{
	if (vm_flags & VM_PFNMAP) /* expect: policy */
		return 0;
	return 1;
}

int call_on_flags(struct vm_area_struct *vma)
{
	return flags_allow(vma->vm_flags) ? 0 : -EINVAL; /* expect: policy */
}

/* An errno is no predicate: its calls are no reads. */
static int check_vma(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP) /* expect: policy */
		return -EINVAL;
	return 0;
}

int call_of_errno_function(struct vm_area_struct *vma)
{
	return check_vma(vma);
}

#ifdef SHAPES_OTHER
bool two_heads(struct vm_area_struct *vma)
{
	if (vma->vm_mm) {
#else
bool two_heads(struct vm_area_struct *vma)
{
	if (vma->vm_file) {
#endif
		return vma->vm_flags & VM_MIXEDMAP; /* expect: policy */
	}
	return false;
}

/* Broken off where there is no room left: no head of a function. */
bool at_the_start_of_a_line(struct vm_area_struct *vma)
{
	return vma->vm_file &&
two_heads(vma); /* expect: policy */
}
