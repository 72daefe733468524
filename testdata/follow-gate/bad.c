// SPDX-License-Identifier: GPL-2.0-only
/* fixture: effect=arch */
/* The flag refuses a lookup that could answer for the entry itself. */
#include <linux/mm.h>

int refuse_before_lookup(struct vm_area_struct *vma, unsigned long addr,
			 unsigned long *pfn)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };
	int ret;

	if (!(vma->vm_flags & (VM_IO | VM_PFNMAP))) /* expect: follow-gate */
		return -EINVAL;

	ret = follow_pfnmap_start(&args);
	if (ret)
		return ret;
	*pfn = args.pfn;
	follow_pfnmap_end(&args);
	return 0;
}

int refuse_only_pfnmap(struct vm_area_struct *vma, unsigned long addr,
		       unsigned long *pfn)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };
	int ret;

	if (!(vma->vm_flags & VM_PFNMAP)) /* expect: follow-gate */
		return -EINVAL;

	ret = follow_pfnmap_start(&args);
	if (ret)
		return ret;
	*pfn = args.pfn;
	follow_pfnmap_end(&args);
	return 0;
}
