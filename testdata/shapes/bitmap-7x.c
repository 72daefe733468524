// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/* Every test of the bitmap API: VMA, flags and descriptor, bits and masks. */
#include <linux/mm.h>

bool vma_one(struct vm_area_struct *vma)
{
	return vma_test(vma, VMA_PFNMAP_BIT); /* expect: policy */
}

bool vma_any(struct vm_area_struct *vma)
{
	return vma_test_any(vma, VMA_IO_BIT, VMA_MIXEDMAP_BIT); /* expect: policy */
}

bool vma_any_over_lines(struct vm_area_struct *vma)
{
	return vma_test_any(vma, VMA_IO_BIT,
			    VMA_PFNMAP_BIT); /* expect: policy */
}

bool vma_all(struct vm_area_struct *vma)
{
	return vma_test_all(vma, VMA_IO_BIT, VMA_PFNMAP_BIT); /* expect: policy */
}

bool vma_any_mask(struct vm_area_struct *vma)
{
	return vma_test_any_mask(vma, VMA_SPECIAL_FLAGS); /* expect: policy */
}

bool vma_all_mask(struct vm_area_struct *vma)
{
	return vma_test_all_mask(vma, VMA_REMAP_FLAGS); /* expect: policy */
}

bool mask_built_in_place(struct vm_area_struct *vma)
{
	return vma_test_any_mask(vma, mk_vma_flags(VMA_PFNMAP_BIT, VMA_IO_BIT)); /* expect: policy */
}

bool flags_one(const vma_flags_t *flags)
{
	return vma_flags_test(flags, VMA_PFNMAP_BIT); /* expect: policy */
}

bool flags_any(const vma_flags_t *flags)
{
	return vma_flags_test_any(flags, VMA_PFNMAP_BIT, VMA_MIXEDMAP_BIT); /* expect: policy */
}

bool flags_all(const vma_flags_t *flags)
{
	return vma_flags_test_all(flags, VMA_IO_BIT, VMA_PFNMAP_BIT); /* expect: policy */
}

bool flags_any_mask(const vma_flags_t *flags)
{
	return vma_flags_test_any_mask(flags, VMA_SPECIAL_FLAGS); /* expect: policy */
}

bool local_bitmap_mask(struct vm_area_struct *vma)
{
	const vma_flags_t mask = mk_vma_flags(VMA_PFNMAP_BIT, VMA_LOCKED_BIT);

	return vma_test_any_mask(vma, mask); /* expect: policy */
}

bool desc_one(const struct vm_area_desc *desc)
{
	return vma_desc_test(desc, VMA_PFNMAP_BIT); /* expect: policy */
}

bool desc_any(const struct vm_area_desc *desc)
{
	return vma_desc_test_any(desc, VMA_PFNMAP_BIT, VMA_IO_BIT); /* expect: policy */
}

bool desc_all(const struct vm_area_desc *desc)
{
	return vma_desc_test_all(desc, VMA_PFNMAP_BIT, VMA_IO_BIT); /* expect: policy */
}

bool desc_any_mask(const struct vm_area_desc *desc)
{
	return vma_desc_test_any_mask(desc, VMA_REMAP_FLAGS); /* expect: policy */
}

bool back_to_the_word(const vma_flags_t *flags)
{
	return vma_flags_to_legacy(*flags) & VM_PFNMAP; /* expect: policy */
}

bool old_spelling_stays(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_SPECIAL; /* expect: policy */
}

bool bit_of_the_word(struct vm_area_struct *vma)
{
	return vma->vm_flags & BIT((int)VMA_PFNMAP_BIT); /* expect: policy */
}

bool shifted_to_the_bit(struct vm_area_struct *vma)
{
	return vma->vm_flags & (1UL << VMA_MIXEDMAP_BIT); /* expect: policy */
}
