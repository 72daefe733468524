// SPDX-License-Identifier: GPL-2.0-only
/* The walk is two helpers away, and the second does nothing but call. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

static int age_pte(pte_t *ptep, unsigned long addr, unsigned long next,
		   struct mm_walk *walk)
{
	mark_page_accessed(pte_page(ptep_get(ptep))); /* expect: unasked-entry */
	return 0;
}

static const struct mm_walk_ops age_ops = {
	.pte_entry = age_pte,
};

static void age_range(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	flush_cache_range(vma, start, end);
	walk_page_range(vma->vm_mm, start, end, &age_ops, NULL);
}

static void age_all(struct vm_area_struct *vma)
{
	age_range(vma, vma->vm_start, vma->vm_end);
}

void age(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP) /* expect: walk-gate */
		return;
	age_all(vma);
}
