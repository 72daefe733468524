// SPDX-License-Identifier: GPL-2.0-only
/* fixture: effect=nfc */
/*
 * follow-gate that says what follow_pfnmap_start() says again: the same two
 * flags, the same errno, nothing in between. It can go without a trace.
 */
#include <linux/mm.h>

int lookup_twice_gated(struct vm_area_struct *vma, unsigned long addr,
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
