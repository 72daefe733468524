// SPDX-License-Identifier: GPL-2.0-only
/* Walks that are kept out of PFN mappings: what makes them ask, and what does not. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

struct tally {
	unsigned long pfns;
	unsigned char *slots;
};

/* Asks at both levels, in a loop and beside it; its own gate goes. */
static int sum_range(pmd_t *pmd, unsigned long addr, unsigned long end,
		     struct mm_walk *walk)
{
	struct vm_area_struct *vma = walk->vma;
	struct tally *t = walk->private;
	pte_t *pte, *first;
	spinlock_t *ptl;

	ptl = pmd_trans_huge_lock(pmd, vma);
	if (ptl) {
		if (!pmd_present(*pmd))
			goto out;
		t->pfns += pmd_pfn(*pmd);
out:
		spin_unlock(ptl);
		return 0;
	}

	first = pte = pte_offset_map_lock(vma->vm_mm, pmd, addr, &ptl);
	if (!pte)
		return 0;
	for (; addr != end; pte++, addr += PAGE_SIZE) {
		pte_t entry = ptep_get(pte);

		t->pfns += pte_pfn(entry);
	}
	pte_unmap_unlock(first, ptl);
	return 0;
}

static int sum_test(unsigned long start, unsigned long end, struct mm_walk *walk)
{
	struct vm_area_struct *vma = walk->vma;

	if (vma->vm_flags & VM_PFNMAP) /* expect: walk-gate */
		return 1;
	return 0;
}

static const struct mm_walk_ops sum_ops = {
	.pmd_entry	= sum_range,
	.test_walk	= sum_test,
	.walk_lock	= PGWALK_RDLOCK,
};

int sum(struct mm_struct *mm, unsigned long end, struct tally *t)
{
	return walk_page_range(mm, 0, end, &sum_ops, t);
}

/* One slot a page, filled for holes as for absent entries: behind no own test. */
static int slot_hole(unsigned long addr, unsigned long end, int depth,
		     struct mm_walk *walk)
{
	struct tally *t = walk->private;

	for (; addr != end; addr += PAGE_SIZE)
		*t->slots++ = 0;
	return 0;
}

static int slot_range(pmd_t *pmd, unsigned long addr, unsigned long end,
		      struct mm_walk *walk)
{
	struct vm_area_struct *vma = walk->vma;
	struct tally *t = walk->private;
	pte_t *pte, *first;
	spinlock_t *ptl;
	int err = 0;

	first = pte = pte_offset_map_lock(vma->vm_mm, pmd, addr, &ptl);
	if (!pte)
		return 0;
	for (; addr != end; pte++, addr += PAGE_SIZE) {
		pte_t entry = ptep_get(pte);

		*t->slots++ = pte_pfn(entry) & 1;
		if (err)
			break;
	}
	pte_unmap_unlock(first, ptl);
	return err;
}

static const struct mm_walk_ops slot_ops = {
	.pmd_entry	= slot_range,
	.pte_hole	= slot_hole,
	.walk_lock	= PGWALK_RDLOCK,
};

int slots(struct mm_struct *mm, unsigned long end, struct tally *t)
{
	return walk_page_range(mm, 0, end, &slot_ops, t);
}

/* In front of a helper that is handed the entry. */
static void clear_one(struct vm_area_struct *vma, unsigned long addr, pte_t *pte)
{
	pte_clear(vma->vm_mm, addr, pte);
}

static int clear_pte(pmd_t *pmd, unsigned long addr, unsigned long end,
		     struct mm_walk *walk)
{
	pte_t *pte, *first;
	spinlock_t *ptl;

	if (pmd_trans_huge(*pmd))
		return 0;
	first = pte = pte_offset_map_lock(walk->mm, pmd, addr, &ptl);
	if (!pte)
		return 0;
	for (; addr != end; pte++, addr += PAGE_SIZE) {
		if (pte_none(ptep_get(pte)))
			continue;
		clear_one(walk->vma, addr, pte);
	}
	pte_unmap_unlock(first, ptl);
	return 0;
}

static const struct mm_walk_ops clear_ops = {
	.pmd_entry	= clear_pte,
	.walk_lock	= PGWALK_WRLOCK,
};

int clear(struct mm_struct *mm, unsigned long end)
{
	return walk_page_range(mm, 0, end, &clear_ops, NULL);
}
