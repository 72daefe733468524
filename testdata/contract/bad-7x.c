// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/* Assertions and "set it if not set" in the bitmap spelling. */
#include <linux/export.h>
#include <linux/mm.h>

void all_of_a_mask(struct vm_area_struct *vma)
{
	VM_WARN_ON_ONCE(!vma_test_all_mask(vma, VMA_REMAP_FLAGS)); /* expect: contract */
}

void set_bit_if_not_set(struct vm_area_struct *vma)
{
	if (!vma_test(vma, VMA_MIXEDMAP_BIT)) { /* expect: contract */
		BUG_ON(vma_test(vma, VMA_PFNMAP_BIT)); /* expect: contract */
		vma_set_flags(vma, VMA_MIXEDMAP_BIT);
	}
}

/* As zap_vma_ptes() before 7.1. */
void unmap_what_is_special(struct vm_area_struct *vma, unsigned long addr,
			   unsigned long size)
{
	if (!(vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP))) /* expect: contract */
		return;

	zap_vma_range(vma, addr, size);
}
EXPORT_SYMBOL_GPL(unmap_what_is_special);
