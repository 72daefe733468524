// SPDX-License-Identifier: GPL-2.0-only
/* The flags travel first: locals, parameters, other structs, results. */
#include <linux/mm.h>

int local_copy(struct vm_area_struct *vma)
{
	vm_flags_t vm_flags = vma->vm_flags;

	if (vma->vm_file)
		cond_resched();
	if (vm_flags & VM_PFNMAP) /* expect: policy */
		return -EINVAL;
	return 0;
}

static int tested_in_callee(unsigned long vm_flags)
{
	if (vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: policy */
		return -EINVAL;
	return 0;
}

int flags_as_argument(struct vm_area_struct *vma)
{
	return tested_in_callee(vma->vm_flags);
}

struct merge_request {
	struct vm_area_struct *prev;
	vm_flags_t flags;
};

bool member_of_another_struct(struct merge_request *request)
{
	request->flags = request->prev->vm_flags;

	return request->flags & VM_SPECIAL; /* expect: policy */
}

/* A stored result is a carrier: its later test is a read at one remove. */
void result_in_a_field(struct mmu_gather *tlb, struct vm_area_struct *vma)
{
	tlb->vma_pfn |= !!(vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)); /* expect: policy */
}

void tested_elsewhere(struct mmu_gather *tlb)
{
	if (tlb->vma_pfn) /* expect: policy */
		tlb_flush_mmu_tlbonly(tlb);
}

int result_in_a_local(struct vm_area_struct *vma)
{
	bool raw = vma->vm_flags & VM_PFNMAP; /* expect: policy */

	return raw ? -EINVAL : 0;
}
