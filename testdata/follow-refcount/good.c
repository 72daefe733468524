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

/* What the lookup says of the entry was asked. */
int reference_to_counted_page(struct vm_area_struct *vma, unsigned long addr)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };
	struct page *page;

	if (follow_pfnmap_start(&args))
		return -EFAULT;
	if (args.special)
		return -EINVAL;
	page = pfn_to_page(args.pfn);
	get_page(page);
	follow_pfnmap_end(&args);
	return 0;
}

static void hold(struct page *page, unsigned long pfn)
{
	if (pfn)
		get_page(page);
}

/* The helper is given the page of somebody else. */
int reference_beside_lookup(struct vm_area_struct *vma, unsigned long addr,
			    struct page *own)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };

	if (follow_pfnmap_start(&args))
		return -EFAULT;
	hold(own, args.pfn);
	follow_pfnmap_end(&args);
	return 0;
}
