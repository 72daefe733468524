// SPDX-License-Identifier: GPL-2.0-only
/* fixture: kernel=7.0 */
/* The same decisions in the bitmap spelling. */
#include <linux/mm.h>

bool may_merge_any_mask(struct vm_area_struct *vma, const vma_flags_t *flags)
{
	return !vma_flags_test_any_mask(flags, VMA_SPECIAL_FLAGS); /* expect: policy */
}

long may_expand_any(struct vm_area_struct *vma)
{
	if (vma_test_any(vma, VMA_DONTEXPAND_BIT, VMA_PFNMAP_BIT)) /* expect: policy */
		return -EFAULT;
	return 0;
}

int validate_descriptor(const struct vm_area_desc *desc)
{
	if (vma_desc_test(desc, VMA_MIXEDMAP_BIT)) /* expect: policy */
		return -EINVAL;
	return 0;
}
