// SPDX-License-Identifier: GPL-2.0-only
/* fixture: engines=checkers */
/* What only the flow tells: helpers, branches, gates that some callers skip. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

/* The question is asked on one of two branches. */
static int asks_if_clean(pte_t *pte, unsigned long addr, unsigned long next,
			struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (!pte_present(entry))
		return 0;
	if (pte_dirty(entry) || vm_normal_page(walk->vma, addr, entry))
		mark_page_accessed(pte_page(entry)); /* expect: unasked-entry */
	return 0;
}

static const struct mm_walk_ops if_clean_ops = {
	.pte_entry	= asks_if_clean,
};

int walk_if_clean(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	return walk_page_range(mm, start, end, &if_clean_ops, NULL);
}

/* One of two callers has a gate: that is none for the other. */
static void age_leaf(struct vm_area_struct *vma, pmd_t *pmd)
{
	if (pmd_present(*pmd) && pmd_trans_huge(*pmd))
		mark_page_accessed(pmd_page(*pmd)); /* expect: unasked-entry */
}

static int age_some(pmd_t *pmd, unsigned long addr, unsigned long next,
		    struct mm_walk *walk)
{
	if (walk->vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: policy */
		return 0;
	age_leaf(walk->vma, pmd);
	return 0;
}

static int age_all(pmd_t *pmd, unsigned long addr, unsigned long next,
		   struct mm_walk *walk)
{
	age_leaf(walk->vma, pmd);
	return 0;
}

static const struct mm_walk_ops some_ops = {
	.pmd_entry	= age_some,
};

static const struct mm_walk_ops all_ops = {
	.pmd_entry	= age_all,
};

int age(struct mm_struct *mm, unsigned long start, unsigned long end, bool all)
{
	return walk_page_range(mm, start, end, all ? &all_ops : &some_ops, NULL);
}

/* The entry is changed and the leaf split: notes. */
static int change_and_split(pmd_t *pmd, unsigned long addr, unsigned long next,
			    struct mm_walk *walk)
{
	if (!pmd_present(*pmd) || !pmd_trans_huge(*pmd))
		return 0;
	split_huge_pmd(walk->vma, pmd, addr); /* expect: unasked-entry */
	return 0;
}

static const struct mm_walk_ops change_ops = {
	.pmd_entry	= change_and_split,
};

int split_all(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	return walk_page_range(mm, start, end, &change_ops, NULL);
}

/* What one caller asks for, another does not. */
#define AGE_DIRTY	1
#define AGE_PAGES	2

void age_what(struct vm_area_struct *vma, pmd_t *pmd, unsigned int what);

void age_what(struct vm_area_struct *vma, pmd_t *pmd, unsigned int what)
{
	if (!pmd_present(*pmd) || !pmd_trans_huge(*pmd))
		return;
	if (what & AGE_PAGES)
		mark_page_accessed(pmd_page(*pmd)); /* expect: unasked-entry */
}

static int age_pages(pmd_t *pmd, unsigned long addr, unsigned long next,
		     struct mm_walk *walk)
{
	age_what(walk->vma, pmd, AGE_DIRTY | AGE_PAGES);
	return 0;
}

static const struct mm_walk_ops pages_ops = {
	.pmd_entry	= age_pages,
};

int walk_pages(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	return walk_page_range(mm, start, end, &pages_ops, NULL);
}

/* A pud leaf that is left to the walker, which splits it; a table is none. */
static int leave_pud(pud_t *pud, unsigned long addr, unsigned long next,
		     struct mm_walk *walk)
{
	pud_t entry = *pud;

	walk->action = ACTION_CONTINUE;
	if (!pud_present(entry))
		return 0;
	walk->action = ACTION_SUBTREE; /* expect: unasked-entry */
	return 0;
}

static const struct mm_walk_ops leave_ops = {
	.pud_entry	= leave_pud,
};

int walk_leaves(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	return walk_page_range(mm, start, end, &leave_ops, NULL);
}
