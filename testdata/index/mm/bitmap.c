// SPDX-License-Identifier: GPL-2.0-only
/* The bitmap spelling of 7.x. */
#define VMA_MANY_FLAGS mk_vma_flags(VMA_IO_BIT, VMA_PFNMAP_BIT)	/* carrier: macro 1 file */
#define VM_MANY vma_flags_to_legacy(VMA_MANY_FLAGS)	/* carrier: macro 1 file */
#define VMA_MORE append_vma_flags(VMA_MANY_FLAGS, VMA_MIXEDMAP_BIT)	/* carrier: macro 3 file */

static bool is_managed(const struct vm_area_struct *vma)	/* carrier: predicate 3 file */
{
	return !vma_test_any(vma, VMA_PFNMAP_BIT, VMA_MIXEDMAP_BIT);
}

static bool flags_are_managed(const vma_flags_t *flags)	/* carrier: predicate 1 file */
{
	return !vma_flags_test_any_mask(flags, VMA_MANY_FLAGS);
}

int built_mask(struct vm_area_desc *desc)	/* carrier: predicate 1 tree */
{
	vma_flags_t forbidden = EMPTY_VMA_FLAGS;

	vma_flags_set(&forbidden, VMA_PFNMAP_BIT);	/* carrier: mask 1 built_mask */
	return vma_desc_test_any_mask(desc, forbidden) ? -EINVAL : 0;
}

int new_mask(struct vm_area_struct *vma)
{
	vma_flags_t new = vma->flags;

	vma_flags_set(&new, VMA_PFNMAP_BIT);
	return vma_flags_test_any(&new, VMA_SHARED_BIT) ? -EINVAL : 0;
}
