// SPDX-License-Identifier: GPL-2.0-only
/* What a lookup returned is upgraded to a page reference. */
#include <linux/mm.h>

struct page *get_from_args(struct vm_area_struct *vma, unsigned long addr)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };
	struct page *page;

	if (follow_pfnmap_start(&args))
		return NULL;
	page = pfn_to_page(args.pfn);
	get_page(page); /* expect: follow-refcount */
	follow_pfnmap_end(&args);
	return page;
}

int get_through_local(struct vm_area_struct *vma, unsigned long addr)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };
	unsigned long pfn;

	if (follow_pfnmap_start(&args))
		return -EFAULT;
	pfn = args.pfn;
	follow_pfnmap_end(&args);
	if (!pfn_valid(pfn))
		return -EFAULT;
	if (!get_page_unless_zero(pfn_to_page(pfn))) /* expect: follow-refcount */
		return -EAGAIN;
	return 0;
}

static int lookup_helper(struct vm_area_struct *vma, unsigned long addr,
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

int get_through_helper(struct vm_area_struct *vma, unsigned long addr)
{
	unsigned long pfn;
	int ret = lookup_helper(vma, addr, &pfn);

	if (ret)
		return ret;
	folio_get(pfn_folio(pfn)); /* expect: follow-refcount */
	return 0;
}
