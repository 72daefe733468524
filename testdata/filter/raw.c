// SPDX-License-Identifier: GPL-2.0-only
/*
 * The question that is asked of PFN mappings only, as 'pfncheck series' adds it:
 * what leads around every effect, and what only seems to.
 */
#include <linux/mm.h>
#include <linux/pagewalk.h>

static inline bool walk_pte_is_raw(struct vm_area_struct *vma,
				   unsigned long addr, pte_t pte)
{
	if (!(vma->vm_flags & VM_PFNMAP))
		return false;
	return pte_none(pte) ||
	       (pte_present(pte) && !vm_normal_page(vma, addr, pte));
}

static inline bool walk_pmd_is_raw(struct vm_area_struct *vma,
				   unsigned long addr, pmd_t pmd)
{
	if (!(vma->vm_flags & VM_PFNMAP))
		return false;
	return pmd_none(pmd) ||
	       (pmd_present(pmd) && !vm_normal_page_pmd(vma, addr, pmd));
}

static void tell(struct mm_walk *walk, unsigned long what)
{
	*(unsigned long *)walk->private += what;
}

/* Left alone; its twin leaves others alone. */
static int skipped(pte_t *pte, unsigned long addr, /* filter: pte=filtered */
		   unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (walk_pte_is_raw(walk->vma, addr, entry))
		return 0;
	tell(walk, pte_pfn(entry));
	return 0;
}

static int skipped_others(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			  unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (!walk_pte_is_raw(walk->vma, addr, entry))
		return 0;
	tell(walk, pte_pfn(entry)); /* effect */
	return 0;
}

/* Where an absent entry goes; its twin looks at the entry there. */
static int as_absent(pte_t *pte, unsigned long addr, /* filter: pte=filtered */
		     unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (pte_none(entry) || walk_pte_is_raw(walk->vma, addr, entry))
		tell(walk, 0);
	else
		tell(walk, pte_pfn(entry));
	return 0;
}

static int as_absent_told(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			  unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (pte_none(entry) || walk_pte_is_raw(walk->vma, addr, entry))
		tell(walk, pte_pfn(entry)); /* effect */
	else
		tell(walk, 1);
	return 0;
}

/* One way on for all, on which it is absent; a twin is told apart, one looked at. */
static int on_as_absent(pte_t *pte, unsigned long addr, /* filter: pte=filtered */
			unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	unsigned long frame = 0;

	if (pte_none(entry) || walk_pte_is_raw(walk->vma, addr, entry))
		goto report;
	frame = pte_pfn(entry);
report:
	tell(walk, frame);
	return 0;
}

static int on_apart(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
		    unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	unsigned long frame = 0;

	if (pte_none(entry))
		goto report;
	frame = 1;
	if (walk_pte_is_raw(walk->vma, addr, entry))
		goto report;
	frame = pte_pfn(entry);
report:
	tell(walk, frame); /* effect */
	return 0;
}

static int on_and_told(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
		       unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (pte_none(entry) || walk_pte_is_raw(walk->vma, addr, entry))
		cond_resched();
	tell(walk, pte_pfn(entry)); /* effect */
	return 0;
}

/* A way of its own tells that there is something; so does a shared one. */
static int told_apart(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
		      unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (walk_pte_is_raw(walk->vma, addr, entry))
		tell(walk, 1); /* effect */
	return 0;
}

static int told_of_all(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
		       unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (walk_pte_is_raw(walk->vma, addr, entry))
		cond_resched();
	tell(walk, 1); /* effect */
	return 0;
}

/* The report of a hole; its twin reports with the entry's frame. */
static int holes(unsigned long addr, unsigned long next, int depth,
		 struct mm_walk *walk)
{
	tell(walk, next - addr);
	return 0;
}

static int as_hole(pmd_t *pmd, unsigned long addr, /* filter: pmd=filtered */
		   unsigned long next, struct mm_walk *walk)
{
	pmd_t leaf = *pmd;

	if (walk_pmd_is_raw(walk->vma, addr, leaf))
		return holes(addr, next, -1, walk);
	tell(walk, pmd_pfn(leaf));
	return 0;
}

static int as_hole_told(pmd_t *pmd, unsigned long addr, /* filter: pmd=unfiltered at=effect */
			unsigned long next, struct mm_walk *walk)
{
	pmd_t leaf = *pmd;

	if (walk_pmd_is_raw(walk->vma, addr, leaf))
		return holes(pmd_pfn(leaf), next, -1, walk); /* effect */
	tell(walk, 1);
	return 0;
}

/* A test of the flag alone is a gate, and asks nothing. */
static int gated(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
		 unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (walk->vma->vm_flags & VM_PFNMAP)
		return 0;
	tell(walk, pte_pfn(entry)); /* effect */
	return 0;
}

const struct mm_walk_ops skipped_ops = { .pte_entry = skipped };
const struct mm_walk_ops skipped_others_ops = { .pte_entry = skipped_others };
const struct mm_walk_ops as_absent_ops = { .pte_entry = as_absent };
const struct mm_walk_ops as_absent_told_ops = { .pte_entry = as_absent_told };
const struct mm_walk_ops on_as_absent_ops = { .pte_entry = on_as_absent };
const struct mm_walk_ops on_apart_ops = { .pte_entry = on_apart };
const struct mm_walk_ops on_and_told_ops = { .pte_entry = on_and_told };
const struct mm_walk_ops told_apart_ops = { .pte_entry = told_apart };
const struct mm_walk_ops told_of_all_ops = { .pte_entry = told_of_all };
const struct mm_walk_ops as_hole_ops = { .pmd_entry = as_hole, .pte_hole = holes };
const struct mm_walk_ops as_hole_told_ops = { .pmd_entry = as_hole_told, .pte_hole = holes };
const struct mm_walk_ops gated_ops = { .pte_entry = gated };
