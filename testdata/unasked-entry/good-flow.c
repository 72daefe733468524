// SPDX-License-Identifier: GPL-2.0-only
/* fixture: engines=checkers */
/* More twins: only the flow tells that nothing is wrong. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

/* A gate for both flags on every way in. */
static void age_leaf(struct vm_area_struct *vma, pmd_t *pmd)
{
	if (pmd_present(*pmd) && pmd_trans_huge(*pmd))
		mark_page_accessed(pmd_page(*pmd));
}

static int age_behind_gate(pmd_t *pmd, unsigned long addr, unsigned long next,
			   struct mm_walk *walk)
{
	if (walk->vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: policy */
		return 0;
	age_leaf(walk->vma, pmd);
	return 0;
}

static const struct mm_walk_ops gated_ops = {
	.pmd_entry	= age_behind_gate,
};

int age_gated(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	return walk_page_range(mm, start, end, &gated_ops, NULL);
}

/* The walk's own gate keeps one out, its caller the other. */
static int keep_pfnmap_out(unsigned long start, unsigned long end,
			   struct mm_walk *walk)
{
	return !!(walk->vma->vm_flags & VM_PFNMAP); /* expect: walk-gate */
}

static int age_pud_entry(pud_t *pud, unsigned long addr, unsigned long next,
			 struct mm_walk *walk)
{
	if (pud_present(*pud) && pud_trans_huge(*pud))
		mark_page_accessed(pud_page(*pud));
	return 0;
}

static const struct mm_walk_ops two_gates_ops = {
	.test_walk	= keep_pfnmap_out,
	.pud_entry	= age_pud_entry,
};

int age_puds(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_MIXEDMAP) /* expect: walk-gate */
		return 0;
	return walk_page_range(vma->vm_mm, vma->vm_start, vma->vm_end,
			       &two_gates_ops, NULL);
}

/* Anonymous memory holds no raw entries. */
static int anonymous_pmd_entry(pmd_t *pmd, unsigned long addr,
			       unsigned long next, struct mm_walk *walk)
{
	if (!vma_is_anonymous(walk->vma))
		return 0;
	if (pmd_present(*pmd) && pmd_trans_huge(*pmd))
		mark_page_accessed(pmd_page(*pmd));
	return 0;
}

static const struct mm_walk_ops anonymous_ops = {
	.pmd_entry	= anonymous_pmd_entry,
};

int age_anonymous(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	return walk_page_range(mm, start, end, &anonymous_ops, NULL);
}
