// SPDX-License-Identifier: GPL-2.0-only
/*
 * walk.c - walks over the model's tables: who is gated, who is split, in the
 * order of mm/pagewalk.c. The model has one VMA, so a range is that VMA's.
 */
#include "model.h"

static int walk_pte_range(pmd_t *pmd, unsigned long addr, unsigned long end,
			  struct mm_walk *walk)
{
	spinlock_t *ptl;
	pte_t *pte, *start;
	int err = 0;

	start = pte = pte_offset_map_lock(walk->mm, pmd, addr, &ptl);
	if (!pte)
		return 0;
	/* Every pte is shown, also none and non-present ones. */
	for (; addr < end && !err; addr += PAGE_SIZE, pte++)
		err = walk->ops->pte_entry(pte, addr, addr + PAGE_SIZE, walk);
	pte_unmap_unlock(start, ptl);
	return err;
}

static int walk_hole(unsigned long addr, unsigned long next, int depth,
		     struct mm_walk *walk)
{
	if (!walk->ops->pte_hole)
		return 0;
	return walk->ops->pte_hole(addr, next, depth, walk);
}

static int walk_one_pmd(pmd_t *pmd, unsigned long addr, unsigned long next,
			struct mm_walk *walk)
{
	const struct mm_walk_ops *ops = walk->ops;
	int err;

	if (pmd_none(*pmd))
		return walk_hole(addr, next, 2, walk);
	walk->action = ACTION_SUBTREE;
	if (ops->pmd_entry) {
		err = ops->pmd_entry(pmd, addr, next, walk);
		if (err)
			return err;
	}
	if (walk->action == ACTION_CONTINUE || !ops->pte_entry)
		return 0;
	/* walk_pmd_range(): a leaf nobody took is split for .pte_entry. */
	model_split_pmd(walk->vma, pmd, addr);
	if (pmd_none(*pmd))
		return walk_hole(addr, next, 2, walk);
	return walk_pte_range(pmd, addr, next, walk);
}

static int walk_pmd_range(pud_t *pud, unsigned long addr, unsigned long end,
			  struct mm_walk *walk)
{
	unsigned long next;
	int err = 0;

	for (; addr < end && !err; addr = next) {
		next = min((addr + PMD_SIZE) & PMD_MASK, end);
		err = walk_one_pmd(pmd_offset(pud, addr), addr, next, walk);
	}
	return err;
}

static int walk_one_pud(pud_t *pud, unsigned long addr, unsigned long next,
			struct mm_walk *walk)
{
	const struct mm_walk_ops *ops = walk->ops;
	int err;

	if (pud_none(*pud))
		return walk_hole(addr, next, 1, walk);
	walk->action = ACTION_SUBTREE;
	if (ops->pud_entry) {
		err = ops->pud_entry(pud, addr, next, walk);
		if (err)
			return err;
	}
	if (walk->action == ACTION_CONTINUE || !(ops->pmd_entry || ops->pte_entry))
		return 0;
	/* walk_pud_range(): a leaf nobody took is split, that clears it. */
	model_split_pud(walk->vma, pud, addr);
	if (pud_none(*pud))
		return walk_hole(addr, next, 1, walk);
	return walk_pmd_range(pud, addr, next, walk);
}

static int walk_vma(struct mm_walk *walk)
{
	unsigned long addr = walk->vma->vm_start, next;
	int err = 0;

	for (; addr < walk->vma->vm_end && !err; addr = next) {
		next = min((addr + PUD_SIZE) & PUD_MASK, walk->vma->vm_end);
		err = walk_one_pud(pud_offset(&model.p4d, addr), addr, next, walk);
	}
	return err;
}

/*
 * walk_page_test(): .test_walk decides if there is one; else a PFN mapping is
 * a hole to those who ask for holes, and skipped. VM_IO is not asked.
 */
static int walk_page_test(struct mm_walk *walk)
{
	struct vm_area_struct *vma = walk->vma;
	int err;

	if (walk->ops->test_walk)
		return walk->ops->test_walk(vma->vm_start, vma->vm_end, walk);
	if (!(vma->vm_flags & VM_PFNMAP))
		return 0;
	err = walk_hole(vma->vm_start, vma->vm_end, -1, walk);
	return err ? err : 1;
}

static int walk_tested(struct mm_walk *walk)
{
	int err = walk_page_test(walk);

	if (err > 0)	/* skip this VMA, go on */
		return 0;
	return err ? err : walk_vma(walk);
}

int walk_page_range(struct mm_struct *mm, unsigned long start, unsigned long end,
		    const struct mm_walk_ops *ops, void *private)
{
	struct mm_walk walk = {
		.ops = ops, .mm = mm, .vma = mm->model_vma, .private = private,
	};

	return walk_tested(&walk);
}

/* walk_page_vma() and walk_page_range_vma() never call walk_page_test(). */
int walk_page_vma(struct vm_area_struct *vma, const struct mm_walk_ops *ops,
		  void *private)
{
	struct mm_walk walk = {
		.ops = ops, .mm = vma->vm_mm, .vma = vma, .private = private,
	};

	return walk_vma(&walk);
}

int walk_page_range_vma(struct vm_area_struct *vma, unsigned long start,
			unsigned long end, const struct mm_walk_ops *ops,
			void *private)
{
	return walk_page_vma(vma, ops, private);
}

int walk_page_mapping(struct address_space *mapping, pgoff_t first_index,
		      pgoff_t nr, const struct mm_walk_ops *ops, void *private)
{
	return walk_page_range(&model.mm, 0, 0, ops, private);
}
