// SPDX-License-Identifier: GPL-2.0-only
/* The flag routes between a lookup and get_user_pages(): no rule rewrites that. */
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

int lookup_in_helper(struct vm_area_struct *vma, unsigned long addr,
		     unsigned long *pfn)
{
	if (vma && vma->vm_flags & VM_PFNMAP) /* expect: follow-gate */
		return lookup_pfn(vma, addr, pfn);
	return -EFAULT;
}

int route_to_lookup_or_gup(struct vm_area_struct *vma, unsigned long addr,
			   unsigned long *pfn, struct page **page)
{
	if (vma->vm_flags & (VM_IO | VM_PFNMAP)) /* expect: follow-gate */
		return lookup_pfn(vma, addr, pfn);
	return get_user_pages_fast(addr, 1, 0, page);
}

/* The errno is set before: without the gate another one would be answered. */
int errno_before_the_gate(struct vm_area_struct *vma, unsigned long addr,
			  unsigned long *pfn)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };
	int ret = -EINVAL;

	if (!(vma->vm_flags & (VM_IO | VM_PFNMAP))) /* expect: follow-gate */
		goto out;
	ret = follow_pfnmap_start(&args);
	if (ret)
		goto out;
	*pfn = args.pfn;
	follow_pfnmap_end(&args);
out:
	return ret;
}

/* Who may not write is refused in the same breath. */
int refuses_readers_too(struct vm_area_struct *vma, unsigned long addr,
			unsigned long *pfn)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };
	int ret;

	if (!(vma->vm_flags & VM_PFNMAP) || !(vma->vm_flags & VM_WRITE)) /* expect: follow-gate */
		return -EINVAL;
	ret = follow_pfnmap_start(&args);
	if (ret)
		return ret;
	*pfn = args.pfn;
	follow_pfnmap_end(&args);
	return 0;
}

/* What is not there is faulted in, which the test kept from ordinary memory. */
int faults_in(struct vm_area_struct *vma, unsigned long addr, unsigned long *pfn)
{
	struct follow_pfnmap_args args = { .vma = vma, .address = addr };
	int ret = -EINVAL;

	if (!(vma->vm_flags & (VM_IO | VM_PFNMAP))) /* expect: follow-gate */
		goto out;
	ret = follow_pfnmap_start(&args);
	if (ret) {
		ret = fixup_user_fault(vma->vm_mm, addr, 0, NULL);
		if (!ret)
			ret = follow_pfnmap_start(&args);
		if (ret)
			goto out;
	}
	*pfn = args.pfn;
	follow_pfnmap_end(&args);
out:
	return ret;
}
