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

/* Its callers never ask for it. */
#define AGE_DIRTY	1
#define AGE_PAGES	2

void age_what(struct vm_area_struct *vma, pmd_t *pmd, unsigned int what);

void age_what(struct vm_area_struct *vma, pmd_t *pmd, unsigned int what)
{
	if (!pmd_present(*pmd) || !pmd_trans_huge(*pmd))
		return;
	if (what & AGE_PAGES)
		mark_page_accessed(pmd_page(*pmd));
}

static int age_dirty(pmd_t *pmd, unsigned long addr, unsigned long next,
		     struct mm_walk *walk)
{
	age_what(walk->vma, pmd, AGE_DIRTY);
	return 0;
}

static const struct mm_walk_ops dirty_ops = {
	.pmd_entry	= age_dirty,
};

int walk_dirty(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	return walk_page_range(mm, start, end, &dirty_ops, NULL);
}

/* A gate with an errno, in front of the first turn of a loop and of each VMA. */
static int refuse_raw(struct vm_area_struct *vma)
{
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: policy */
		return -EFAULT;
	return 0;
}

static void find_next(struct mm_struct *mm, unsigned long addr,
		      struct vm_area_struct **vma)
{
	*vma = find_vma(mm, addr);
}

int age_each(struct mm_struct *mm, pmd_t *pmd, unsigned long addr,
	     unsigned long end)
{
	struct vm_area_struct *vma = NULL;

	for (; addr < end; addr += PMD_SIZE, pmd++) {
		if (!vma || addr >= vma->vm_end) {
			find_next(mm, addr, &vma);
			if (!vma)
				return -ENOMEM;
			if (refuse_raw(vma))
				return -EFAULT;
		}
		age_leaf(vma, pmd);
	}
	return 0;
}

/* Only what is no leaf is left to the walker. */
static int keep_pud(pud_t *pud, unsigned long addr, unsigned long next,
		    struct mm_walk *walk)
{
	pud_t entry = *pud;

	walk->action = ACTION_CONTINUE;
	if (!pud_present(entry) || pud_leaf(entry))
		return 0;
	walk->action = ACTION_SUBTREE;
	return 0;
}

static const struct mm_walk_ops keep_ops = {
	.pud_entry	= keep_pud,
};

int walk_kept(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	return walk_page_range(mm, start, end, &keep_ops, NULL);
}
