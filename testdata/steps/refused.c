// SPDX-License-Identifier: GPL-2.0-only
/* Near misses: to ask there would change what is done today. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

static int count_range(pmd_t *pmd, unsigned long addr, unsigned long end,
		       struct mm_walk *walk)
{
	unsigned long *sum = walk->private;
	pte_t *pte, *first;
	spinlock_t *ptl;

	if (pmd_trans_huge(*pmd))
		return 0;
	first = pte = pte_offset_map_lock(walk->mm, pmd, addr, &ptl);
	if (!pte)
		return 0;
	for (; addr != end; pte++, addr += PAGE_SIZE) {
		pte_t entry = ptep_get(pte);

		*sum += pte_pfn(entry);
	}
	pte_unmap_unlock(first, ptl);
	return 0;
}

/* The callback belongs to both, and walk_page_vma() asks nobody. */
static const struct mm_walk_ops gated_ops = {
	.pmd_entry	= count_range,
	.walk_lock	= PGWALK_RDLOCK,
};

static const struct mm_walk_ops ungated_ops = {
	.pmd_entry	= count_range,
	.walk_lock	= PGWALK_WRLOCK,
};

int count_gated(struct mm_struct *mm, unsigned long end, unsigned long *sum)
{
	return walk_page_range(mm, 0, end, &gated_ops, sum);
}

int count_vma(struct vm_area_struct *vma, unsigned long *sum)
{
	return walk_page_vma(vma, &ungated_ops, sum);
}

static int pass_range(pmd_t *pmd, unsigned long addr, unsigned long end,
		      struct mm_walk *walk)
{
	unsigned long *sum = walk->private;
	spinlock_t *ptl = pmd_trans_huge_lock(pmd, walk->vma);

	if (!ptl)
		return 0;
	*sum += pmd_pfn(*pmd);
	spin_unlock(ptl);
	return 0;
}

/* Handed on to where nobody looks. */
static const struct mm_walk_ops passed_ops = {
	.pmd_entry	= pass_range,
	.walk_lock	= PGWALK_RDLOCK,
};

int walk_elsewhere(struct mm_struct *mm, const struct mm_walk_ops *ops, void *data);

int count_elsewhere(struct mm_struct *mm, unsigned long *sum)
{
	return walk_elsewhere(mm, &passed_ops, sum);
}

static int here_range(pmd_t *pmd, unsigned long addr, unsigned long end,
		      struct mm_walk *walk)
{
	spinlock_t *ptl = pmd_trans_huge_lock(pmd, walk->vma);

	if (!ptl)
		return 0;
	*(unsigned long *)walk->private += pmd_pfn(*pmd);
	spin_unlock(ptl);
	return 0;
}

/* Two of one name: which of them is meant cannot be told by it. */
int count_here(struct mm_struct *mm, unsigned long end, unsigned long *sum)
{
	const struct mm_walk_ops walk_ops = {
		.pmd_entry = here_range,
	};

	return walk_page_range(mm, 0, end, &walk_ops, sum);
}

int count_there(struct mm_struct *mm, unsigned long end, unsigned long *sum)
{
	const struct mm_walk_ops walk_ops = {
		.pmd_entry = here_range,
	};

	return walk_page_range(mm, 0, end, &walk_ops, sum);
}
