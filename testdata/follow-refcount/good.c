// SPDX-License-Identifier: GPL-2.0-only
/* A lookup without a reference, and a reference without a lookup. */
#include <linux/mm.h>

int lookup_only(struct vm_area_struct *vma, unsigned long addr,
		unsigned long *pfn)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };
	int ret = follow_pfnmap_start(&args);

	if (ret)
		return ret;
	*pfn = args.pfn;
	follow_pfnmap_end(&args);
	return 0;
}

void reference_to_normal_page(struct vm_area_struct *vma, unsigned long addr,
			      pte_t pte)
{
	struct page *page = vm_normal_page(vma, addr, pte);

	if (page)
		get_page(page);
}

int reference_to_another_page(struct vm_area_struct *vma, unsigned long addr,
			      struct page *own)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };

	if (follow_pfnmap_start(&args))
		return -EFAULT;
	get_page(own);
	follow_pfnmap_end(&args);
	return 0;
}
