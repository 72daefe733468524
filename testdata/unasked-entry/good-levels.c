// SPDX-License-Identifier: GPL-2.0-only
/* fixture: engines=checkers */
/* The twins of bad-levels.c: the same effects behind the question, or a gate. */
#include <linux/mm.h>
#include <linux/pagewalk.h>

static int change_pte(pte_t *pte, unsigned long addr, unsigned long next,
		      struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (pte_present(entry) && vm_normal_page(walk->vma, addr, entry))
		ptep_test_and_clear_young(walk->vma, addr, pte);
	return 0;
}

static int count_pte(pte_t *pte, unsigned long addr, unsigned long next,
		     struct mm_walk *walk)
{
	unsigned long *young = walk->private;
	pte_t entry = ptep_get(pte);
	struct page *page;

	if (!pte_present(entry))
		return 0;
	page = vm_normal_page(walk->vma, addr, entry);
	if (!page)
		return 0;
	mark_page_accessed(page);
	if (pte_young(entry))
		++*young;
	return 0;
}

static const struct mm_walk_ops change_pte_ops = { .pte_entry = change_pte };
static const struct mm_walk_ops count_pte_ops = { .pte_entry = count_pte };

/* The asker for a leaf, and the special bit after the present test. */
static int tell_pmd(pmd_t *pmd, unsigned long addr, unsigned long next,
		    struct mm_walk *walk)
{
	unsigned long *pfn = walk->private;

	if (!pmd_present(*pmd) || !pmd_trans_huge(*pmd))
		return 0;
	if (vm_normal_folio_pmd(walk->vma, addr & PMD_MASK, *pmd))
		*pfn = pmd_pfn(*pmd);
	return 0;
}

static int count_pmd(pmd_t *pmd, unsigned long addr, unsigned long next,
		     struct mm_walk *walk)
{
	unsigned long *leaves = walk->private;

	if (!pmd_present(*pmd) || !pmd_trans_huge(*pmd))
		return 0;
	if (!vm_normal_page_pmd(walk->vma, addr & PMD_MASK, *pmd))
		return 0;
	pmdp_test_and_clear_young(walk->vma, addr, pmd);
	++*leaves;
	return 0;
}

static const struct mm_walk_ops tell_pmd_ops = { .pmd_entry = tell_pmd };
static const struct mm_walk_ops count_pmd_ops = { .pmd_entry = count_pmd };

int walk_levels(struct vm_area_struct *vma, unsigned long *out)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long start = vma->vm_start, end = vma->vm_end;

	if (walk_page_vma(vma, &tell_pmd_ops, out))
		return 1;
	return walk_page_range(mm, start, end, &change_pte_ops, NULL) ||
	       walk_page_range(mm, start, end, &count_pte_ops, out) ||
	       walk_page_range(mm, start, end, &count_pmd_ops, out);
}

/* Only young ones of pages are changed; but all are counted, the raw ones, too. */
static int clear_young(pmd_t *pmd, unsigned long addr, unsigned long next,
		       struct mm_walk *walk)
{
	unsigned long *seen = walk->private;
	pte_t *pte = pte_offset_map(pmd, addr);

	if (!pte)
		return 0;
	for (; addr < next; addr += PAGE_SIZE, pte++) {
		pte_t entry = ptep_get(pte);

		++*seen; /* expect: unasked-entry */
		if (pte_present(entry) && vm_normal_page(walk->vma, addr, entry))
			ptep_test_and_clear_young(walk->vma, addr, pte);
	}
	return 0;
}

static const struct mm_walk_ops clear_young_ops = { .pmd_entry = clear_young };

int clear_all_young(struct mm_struct *mm, unsigned long start,
		    unsigned long end, unsigned long *seen)
{
	return walk_page_range(mm, start, end, &clear_young_ops, seen);
}

/* The frame number goes on only where the entry was found to be normal. */
static int tell_normal(pmd_t *pmd, unsigned long addr, unsigned long next,
		       struct mm_walk *walk)
{
	unsigned long *out = walk->private;
	pte_t *pte = pte_offset_map(pmd, addr);

	if (!pte)
		return 0;
again:
	for (; addr < next; addr += PAGE_SIZE, pte++) {
		pte_t entry = ptep_get(pte);
		unsigned long told = 0;
		struct folio *folio;
		struct page *page;

		if (!pte_present(entry))
			goto tell;
		told = pte_pfn(entry);
		page = vm_normal_page(walk->vma, addr, entry);
		folio = page ? page_folio(page) : NULL;
		if (folio && folio_test_anon(folio)) {
			folio_get(folio);
			addr += PAGE_SIZE;
			pte++;
			goto again;
		}
		if (!page)
			told = 0;
tell:
		*out++ = told; /* expect: unasked-entry */
	}
	return 0;
}

static const struct mm_walk_ops tell_normal_ops = { .pmd_entry = tell_normal };

int tell_all_normal(struct mm_struct *mm, unsigned long start,
		    unsigned long end, unsigned long *out)
{
	return walk_page_range(mm, start, end, &tell_normal_ops, out);
}

/* What is returned hangs on other entries. */
struct failures {
	unsigned long nr;
};

static void note_failure(pmd_t *pmd, unsigned long addr, struct mm_walk *walk)
{
	struct failures *failures = walk->private;
	pmd_t entry = *pmd;

	if (!pmd_present(entry))
		return;
	if (!vm_normal_page_pmd(walk->vma, addr, entry))
		return;
	failures->nr++;
}

static int fail_for_others(pmd_t *pmd, unsigned long addr, unsigned long next,
			   struct mm_walk *walk)
{
	struct failures *failures = walk->private;
	spinlock_t *ptl = pmd_trans_huge_lock(pmd, walk->vma);

	pte_t *pte;

	if (ptl) {
		note_failure(pmd, addr, walk);
		spin_unlock(ptl);
		goto out;
	}
	pte = pte_offset_map_lock(walk->mm, pmd, addr, &ptl);
	if (!pte) {
		walk->action = ACTION_AGAIN;
		return 0;
	}
	pte_unmap_unlock(pte, ptl);
out:
	if (failures->nr)
		return -EIO;
	return 0;
}

static const struct mm_walk_ops fail_ops = { .pmd_entry = fail_for_others };

int walk_failures(struct mm_struct *mm, unsigned long start, unsigned long end,
		  struct failures *failures)
{
	return walk_page_range(mm, start, end, &fail_ops, failures);
}
