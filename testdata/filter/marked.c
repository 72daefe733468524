// SPDX-License-Identifier: GPL-2.0-only
/*
 * Callbacks that ask, and leave a constant for an entry that is special: that
 * much gets out, and nothing of the entry.  The near misses let more out.
 */
#include <linux/mm.h>
#include <linux/pagewalk.h>

#define NO_PAGE (~0UL)

/* As hmm_vma_handle_pte() tells a driver that there is nothing to map. */
static int error_marker(pte_t *pte, unsigned long addr, /* filter: pte=marked */
			unsigned long next, struct mm_walk *walk)
{
	unsigned long *out = walk->private;
	pte_t entry = ptep_get(pte);

	if (!pte_present(entry))
		return 0;
	if (!vm_normal_page(walk->vma, addr, entry)) {
		*out = NO_PAGE;
		return 0;
	}
	*out = pte_pfn(entry);
	return 0;
}

static int errno_of_special(pte_t *pte, unsigned long addr, /* filter: pte=marked */
			    unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (pte_present(entry) && unlikely(pte_special(entry)))
		return -EFAULT;
	return 0;
}

static int handle(struct mm_walk *walk, pte_t *pte, unsigned long addr,
		  unsigned long *out)
{
	pte_t entry = ptep_get(pte);
	struct page *page;

	if (!pte_present(entry))
		return 0;
	page = vm_normal_page(walk->vma, addr, entry);
	if (!page && !is_zero_pfn(pte_pfn(entry))) {
		if (*out)
			return -EFAULT;
		*out = NO_PAGE;
		return 0;
	}
	*out = pte_pfn(entry);
	return 0;
}

static int in_a_helper(pte_t *pte, unsigned long addr, /* filter: pte=marked */
		       unsigned long next, struct mm_walk *walk)
{
	return handle(walk, pte, addr, walk->private);
}

static int marker_with_the_pfn(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			       unsigned long next, struct mm_walk *walk)
{
	unsigned long *out = walk->private;
	pte_t entry = ptep_get(pte);

	if (pte_present(entry) && !vm_normal_page(walk->vma, addr, entry))
		*out = pte_pfn(entry); /* effect */
	return 0;
}

static int marker_at_the_pfn(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			     unsigned long next, struct mm_walk *walk)
{
	unsigned long *out = walk->private;
	pte_t entry = ptep_get(pte);

	if (pte_present(entry) && pte_special(entry))
		out[pte_pfn(entry) & 1] = NO_PAGE; /* effect */
	return 0;
}

static int specials_counted(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			    unsigned long next, struct mm_walk *walk)
{
	unsigned long *out = walk->private;
	pte_t entry = ptep_get(pte);

	if (pte_present(entry) && pte_special(entry))
		(*out)++; /* effect */
	return 0;
}

/* As mincore_pte_range(): a constant, but nobody was asked. */
static int marker_unasked(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			  unsigned long next, struct mm_walk *walk)
{
	unsigned long *out = walk->private;

	if (pte_present(ptep_get(pte)))
		*out = 1; /* effect */
	return 0;
}

static int asked_on_one_path(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			     unsigned long next, struct mm_walk *walk)
{
	unsigned long *out = walk->private;
	pte_t entry = ptep_get(pte);

	if (!pte_present(entry))
		return 0;
	if (*out || !vm_normal_page(walk->vma, addr, entry))
		*out = NO_PAGE; /* effect */
	return 0;
}

static int warned_as_well(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			  unsigned long next, struct mm_walk *walk)
{
	unsigned long *out = walk->private;
	pte_t entry = ptep_get(pte);

	if (!pte_present(entry) || !pte_special(entry))
		return 0;
	*out = NO_PAGE;
	set_page_dirty(pte_page(entry)); /* effect */
	return 0;
}

const struct mm_walk_ops error_marker_ops = { .pte_entry = error_marker };
const struct mm_walk_ops errno_of_special_ops = { .pte_entry = errno_of_special };
const struct mm_walk_ops in_a_helper_ops = { .pte_entry = in_a_helper };
const struct mm_walk_ops marker_with_the_pfn_ops = { .pte_entry = marker_with_the_pfn };
const struct mm_walk_ops marker_at_the_pfn_ops = { .pte_entry = marker_at_the_pfn };
const struct mm_walk_ops specials_counted_ops = { .pte_entry = specials_counted };
const struct mm_walk_ops marker_unasked_ops = { .pte_entry = marker_unasked };
const struct mm_walk_ops asked_on_one_path_ops = { .pte_entry = asked_on_one_path };
const struct mm_walk_ops warned_as_well_ops = { .pte_entry = warned_as_well };
