// SPDX-License-Identifier: GPL-2.0-only
/* fixture: engines=checkers */
/* What nobody but its author can put right. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

/* The answer of vm_normal_page() about an entry that is not there means nothing. */
static int touch_any(pte_t *pte, unsigned long addr, unsigned long end,
		     struct mm_walk *walk)
{
	mark_page_accessed(pte_page(ptep_get(pte))); /* expect: unasked-entry */
	return 0;
}

const struct mm_walk_ops touch_any_ops = {
	.pte_entry	= touch_any,
};

/* A frame number is told, also that of a zero page. */
static int tell_frame(pte_t *pte, unsigned long addr, unsigned long end,
		      struct mm_walk *walk)
{
	unsigned long *pfn = walk->private;
	pte_t entry = ptep_get(pte);

	if (!pte_present(entry))
		return 0;
	*pfn = pte_pfn(entry); /* expect: unasked-entry */
	return 0;
}

const struct mm_walk_ops tell_frame_ops = {
	.pte_entry	= tell_frame,
};

/* NULL would mean: fault it in and look again. */
static struct page *page_at(struct vm_area_struct *vma, unsigned long addr,
			    pmd_t *pmd)
{
	struct page *page;

	if (!pmd_present(*pmd))
		return NULL;
	page = pmd_page(*pmd); /* expect: unasked-entry */
	mark_page_accessed(page);
	return page;
}

static int touch_found(pmd_t *pmd, unsigned long addr, unsigned long end,
		       struct mm_walk *walk)
{
	return pmd_trans_huge(*pmd) && !page_at(walk->vma, addr, pmd);
}

const struct mm_walk_ops touch_found_ops = {
	.pmd_entry	= touch_found,
};

/* Within a condition there is no place to ask. */
static int find_anon(pmd_t *pmd, unsigned long addr, unsigned long end,
		     struct mm_walk *walk)
{
	if (!pmd_present(*pmd) || !pmd_trans_huge(*pmd))
		return 0;
	return folio_test_anon(pmd_folio(*pmd)); /* expect: unasked-entry */
}

const struct mm_walk_ops find_anon_ops = {
	.pmd_entry	= find_anon,
};
