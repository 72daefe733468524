// SPDX-License-Identifier: GPL-2.0-only
/* The gate of all walks, and what they do to a huge leaf on their way. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

void split_huge_pud(struct vm_area_struct *vma, pud_t *pud, unsigned long addr);

static int walk_pud_range(pud_t *pud, unsigned long addr, unsigned long end,
			  struct mm_walk *walk)
{
	const struct mm_walk_ops *ops = walk->ops;
	unsigned long next;
	int err = 0;

	for (; addr != end; pud++, addr = next) {
		next = (addr + PUD_SIZE) & PUD_MASK;
		if (pud_none(*pud)) {
			if (ops->pte_hole)
				err = ops->pte_hole(addr, next, 1, walk);
			if (err)
				break;
			continue;
		}
		if (walk->vma)
			split_huge_pud(walk->vma, pud, addr);
	}
	return err;
}

/* Whether a VMA is walked. */
static int walk_page_test(unsigned long start, unsigned long end,
			  struct mm_walk *walk)
{
	struct vm_area_struct *vma = walk->vma;
	const struct mm_walk_ops *ops = walk->ops;

	if (ops->test_walk)
		return ops->test_walk(start, end, walk);

	/* There are no pages in it, but somebody may count holes. */
	if (vma->vm_flags & VM_PFNMAP) { /* expect: walk-gate */
		int err = 1;

		if (ops->pte_hole)
			err = ops->pte_hole(start, end, -1, walk);
		return err ? err : 1;
	}
	return 0;
}

int walk_page_range(struct mm_struct *mm, unsigned long start, unsigned long end,
		    const struct mm_walk_ops *ops, void *private)
{
	struct mm_walk walk = { .ops = ops, .mm = mm, .private = private };
	int err = walk_page_test(start, end, &walk);

	return err ? err : walk_pud_range(NULL, start, end, &walk);
}

int walk_page_vma(struct vm_area_struct *vma, const struct mm_walk_ops *ops,
		  void *private)
{
	struct mm_walk walk = { .ops = ops, .vma = vma, .private = private };

	return walk_pud_range(NULL, vma->vm_start, vma->vm_end, &walk);
}
