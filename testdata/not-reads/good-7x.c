// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/* Writes of the bitmap, and masks that are only handed on. */
#include <linux/mm.h>

void write_vma(struct vm_area_struct *vma)
{
	vma_set_flags(vma, VMA_IO_BIT, VMA_PFNMAP_BIT);
	vma_set_flags_mask(vma, VMA_REMAP_FLAGS);
	vma_clear_flags(vma, VMA_MIXEDMAP_BIT);
	vm_flags_set(vma, VM_MIXEDMAP);
}

void write_descriptor(struct vm_area_desc *desc)
{
	vma_desc_set_flags(desc, VMA_MIXEDMAP_BIT);
	vma_desc_set_flags_mask(desc, VMA_REMAP_FLAGS);
	vma_desc_clear_flags(desc, VMA_PFNMAP_BIT);
}

vma_flags_t build_mask(const vma_flags_t *from)
{
	vma_flags_t flags = *from;

	vma_flags_set(&flags, VMA_PFNMAP_BIT);
	vma_flags_clear(&flags, VMA_MIXEDMAP_BIT);
	return flags;
}

bool tests_of_other_bits(struct vm_area_struct *vma)
{
	return vma_test(vma, VMA_IO_BIT) ||
	       vma_test_any(vma, VMA_LOCKED_BIT, VMA_HUGETLB_BIT);
}
