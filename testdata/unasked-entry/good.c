// SPDX-License-Identifier: GPL-2.0-only
/* The twins: asked, or no mapping with raw entries gets there. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

static int asked_pmd_entry(pmd_t *pmd, unsigned long addr, unsigned long next,
			   struct mm_walk *walk)
{
	struct page *page;

	if (!pmd_present(*pmd) || !pmd_trans_huge(*pmd))
		return 0;
	page = vm_normal_page_pmd(walk->vma, addr & PMD_MASK, *pmd);
	if (page)
		mark_page_accessed(page);
	return 0;
}

static int asked_pte_entry(pte_t *pte, unsigned long addr, unsigned long next,
			   struct mm_walk *walk)
{
	unsigned long *pfn = walk->private;
	pte_t entry = ptep_get(pte);

	if (pte_present(entry) && vm_normal_page(walk->vma, addr, entry))
		*pfn = pte_pfn(entry);
	return 0;
}

static const struct mm_walk_ops asked_ops = {
	.pmd_entry	= asked_pmd_entry,
	.pte_entry	= asked_pte_entry,
};

int walk_asked(struct mm_struct *mm, unsigned long start, unsigned long end,
	       unsigned long *pfn)
{
	return walk_page_range(mm, start, end, &asked_ops, pfn);
}

/* A zero page belongs to no mapping of raw pfns. */
static int zero_pte_entry(pte_t *pte, unsigned long addr, unsigned long next,
			  struct mm_walk *walk)
{
	unsigned long *zeroes = walk->private;
	pte_t entry = ptep_get(pte);

	if (pte_present(entry) && is_zero_pfn(pte_pfn(entry)))
		++*zeroes;
	return 0;
}

static const struct mm_walk_ops zero_ops = {
	.pte_entry	= zero_pte_entry,
};

int count_zeroes(struct mm_struct *mm, unsigned long start, unsigned long end,
		 unsigned long *zeroes)
{
	return walk_page_range(mm, start, end, &zero_ops, zeroes);
}
