// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/* Tests that no predicate of this tree repeats exactly. */
#include <linux/mm.h>

/* vma_is_mm_managed() asks two flags of these four, vma_is_mm_backed() more. */
bool more_flags(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_SPECIAL; /* expect: policy */
}

bool fewer_flags(struct vm_area_struct *vma)
{
	return vma_test(vma, VMA_PFNMAP_BIT); /* expect: policy */
}

bool all_of_them(struct vm_area_struct *vma)
{
	return vma_test_all(vma, VMA_PFNMAP_BIT, VMA_MIXEDMAP_BIT); /* expect: policy */
}

/* Which of the two is set matters here. */
int value_of_the_test(struct vm_area_struct *vma)
{
	return (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) == VM_PFNMAP; /* expect: policy */
}

/* Another struct's flags: nothing is asked about a VMA. */
struct merge_state { vm_flags_t vm_flags; };

bool flags_of_another_struct(struct merge_state *vma)
{
	return vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP); /* expect: policy */
}
