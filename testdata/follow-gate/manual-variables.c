// SPDX-License-Identifier: GPL-2.0-only
/* fixture: engine=others */
/* The flag decides by way of two variables. */
#include <linux/mm.h>

static int lookup_pfn(struct vm_area_struct *vma, unsigned long addr,
		      unsigned long *pfn)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };
	int ret;

	ret = follow_pfnmap_start(&args);
	if (ret)
		return ret;
	*pfn = args.pfn;
	follow_pfnmap_end(&args);
	return 0;
}

int lookup_by_variables(struct vm_area_struct *vma, unsigned long addr,
			unsigned long *pfn, struct page **page)
{
	bool is_window = vma->vm_flags & VM_PFNMAP; /* expect: follow-gate */
	bool look = is_window && !(vma->vm_flags & VM_WRITE);

	if (!look)
		return get_user_pages_fast(addr, 1, 0, page);
	return lookup_pfn(vma, addr, pfn);
}
