// SPDX-License-Identifier: GPL-2.0-only
/* What a rewrite must leave tidy: locals, operands, masks, line breaks. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

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
	if (pmd_leaf(pmdp_get(pmd)))
		walk->action = ACTION_CONTINUE;
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

static int local_of_the_gate_test_walk(unsigned long start, unsigned long end,
				       struct mm_walk *walk)
{
	struct vm_area_struct *vma = walk->vma;

	if (vma->vm_flags & VM_PFNMAP) /* expect: walk-gate */
		return 1;

	return 0;
}

const struct mm_walk_ops local_of_the_gate_ops = {
	.pud_entry	= filtered_pud,
	.pmd_entry	= filtered_pmd,
	.pte_entry	= filtered_pte,
	.test_walk	= local_of_the_gate_test_walk,
};

static const struct mm_walk_ops filtered_ops = {
	.pud_entry	= filtered_pud,
	.pmd_entry	= filtered_pmd,
	.pte_entry	= filtered_pte,
};

void operand_of_or(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_LOCKED || vma->vm_flags & VM_PFNMAP) /* expect: walk-gate */
		return;

	walk_page_vma(vma, &filtered_ops, NULL);
}

void middle_of_a_mask(struct vm_area_struct *vma)
{
	if (vma->vm_flags & (VM_LOCKED | VM_PFNMAP | VM_MERGEABLE)) /* expect: walk-gate */
		return;

	walk_page_vma(vma, &filtered_ops, NULL);
}

void mask_over_two_lines(struct vm_area_struct *vma)
{
	if (vma->vm_flags & (VM_LOCKED | VM_MERGEABLE |
			     VM_PFNMAP)) /* expect: walk-gate */
		return;

	walk_page_vma(vma, &filtered_ops, NULL);
}

void value_of_the_gate(struct vm_area_struct *vma)
{
	bool skip = vma->vm_flags & VM_LOCKED;

	if (skip || !!(vma->vm_flags & VM_PFNMAP)) /* expect: walk-gate */
		return;

	walk_page_vma(vma, &filtered_ops, NULL);
}
