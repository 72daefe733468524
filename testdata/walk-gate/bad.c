// SPDX-License-Identifier: GPL-2.0-only
/* Gates in front of walks whose entries are all judged one by one. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

/* Every level leaves a leaf alone that is no normal page. */
static int filtered_pud(pud_t *pud, unsigned long addr, unsigned long next,
			struct mm_walk *walk)
{
	if (pud_leaf(pudp_get(pud)))
		walk->action = ACTION_CONTINUE;
	return 0;
}

static int filtered_pmd(pmd_t *pmd, unsigned long addr, unsigned long next,
			struct mm_walk *walk)
{
	pmd_t entry = pmdp_get(pmd);
	struct page *page;

	if (!pmd_leaf(entry))
		return 0;
	walk->action = ACTION_CONTINUE;
	page = pmd_present(entry) ?
		vm_normal_page_pmd(walk->vma, addr, entry) : NULL;
	if (page)
		mark_page_accessed(page);
	return 0;
}

static int filtered_pte(pte_t *pte, unsigned long addr, unsigned long next,
			struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	struct page *page;

	if (!pte_present(entry))
		return 0;
	page = vm_normal_page(walk->vma, addr, entry);
	if (page)
		mark_page_accessed(page);
	return 0;
}

static int mask_test_walk(unsigned long start, unsigned long end,
			  struct mm_walk *walk)
{
	if (walk->vma->vm_flags & (VM_LOCKED | VM_PFNMAP)) /* expect: walk-gate */
		return 1;

	return 0;
}

const struct mm_walk_ops test_walk_mask_ops = {
	.pud_entry	= filtered_pud,
	.pmd_entry	= filtered_pmd,
	.pte_entry	= filtered_pte,
	.test_walk	= mask_test_walk,
};

/* An empty .test_walk has to stay: without one walk_page_test() gates again. */
static int only_flag_test_walk(unsigned long start, unsigned long end,
			       struct mm_walk *walk)
{
	if (walk->vma->vm_flags & VM_PFNMAP) /* expect: walk-gate */
		return 1;

	return 0;
}

const struct mm_walk_ops test_walk_only_flag_ops = {
	.pud_entry	= filtered_pud,
	.pmd_entry	= filtered_pmd,
	.pte_entry	= filtered_pte,
	.test_walk	= only_flag_test_walk,
};

static const struct mm_walk_ops filtered_ops = {
	.pud_entry	= filtered_pud,
	.pmd_entry	= filtered_pmd,
	.pte_entry	= filtered_pte,
};

/* walk_page_vma() does not ask walk_page_test(). */
void gate_before_walk(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP) /* expect: walk-gate */
		return;

	walk_page_vma(vma, &filtered_ops, NULL);
}
