// SPDX-License-Identifier: GPL-2.0-only
/*
 * Walk callbacks in which one path reaches an effect around the filter; the
 * marker of the callback says at which level, "effect" stands on the first one.
 */
#include <linux/mm.h>
#include <linux/pagewalk.h>

#define ADD_ENTRY(walk, n) (*(unsigned long *)(walk)->private += (n))

static void count_entry(struct mm_walk *walk, pte_t entry)
{
	unsigned long *count = walk->private;

	if (pte_dirty(entry))
		(*count)++;
}

static inline struct folio *raw_folio(pte_t entry)
{
	return pte_present(entry) ? page_folio(pte_page(entry)) : NULL;
}

/* The filter stands first; its twin counts first. */
static int early_filter(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	struct page *page;
	unsigned long *count = walk->private;

	if (!pte_present(entry))
		return 0;
	(*count)++; /* effect */
	page = vm_normal_page(walk->vma, addr, entry);
	if (!page)
		return 0;
	mark_page_accessed(page);
	return 0;
}

/* The filter on both branches; its twin on one only. */
static int one_branch(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
		      unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	struct page *page;

	if (!pte_present(entry))
		return 0;
	page = pte_page(entry);
	if (!pte_young(entry))
		page = vm_normal_page(walk->vma, addr, entry);
	if (page)
		folio_activate(page_folio(page)); /* effect */
	return 0;
}

/* As clear_refs_pte_range() in 6.12: a branch in front of the filter. */
static int soft_dirty_branch(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			     unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	struct page *page;

	if (pte_soft_dirty(entry)) {
		set_pte_at(walk->mm, addr, pte, pte_clear_soft_dirty(entry)); /* effect */
		return 0;
	}
	if (!pte_present(entry))
		return 0;
	page = vm_normal_page(walk->vma, addr, entry);
	if (page)
		mark_page_accessed(page);
	return 0;
}

/* The answer decides; its twin asks and goes on. */
static int result_ignored(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			  unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	struct page *page;

	if (!pte_present(entry))
		return 0;
	page = vm_normal_page(walk->vma, addr, entry);
	if (!page)
		page = pte_page(entry);
	set_page_dirty(page); /* effect */
	return 0;
}

/* NULL leads around the effect; its twin has it the wrong way. */
static int inverted(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
		    unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	struct page *page;

	if (!pte_present(entry))
		return 0;
	page = vm_normal_page(walk->vma, addr, entry);
	if (page)
		return 0;
	set_pte_at(walk->mm, addr, pte, pte_mkold(entry)); /* effect */
	return 0;
}

/* The effect stands in a helper, behind or before the filter. */
static int in_helper(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
		     unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	struct page *page;

	if (!pte_present(entry))
		return 0;
	count_entry(walk, entry); /* effect */
	page = vm_normal_page(walk->vma, addr, entry);
	if (page)
		mark_page_accessed(page);
	return 0;
}

/* The effect comes out of a macro. */
static int through_macro(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			 unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	struct page *page;

	if (!pte_present(entry))
		return 0;
	ADD_ENTRY(walk, 1); /* effect */
	page = vm_normal_page(walk->vma, addr, entry);
	if (page)
		mark_page_accessed(page);
	return 0;
}

/* The filter is a helper that returns the folio. */
static int helper_returns_folio(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
				unsigned long next, struct mm_walk *walk)
{
	struct folio *folio = raw_folio(ptep_get(pte));

	if (folio)
		folio_mark_accessed(folio); /* effect */
	return 0;
}

/* A goto behind the filter; its twin jumps around it. */
static int goto_around(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
		       unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	struct page *page;

	if (!pte_present(entry))
		return 0;
	page = pte_page(entry);
	if (pte_dirty(entry))
		goto touch;
	page = vm_normal_page(walk->vma, addr, entry);
	if (!page)
		goto out;
touch:
	mark_page_accessed(page); /* effect */
out:
	return 0;
}

/* The special bit as filter; its twin has an "or" too much. */
static int special_bit(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
		       unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (!pte_present(entry))
		return 0;
	if (pte_young(entry) || !pte_special(entry))
		mark_page_accessed(pte_page(entry)); /* effect */
	return 0;
}

/* A return value other than the default is an effect. */
static int return_value(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	struct page *page;

	if (!pte_present(entry))
		return 0;
	if (pte_dirty(entry))
		return -EBUSY; /* effect */
	page = vm_normal_page(walk->vma, addr, entry);
	if (page)
		mark_page_accessed(page);
	return 0;
}

/* The answer is kept in a bool and tested later. */
static int stored_result(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			 unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	bool normal;

	if (!pte_present(entry))
		return 0;
	normal = vm_normal_page(walk->vma, addr, entry) != NULL;
	cond_resched();
	if (normal || pte_write(entry))
		ADD_ENTRY(walk, 2); /* effect */
	return 0;
}

/* A loop of its own; its twin counts in an early continue. */
static int pte_loop(pmd_t *pmd, unsigned long addr, /* filter: pte=unfiltered at=effect */
		    unsigned long next, struct mm_walk *walk)
{
	unsigned long *count = walk->private;
	pte_t *start, *pte;
	spinlock_t *ptl;

	start = pte = pte_offset_map_lock(walk->mm, pmd, addr, &ptl);
	if (!pte)
		return 0;
	for (; addr < next; pte++, addr += PAGE_SIZE) {
		pte_t entry = ptep_get(pte);

		if (pte_young(entry)) {
			(*count)++; /* effect */
			continue;
		}
		if (!vm_normal_page(walk->vma, addr, entry))
			continue;
		(*count)++;
	}
	pte_unmap_unlock(start, ptl);
	return 0;
}

/* Each turn filters its own entry; its twin touches the last turn's. */
static int loop_carried(pmd_t *pmd, unsigned long addr, /* filter: pte=unfiltered at=effect */
			unsigned long next, struct mm_walk *walk)
{
	struct page *last = NULL;
	pte_t *start, *pte;
	spinlock_t *ptl;

	start = pte = pte_offset_map_lock(walk->mm, pmd, addr, &ptl);
	if (!pte)
		return 0;
	for (; addr < next; pte++, addr += PAGE_SIZE) {
		pte_t entry = ptep_get(pte);

		if (last)
			mark_page_accessed(last); /* effect */
		last = pte_present(entry) ? pte_page(entry) : NULL;
		if (!last || !vm_normal_page(walk->vma, addr, entry))
			continue;
		set_pte_at(walk->mm, addr, pte, pte_mkold(entry));
	}
	pte_unmap_unlock(start, ptl);
	return 0;
}

/* Both levels are filtered; its twin forgets the pmd leaf. */
static int pmd_level(pmd_t *pmd, unsigned long addr, /* filter: pmd=unfiltered at=effect */
		     unsigned long next, struct mm_walk *walk)
{
	pmd_t entry = pmdp_get(pmd);

	if (!pmd_present(entry) || !pmd_leaf(entry))
		return 0;
	mark_page_accessed(pmd_page(entry)); /* effect */
	return 0;
}

/* pmd leaf and ptes in one callback; its twin filters only the ptes. */
static int both_levels(pmd_t *pmd, unsigned long addr, /* filter: pmd=unfiltered pte=filtered at=effect */
		       unsigned long next, struct mm_walk *walk)
{
	pmd_t entry = pmdp_get(pmd);
	spinlock_t *ptl;
	pte_t *pte;

	if (pmd_present(entry) && pmd_leaf(entry)) {
		ADD_ENTRY(walk, HPAGE_PMD_NR); /* effect */
		return 0;
	}
	pte = pte_offset_map_lock(walk->mm, pmd, addr, &ptl);
	if (!pte)
		return 0;
	if (pte_present(ptep_get(pte)) &&
	    vm_normal_page(walk->vma, addr, ptep_get(pte)))
		ADD_ENTRY(walk, 1);
	pte_unmap_unlock(pte, ptl);
	return 0;
}

/* A pud leaf is passed by; its twin counts it. */
static int pud_level(pud_t *pud, unsigned long addr, /* filter: pud=unfiltered at=effect */
		     unsigned long next, struct mm_walk *walk)
{
	if (pud_leaf(pudp_get(pud)))
		ADD_ENTRY(walk, PTRS_PER_PMD); /* effect */
	return 0;
}

const struct mm_walk_ops early_filter_ops = { .pte_entry = early_filter };
const struct mm_walk_ops one_branch_ops = { .pte_entry = one_branch };
const struct mm_walk_ops soft_dirty_branch_ops = { .pte_entry = soft_dirty_branch };
const struct mm_walk_ops result_ignored_ops = { .pte_entry = result_ignored };
const struct mm_walk_ops inverted_ops = { .pte_entry = inverted };
const struct mm_walk_ops in_helper_ops = { .pte_entry = in_helper };
const struct mm_walk_ops through_macro_ops = { .pte_entry = through_macro };
const struct mm_walk_ops helper_returns_folio_ops = { .pte_entry = helper_returns_folio };
const struct mm_walk_ops goto_around_ops = { .pte_entry = goto_around };
const struct mm_walk_ops special_bit_ops = { .pte_entry = special_bit };
const struct mm_walk_ops return_value_ops = { .pte_entry = return_value };
const struct mm_walk_ops stored_result_ops = { .pte_entry = stored_result };
const struct mm_walk_ops pte_loop_ops = { .pmd_entry = pte_loop };
const struct mm_walk_ops loop_carried_ops = { .pmd_entry = loop_carried };
const struct mm_walk_ops pmd_level_ops = { .pmd_entry = pmd_level };
const struct mm_walk_ops both_levels_ops = { .pmd_entry = both_levels };
const struct mm_walk_ops pud_level_ops = { .pud_entry = pud_level };
