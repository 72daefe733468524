// SPDX-License-Identifier: GPL-2.0-only
/* VMA-wide decisions: no entry is at hand, and none will be. */
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/pagewalk.h>

bool may_merge(struct vm_area_struct *vma, vm_flags_t vm_flags)
{
	if (vm_flags & VM_SPECIAL) /* expect: policy */
		return false;
	return vma->vm_flags == vm_flags;
}

long may_expand(struct vm_area_struct *vma, unsigned long new_len)
{
	if (new_len > vma->vm_end - vma->vm_start &&
	    vma->vm_flags & (VM_DONTEXPAND | VM_PFNMAP)) /* expect: policy */
		return -EFAULT;
	return 0;
}

bool eligible_for_collapse(struct vm_area_struct *vma)
{
	return !(vma->vm_flags & VM_NO_KHUGEPAGED); /* expect: policy */
}

bool copy_needed_on_fork(struct vm_area_struct *dst)
{
	if (dst->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: policy */
		return true;
	return dst->anon_vma;
}

/* Changes the VMA's own flags, although a walk follows. */
int lock_and_populate(struct vm_area_struct *vma)
{
	struct mmu_gather tlb = { .mm = vma->vm_mm };

	if (vma->vm_flags & VM_SPECIAL) /* expect: policy */
		return 0;
	vm_flags_set(vma, VM_LOCKED);
	return change_protection(&tlb, vma, vma->vm_start, vma->vm_end, 0);
}

/* With external linkage its calls cannot all be seen. */
bool predicate_of_others(struct vm_area_struct *vma)
{
	return vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP); /* expect: policy */
}

bool call_of_it(struct vm_area_struct *vma)
{
	return vma->vm_file && predicate_of_others(vma); /* expect: policy */
}

extern const struct mm_walk_ops collapse_ops;

static bool may_collapse(struct vm_area_struct *vma, vm_flags_t vm_flags)
{
	return vma->vm_file && !(vm_flags & VM_NO_KHUGEPAGED); /* expect: policy */
}

/* The flags that are handed over are judged, not what the walk will meet. */
int eligibility_before_walk(struct vm_area_struct *vma)
{
	if (!may_collapse(vma, vma->vm_flags)) /* expect: policy @7 */
		return -EINVAL;
	return walk_page_vma(vma, &collapse_ops, NULL);
}

bool eligibility_of_hole(struct vm_area_struct *vma, pmd_t *pmd)
{
	pmd_t entry = pmdp_get(pmd);

	return pmd_none(entry) &&
	       may_collapse(vma, vma->vm_flags); /* expect: policy */
}

unsigned long guest_pfn(unsigned long addr, unsigned int foll, bool *writable);

/* KVM hands FOLL_* on to what looks the pfn up; the flag routes no pinning. */
unsigned long size_for_guest(struct vm_area_struct *vma, unsigned long addr,
			     bool *writable)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_flags & VM_PFNMAP) /* expect: policy */
		size = PAGE_SIZE;
	return guest_pfn(addr, FOLL_WRITE, writable) ? size : 0;
}
