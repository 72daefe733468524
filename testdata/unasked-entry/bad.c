// SPDX-License-Identifier: GPL-2.0-only
/* Callbacks that never ask, behind what lets a mapping with raw entries in. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

/* walk_page_test() keeps VM_PFNMAP out, not VM_MIXEDMAP. */
static int mixed_pmd_entry(pmd_t *pmd, unsigned long addr, unsigned long next,
			   struct mm_walk *walk)
{
	if (pmd_present(*pmd) && pmd_trans_huge(*pmd))
		mark_page_accessed(pmd_page(*pmd)); /* expect: unasked-entry */
	return 0;
}

static const struct mm_walk_ops mixed_ops = {
	.pmd_entry	= mixed_pmd_entry,
};

int walk_mixed(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	return walk_page_range(mm, start, end, &mixed_ops, NULL);
}

/* A pte, whose frame number is told. */
static int tell_pte_entry(pte_t *pte, unsigned long addr, unsigned long next,
			  struct mm_walk *walk)
{
	unsigned long *pfn = walk->private;
	pte_t entry = ptep_get(pte);

	if (pte_present(entry))
		*pfn = pte_pfn(entry); /* expect: unasked-entry */
	return 0;
}

static const struct mm_walk_ops tell_ops = {
	.pte_entry	= tell_pte_entry,
};

int tell_frames(struct mm_struct *mm, unsigned long start, unsigned long end,
		unsigned long *pfn)
{
	return walk_page_range(mm, start, end, &tell_ops, pfn);
}

/* A gate of its own switches walk_page_test() off, and lets VM_PFNMAP in. */
static int let_all_in(unsigned long start, unsigned long end,
		      struct mm_walk *walk)
{
	return !(walk->vma->vm_flags & VM_READ);
}

static int own_gate_pud_entry(pud_t *pud, unsigned long addr,
			      unsigned long next, struct mm_walk *walk)
{
	if (pud_present(*pud) && pud_trans_huge(*pud))
		mark_page_accessed(pud_page(*pud)); /* expect: unasked-entry */
	return 0;
}

static const struct mm_walk_ops own_gate_ops = {
	.test_walk	= let_all_in,
	.pud_entry	= own_gate_pud_entry,
};

int walk_behind_own_gate(struct mm_struct *mm, unsigned long start,
			 unsigned long end)
{
	return walk_page_range(mm, start, end, &own_gate_ops, NULL);
}

/* walk_page_vma() has no gate. */
static int ungated_pmd_entry(pmd_t *pmd, unsigned long addr, unsigned long next,
			     struct mm_walk *walk)
{
	if (pmd_present(*pmd) && pmd_trans_huge(*pmd))
		mark_page_accessed(pmd_page(*pmd)); /* expect: unasked-entry */
	return 0;
}

static const struct mm_walk_ops ungated_ops = {
	.pmd_entry	= ungated_pmd_entry,
};

int walk_ungated(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(mm, addr);

	return vma ? walk_page_vma(vma, &ungated_ops, NULL) : -EFAULT;
}
