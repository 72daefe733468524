// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/*
 * Predicates that are true where the flags are clear, as those of 2026 are, and
 * their opposites, at one and two removes: what a call guards is about the VMAs on
 * that side.
 */
#include <linux/mm.h>

static bool is_managed(const struct vm_area_struct *vma)
{
	return !vma_test_any(vma, VMA_PFNMAP_BIT, VMA_MIXEDMAP_BIT); /* expect: policy */
}

static bool is_raw(const struct vm_area_struct *vma)
{
	return vma_test_any(vma, VMA_PFNMAP_BIT, VMA_MIXEDMAP_BIT); /* expect: policy */
}

static bool is_backed(const struct vm_area_struct *vma)
{
	if (!is_managed(vma)) /* expect: policy */
		return false;
	return !(vma->vm_flags & VM_LOCKED);
}

static bool is_foreign(const struct vm_area_struct *vma)
{
	return !is_backed(vma); /* expect: policy */
}

unsigned long file_offset_of_managed(struct vm_area_struct *vma)
{
	if (is_managed(vma)) /* expect: policy */
		return vma->vm_pgoff << PAGE_SHIFT;
	return 0;
}

unsigned long pfn_of_unmanaged(struct vm_area_struct *vma)
{
	if (!is_managed(vma)) /* expect: linear-pfn */
		return vma->vm_pgoff + 1;
	return 0;
}

unsigned long pfn_of_raw(struct vm_area_struct *vma)
{
	if (is_raw(vma)) /* expect: linear-pfn */
		return vma->vm_pgoff + 1;
	return 0;
}

unsigned long file_offset_unless_raw(struct vm_area_struct *vma)
{
	if (is_raw(vma)) /* expect: policy */
		return 0;
	return vma->vm_pgoff << PAGE_SHIFT;
}

unsigned long file_offset_of_backed(struct vm_area_struct *vma)
{
	if (is_backed(vma)) /* expect: policy */
		return vma->vm_pgoff << PAGE_SHIFT;
	return 0;
}

unsigned long pfn_unless_backed(struct vm_area_struct *vma)
{
	if (is_backed(vma)) /* expect: linear-pfn */
		return 0;
	return vma->vm_pgoff + 1;
}

unsigned long pfn_of_foreign(struct vm_area_struct *vma)
{
	if (is_foreign(vma)) /* expect: linear-pfn */
		return vma->vm_pgoff + 1;
	return 0;
}

unsigned long file_offset_unless_foreign(struct vm_area_struct *vma)
{
	if (!is_foreign(vma)) /* expect: policy */
		return vma->vm_pgoff << PAGE_SHIFT;
	return 0;
}
