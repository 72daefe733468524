// SPDX-License-Identifier: GPL-2.0-only
/* fixture: engines=checkers mutants=none */
/* Pages that can be asked for instead: each way out that is written down. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

/* As for an entry that is not there; the lock is dropped behind the label. */
static int touch_locked(pmd_t *pmd, unsigned long addr, unsigned long end,
			struct mm_walk *walk)
{
	struct folio *folio;
	spinlock_t *ptl;

	ptl = pmd_trans_huge_lock(pmd, walk->vma);
	if (!ptl)
		return 0;
	if (!pmd_present(*pmd) || !pmd_trans_huge(*pmd))
		goto out;

	folio = is_huge_zero_pmd(*pmd) ? pmd_folio(*pmd) :
		vm_normal_folio_pmd(walk->vma, addr, *pmd);
	if (!folio)
		goto out;

	folio_mark_accessed(folio);
out:
	spin_unlock(ptl);
	return 0;
}

const struct mm_walk_ops touch_locked_ops = {
	.pmd_entry	= touch_locked,
};

/* At pte level, where the page goes on through a lookup of its own. */
static struct page *page_of(unsigned long pfn)
{
	return pfn_valid(pfn) ? pfn_to_page(pfn) : NULL;
}

static int touch_pte(pte_t *pte, unsigned long addr, unsigned long end,
		     struct mm_walk *walk)
{
	pte_t ptent = ptep_get(pte);
	struct page *page;

	if (!pte_present(ptent))
		return 0;
	if (!is_zero_pfn(pte_pfn(ptent)) &&
	    !vm_normal_page(walk->vma, addr, ptent))
		return 0;
	page = page_of(pte_pfn(ptent));
	if (!page)
		return 0;
	mark_page_accessed(page);
	return 0;
}

const struct mm_walk_ops touch_pte_ops = {
	.pte_entry	= touch_pte,
};

/* The helper is handed no address; its caller has one. */
static void touch_leaf(pmd_t *pmd, unsigned long addr, struct mm_walk *walk)
{
	struct page *page;

	if (pmd_none(*pmd))
		return;
	page = is_huge_zero_pmd(*pmd) ? pmd_page(*pmd) :
		vm_normal_page_pmd(walk->vma, addr, *pmd);
	if (!page)
		return;

	mark_page_accessed(page);
}

static int touch_handed(pmd_t *pmd, unsigned long addr, unsigned long end,
			struct mm_walk *walk)
{
	if (pmd_present(*pmd) && pmd_trans_huge(*pmd))
		touch_leaf(pmd, addr, walk);
	return 0;
}

const struct mm_walk_ops touch_handed_ops = {
	.pmd_entry	= touch_handed,
};

/* NULL is looked for already. */
static int touch_if_any(pmd_t *pmd, unsigned long addr, unsigned long end,
			struct mm_walk *walk)
{
	struct page *page = NULL;

	if (pmd_present(*pmd) && pmd_trans_huge(*pmd))
		page = is_huge_zero_pmd(*pmd) ? pmd_page(*pmd) :
			vm_normal_page_pmd(walk->vma, addr, *pmd);
	if (page)
		mark_page_accessed(page);
	return 0;
}

const struct mm_walk_ops touch_if_any_ops = {
	.pmd_entry	= touch_if_any,
};
