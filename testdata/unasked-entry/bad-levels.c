// SPDX-License-Identifier: GPL-2.0-only
/* fixture: engines=checkers */
/* Each level with what may follow; the twins stand in good-levels.c. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

/* A pte: its page, its frame number, changed, and told of. */
static int use_pte(pte_t *pte, unsigned long addr, unsigned long next,
		   struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (pte_present(entry))
		mark_page_accessed(pte_page(entry)); /* expect: unasked-entry */
	return 0;
}

static int change_pte(pte_t *pte, unsigned long addr, unsigned long next,
		      struct mm_walk *walk)
{
	if (pte_present(ptep_get(pte)))
		ptep_test_and_clear_young(walk->vma, addr, pte); /* expect: unasked-entry */
	return 0;
}

static int count_pte(pte_t *pte, unsigned long addr, unsigned long next,
		     struct mm_walk *walk)
{
	unsigned long *young = walk->private;
	pte_t entry = ptep_get(pte);

	if (pte_present(entry) && pte_young(entry))
		++*young; /* expect: unasked-entry */
	return 0;
}

static const struct mm_walk_ops use_pte_ops = { .pte_entry = use_pte };
static const struct mm_walk_ops change_pte_ops = { .pte_entry = change_pte };
static const struct mm_walk_ops count_pte_ops = { .pte_entry = count_pte };

/* A pmd leaf. */
static int tell_pmd(pmd_t *pmd, unsigned long addr, unsigned long next,
		    struct mm_walk *walk)
{
	unsigned long *pfn = walk->private;

	if (pmd_present(*pmd) && pmd_trans_huge(*pmd))
		*pfn = pmd_pfn(*pmd); /* expect: unasked-entry */
	return 0;
}

static int change_pmd(pmd_t *pmd, unsigned long addr, unsigned long next,
		      struct mm_walk *walk)
{
	if (pmd_present(*pmd) && pmd_trans_huge(*pmd))
		pmdp_test_and_clear_young(walk->vma, addr, pmd); /* expect: unasked-entry */
	return 0;
}

static int count_pmd(pmd_t *pmd, unsigned long addr, unsigned long next,
		     struct mm_walk *walk)
{
	unsigned long *leaves = walk->private;

	if (pmd_present(*pmd) && pmd_trans_huge(*pmd))
		++*leaves; /* expect: unasked-entry */
	return 0;
}

static const struct mm_walk_ops tell_pmd_ops = { .pmd_entry = tell_pmd };
static const struct mm_walk_ops change_pmd_ops = { .pmd_entry = change_pmd };
static const struct mm_walk_ops count_pmd_ops = { .pmd_entry = count_pmd };

/* A pud leaf. */
static int tell_pud(pud_t *pud, unsigned long addr, unsigned long next,
		    struct mm_walk *walk)
{
	unsigned long *pfn = walk->private;

	if (pud_present(*pud) && pud_trans_huge(*pud))
		*pfn = pud_pfn(*pud); /* expect: unasked-entry */
	return 0;
}

static int count_pud(pud_t *pud, unsigned long addr, unsigned long next,
		     struct mm_walk *walk)
{
	unsigned long *leaves = walk->private;

	if (pud_present(*pud) && pud_trans_huge(*pud))
		++*leaves; /* expect: unasked-entry */
	return 0;
}

static const struct mm_walk_ops tell_pud_ops = { .pud_entry = tell_pud };
static const struct mm_walk_ops count_pud_ops = { .pud_entry = count_pud };

/* walk_page_test() lets VM_MIXEDMAP through, walk_page_vma() both flags. */
int walk_levels(struct vm_area_struct *vma, unsigned long *out)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long start = vma->vm_start, end = vma->vm_end;

	if (walk_page_vma(vma, &use_pte_ops, NULL) ||
	    walk_page_vma(vma, &tell_pmd_ops, out) ||
	    walk_page_vma(vma, &change_pmd_ops, NULL) ||
	    walk_page_vma(vma, &count_pud_ops, out))
		return 1;
	return walk_page_range(mm, start, end, &change_pte_ops, NULL) ||
	       walk_page_range(mm, start, end, &count_pte_ops, out) ||
	       walk_page_range(mm, start, end, &count_pmd_ops, out) ||
	       walk_page_range(mm, start, end, &tell_pud_ops, out);
}

/* A function that loads entries itself: a gate on one flag is none for the other. */
int touch_range(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr,
		unsigned long end)
{
	pte_t *pte;

	if (vma->vm_flags & VM_PFNMAP) /* expect: walk-gate */
		return -EFAULT;
	pte = pte_offset_map(pmd, addr);
	for (; addr < end; addr += PAGE_SIZE, pte++) {
		pte_t entry = ptep_get(pte);

		if (pte_present(entry))
			mark_page_accessed(pte_page(entry)); /* expect: unasked-entry */
	}
	return 0;
}
