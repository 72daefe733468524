// SPDX-License-Identifier: GPL-2.0-only
/* Gates that must stay: what follows does not leave raw entries alone. */
#include <linux/export.h>
#include <linux/mm.h>
#include <linux/pagewalk.h>

static int unfiltered_pte(pte_t *pte, unsigned long addr, unsigned long next,
			  struct mm_walk *walk)
{
	unsigned long *count = walk->private;

	if (pte_present(ptep_get(pte)))
		(*count)++; /* expect: unasked-entry */
	return 0;
}

static const struct mm_walk_ops unfiltered_ops = {
	.pte_entry	= unfiltered_pte,
};

void entries_are_not_filtered(struct vm_area_struct *vma, unsigned long *count)
{
	if (vma->vm_flags & VM_PFNMAP) /* expect: walk-gate */
		return;

	walk_page_vma(vma, &unfiltered_ops, count);
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

/* Without .pud_entry walk_pud_range() splits a device's pud leaf away. */
static const struct mm_walk_ops splitting_ops = {
	.pte_entry	= filtered_pte,
};

void walk_would_split_leaves(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP) /* expect: walk-gate */
		return;

	walk_page_vma(vma, &splitting_ops, NULL);
}

/* The walk selects PFN mappings: turned round it would visit all others. */
void walk_selects_pfnmap(struct vm_area_struct *vma, unsigned long *count)
{
	if (!(vma->vm_flags & VM_PFNMAP)) /* expect: walk-gate */
		return;

	walk_page_vma(vma, &unfiltered_ops, count);
}

/* Raw entries that are zapped cannot be faulted back. */
void gate_before_zap(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP) /* expect: walk-gate */
		return;

	zap_page_range_single(vma, vma->vm_start, PAGE_SIZE, NULL);
}

/* Answers as .test_walk, and once more by name: both are gates of the walk. */
static int skip_vma(unsigned long start, unsigned long end, struct mm_walk *walk)
{
	if (walk->vma->vm_flags & VM_PFNMAP) /* expect: walk-gate */
		return true;
	return !walk->private;
}

static __maybe_unused bool next_vma_of_walk(unsigned long start, unsigned long end,
					    struct mm_walk *walk)
{
	if (skip_vma(start, end, walk)) /* expect: walk-gate @6 */
		return false;
	return start < end;
}

const struct mm_walk_ops skipping_ops = {
	.pte_entry	= unfiltered_pte,
	.test_walk	= skip_vma,
};

static bool may_share(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_PFNMAP) /* expect: walk-gate */
		return false;
	return vma->anon_vma;
}

/* Refuses what has the flag, so it asserts nothing of its callers. */
void exported_walk(struct vm_area_struct *vma, unsigned long *count)
{
	if (!may_share(vma)) /* expect: walk-gate */
		return;

	walk_page_vma(vma, &unfiltered_ops, count);
}
EXPORT_SYMBOL_GPL(exported_walk);

static int keep_pud(pud_t *pud, unsigned long addr, unsigned long next,
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

static const struct mm_walk_ops all_levels_ops = {
	.pud_entry	= keep_pud,
	.pmd_entry	= filtered_pmd,
	.pte_entry	= filtered_pte,
};

/* Filtered, but vm_normal_page_pmd() takes DAX leaves of a MIXEDMAP for pages. */
void gate_holds_mixedmap(struct vm_area_struct *vma)
{
	if (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) /* expect: walk-gate */
		return;

	walk_page_vma(vma, &all_levels_ops, NULL);
}
