// SPDX-License-Identifier: GPL-2.0-only
/* The lookup is asked first, and its answer decides. */
#include <linux/mm.h>

int looks_up_first(struct vm_area_struct *vma, unsigned long addr,
		   unsigned long *pfn)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };
	int ret;

	ret = follow_pfnmap_start(&args);
	if (ret)
		return ret;
	if (!args.special) {
		follow_pfnmap_end(&args);
		return -EINVAL;
	}
	*pfn = args.pfn;
	follow_pfnmap_end(&args);
	return 0;
}

int gate_on_vm_io_alone(struct vm_area_struct *vma, unsigned long addr)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };
	int ret;

	if (!(vma->vm_flags & VM_IO))
		return -EINVAL;
	ret = follow_pfnmap_start(&args);
	if (!ret)
		follow_pfnmap_end(&args);
	return ret;
}
