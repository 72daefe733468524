// SPDX-License-Identifier: GPL-2.0-only
/* Gates of one family on flags that have nothing to do with PFN mappings. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

static int locked_test(unsigned long start, unsigned long end,
		       struct mm_walk *walk)
{
	return !!(walk->vma->vm_flags & VM_LOCKED);
}

static int hugetlb_test(unsigned long start, unsigned long end,
			struct mm_walk *walk)
{
	return !!(walk->vma->vm_flags & VM_HUGETLB);
}

const struct mm_walk_ops locked_ops = { .test_walk = locked_test };
const struct mm_walk_ops hugetlb_ops = { .test_walk = hugetlb_test };
