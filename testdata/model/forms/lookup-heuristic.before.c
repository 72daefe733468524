// SPDX-License-Identifier: GPL-2.0-only
/* fixture: effect=arch */
/*
 * The heuristic behind a lookup, "has a page that is not reserved", asked of
 * the entry instead: right where the special bit exists. Where it does not, the
 * answer is constant false, and every raw entry is taken for a page.
 */
#include <linux/mm.h>

int refuse_ordinary_pages(struct vm_area_struct *vma, unsigned long addr,
			  unsigned long *pfn)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };
	int ret;

	ret = follow_pfnmap_start(&args);
	if (ret)
		return ret;
	if (pfn_valid(args.pfn) && !PageReserved(pfn_to_page(args.pfn))) {
		follow_pfnmap_end(&args);
		return -EINVAL;
	}
	*pfn = args.pfn;
	follow_pfnmap_end(&args);
	return 0;
}
