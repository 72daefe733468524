// SPDX-License-Identifier: GPL-2.0-only
/*
 * More callbacks in which every path passes the filter; each has a twin of the
 * same name in escaping-3.c.
 */
#include <linux/mm.h>
#include <linux/pagewalk.h>

#define ADD_ENTRY(walk, n) (*(unsigned long *)(walk)->private += (n))

/* The comparison in the other order; its twin compares with another page. */
static int null_on_the_left(pte_t *pte, unsigned long addr, /* filter: pte=filtered */
			    unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	struct page *page;

	if (!pte_present(entry))
		return 0;
	page = vm_normal_page(walk->vma, addr, entry);
	if (NULL == page)
		return 0;
	set_page_dirty(page);
	return 0;
}

/* A warning is an effect as well: it fills a log. */
static int warned(pte_t *pte, unsigned long addr, /* filter: pte=filtered */
		  unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (pte_present(entry) && vm_normal_page(walk->vma, addr, entry))
		VM_WARN_ON_ONCE(!pte_young(entry));
	return 0;
}

/* A positive value ends the walk, which is an effect too. */
static int positive_return(pte_t *pte, unsigned long addr, /* filter: pte=filtered */
			   unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (!pte_present(entry) || pte_special(entry))
		return 0;
	return 1;
}

/* A helper loads the entry itself and returns what it found. */
static struct page *page_at(struct mm_walk *walk, pmd_t *pmd, unsigned long addr)
{
	pte_t *pte = pte_offset_map(pmd, addr);
	struct page *page = NULL;

	if (!pte)
		return NULL;
	if (pte_present(ptep_get(pte)))
		page = vm_normal_page(walk->vma, addr, ptep_get(pte));
	pte_unmap(pte);
	return page;
}

static int found_page(pmd_t *pmd, unsigned long addr, /* filter: pte=filtered */
		      unsigned long next, struct mm_walk *walk)
{
	struct page *page = page_at(walk, pmd, addr);

	if (page)
		mark_page_accessed(page);
	return 0;
}

/* The special bit of a pmd leaf; its twin asks before it is known to be there. */
static int special_pmd(pmd_t *pmd, unsigned long addr, /* filter: pmd=filtered */
		       unsigned long next, struct mm_walk *walk)
{
	pmd_t entry = pmdp_get(pmd);

	if (!pmd_present(entry) || !pmd_leaf(entry) || pmd_special(entry))
		return 0;
	ADD_ENTRY(walk, HPAGE_PMD_NR);
	return 0;
}

/* The special bit of a pud leaf; its twin's test leads both ways. */
static int special_pud(pud_t *pud, unsigned long addr, /* filter: pud=filtered */
		       unsigned long next, struct mm_walk *walk)
{
	pud_t entry = pudp_get(pud);

	if (pud_present(entry) && pud_leaf(entry) && !pud_special(entry))
		ADD_ENTRY(walk, PTRS_PER_PMD);
	return 0;
}

/* A loop is left with the page that was found; its twin's was not asked. */
static int break_out(pmd_t *pmd, unsigned long addr, /* filter: pte=filtered */
		     unsigned long next, struct mm_walk *walk)
{
	struct page *page = NULL;
	pte_t *start, *pte;

	start = pte = pte_offset_map(pmd, addr);
	if (!pte)
		return 0;
	for (; addr < next; pte++, addr += PAGE_SIZE) {
		if (!pte_present(ptep_get(pte)))
			continue;
		page = vm_normal_page(walk->vma, addr, ptep_get(pte));
		if (page)
			break;
	}
	if (page)
		mark_page_accessed(page);
	pte_unmap(start);
	return 0;
}

/* A loop is left for a reason of its own, and begun again; its twin's reason is
 * the entry. */
static int retried(pmd_t *pmd, unsigned long addr, /* filter: pte=filtered */
		   unsigned long next, struct mm_walk *walk)
{
	unsigned long *budget = walk->private;
	pte_t *start, *pte;

retry:
	start = pte = pte_offset_map(pmd, addr);
	if (!pte)
		return 0;
	for (; addr < next; pte++, addr += PAGE_SIZE) {
		pte_t entry = ptep_get(pte);

		if (!*budget)
			break;
		if (pte_present(entry) && vm_normal_page(walk->vma, addr, entry))
			(*budget)--;
	}
	pte_unmap(start);
	if (addr < next) {
		*budget = PTRS_PER_PTE;
		goto retry;
	}
	return 0;
}

/* A local counts, and is added when the loop is over. */
static int counted_in_a_local(pmd_t *pmd, unsigned long addr, /* filter: pte=filtered */
			      unsigned long next, struct mm_walk *walk)
{
	unsigned long *count = walk->private;
	unsigned long n = 0;
	pte_t *start, *pte;

	start = pte = pte_offset_map(pmd, addr);
	if (!pte)
		return 0;
	for (; addr < next; pte++, addr += PAGE_SIZE) {
		pte_t entry = ptep_get(pte);

		if (!pte_present(entry))
			continue;
		if (vm_normal_page(walk->vma, addr, entry))
			n++;
	}
	pte_unmap(start);
	*count += n;
	return 0;
}

/* A local remembers that some turn found one. */
static int found_in_a_local(pmd_t *pmd, unsigned long addr, /* filter: pte=filtered */
			    unsigned long next, struct mm_walk *walk)
{
	unsigned long *count = walk->private;
	bool found = false;
	pte_t *start, *pte;

	start = pte = pte_offset_map(pmd, addr);
	if (!pte)
		return 0;
	for (; addr < next; pte++, addr += PAGE_SIZE) {
		pte_t entry = ptep_get(pte);

		if (!pte_present(entry))
			continue;
		if (vm_normal_page(walk->vma, addr, entry))
			found = true;
	}
	pte_unmap(start);
	if (found)
		*count = 1;
	return 0;
}

/* To ask the VMA is no effect, as it is spelled since 7.0. */
bool vma_test_single_mask(const struct vm_area_struct *vma, unsigned long mask);

static int asks_the_vma(pte_t *pte, unsigned long addr, /* filter: pte=filtered */
			unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	bool wp = vma_test_single_mask(walk->vma, 1);

	if (!pte_present(entry) || !vm_normal_page(walk->vma, addr, entry))
		return 0;
	*(unsigned long *)walk->private += wp;
	return 0;
}

const struct mm_walk_ops null_on_the_left_ops = { .pte_entry = null_on_the_left };
const struct mm_walk_ops warned_ops = { .pte_entry = warned };
const struct mm_walk_ops positive_return_ops = { .pte_entry = positive_return };
const struct mm_walk_ops found_page_ops = { .pmd_entry = found_page };
const struct mm_walk_ops special_pmd_ops = { .pmd_entry = special_pmd };
const struct mm_walk_ops special_pud_ops = { .pud_entry = special_pud };
const struct mm_walk_ops break_out_ops = { .pmd_entry = break_out };
const struct mm_walk_ops retried_ops = { .pmd_entry = retried };
const struct mm_walk_ops counted_in_a_local_ops = { .pmd_entry = counted_in_a_local };
const struct mm_walk_ops found_in_a_local_ops = { .pmd_entry = found_in_a_local };
const struct mm_walk_ops asks_the_vma_ops = { .pte_entry = asks_the_vma };
