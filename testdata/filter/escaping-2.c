// SPDX-License-Identifier: GPL-2.0-only
/*
 * More callbacks in which one path reaches an effect around the filter, marked
 * as in escaping.c.
 */
#include <linux/mm.h>
#include <linux/pagewalk.h>

#define ADD_ENTRY(walk, n) (*(unsigned long *)(walk)->private += (n))

struct entry_ops {
	void (*seen)(struct mm_walk *walk);
};

static void count_both(struct mm_walk *walk, pte_t entry)
{
	ADD_ENTRY(walk, pte_young(entry) ? 1 : 2);
}

/* An error pointer or NULL is no page; its twin asks for an error alone. */
static int error_pointer(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			 unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	struct page *page;

	if (!pte_present(entry))
		return 0;
	page = vm_normal_page(walk->vma, addr, entry);
	if (IS_ERR(page))
		return 0;
	mark_page_accessed(page); /* effect */
	return 0;
}

/* A switch on the answer; its twin lets a case fall through. */
static int switched(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
		    unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	int normal;

	if (!pte_present(entry))
		return 0;
	normal = vm_normal_page(walk->vma, addr, entry) != NULL;
	switch (normal) {
	case 0:
		cond_resched();
		fallthrough;
	default:
		ADD_ENTRY(walk, 1); /* effect */
		break;
	}
	return 0;
}

/* A helper says whether the entry is normal; its twin's helper has an exception. */
static bool is_normal(struct mm_walk *walk, unsigned long addr, pte_t entry)
{
	if (!pte_present(entry))
		return false;
	return pte_dirty(entry) || vm_normal_page(walk->vma, addr, entry);
}

static int bool_helper(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
		       unsigned long next, struct mm_walk *walk)
{
	if (is_normal(walk, addr, ptep_get(pte)))
		ADD_ENTRY(walk, 1); /* effect */
	return 0;
}

/* A helper asks and has the effect; its twin's has it first. */
static void touch(struct mm_walk *walk, unsigned long addr, pte_t entry)
{
	struct page *page = NULL;

	if (pte_present(entry))
		page = pte_page(entry);
	if (page)
		mark_page_accessed(page);
}

static int filter_in_helper(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			    unsigned long next, struct mm_walk *walk)
{
	touch(walk, addr, ptep_get(pte)); /* effect */
	return 0;
}

/* The effect stands two calls away. */
static void add(struct mm_walk *walk, pte_t entry)
{
	count_both(walk, entry);
}

static int two_calls_deep(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			  unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (pte_present(entry))
		add(walk, entry); /* effect */
	return 0;
}

/* A call through a pointer is an effect, whatever it does. */
static void seen(struct mm_walk *walk)
{
	ADD_ENTRY(walk, 1);
}

static const struct entry_ops counting = { seen };

static int through_pointer(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			   unsigned long next, struct mm_walk *walk)
{
	const struct entry_ops *ops = &counting;
	pte_t entry = ptep_get(pte);

	if (!pte_present(entry))
		return 0;
	ops->seen(walk); /* effect */
	if (vm_normal_page(walk->vma, addr, entry))
		ADD_ENTRY(walk, 1);
	return 0;
}

/* What is not present cannot be special; its twin has the test the wrong way. */
static int absent_entry(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (pte_present(entry))
		ADD_ENTRY(walk, 1); /* effect */
	return 0;
}

/* A zero page is no PFN mapping's; its twin asks for another pfn. */
static int zero_page(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
		     unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);

	if (pte_present(entry) && !is_zero_pfn(addr >> PAGE_SHIFT))
		ADD_ENTRY(walk, 1); /* effect */
	return 0;
}

/* Both questions must be answered; its twin takes either. */
static int combined_answers(pte_t *pte, unsigned long addr, /* filter: pte=unfiltered at=effect */
			    unsigned long next, struct mm_walk *walk)
{
	pte_t entry = ptep_get(pte);
	bool normal, young = pte_young(entry);

	if (!pte_present(entry))
		return 0;
	normal = vm_normal_page(walk->vma, addr, entry);
	if (normal | young)
		ADD_ENTRY(walk, 1); /* effect */
	return 0;
}

const struct mm_walk_ops error_pointer_ops = { .pte_entry = error_pointer };
const struct mm_walk_ops switched_ops = { .pte_entry = switched };
const struct mm_walk_ops bool_helper_ops = { .pte_entry = bool_helper };
const struct mm_walk_ops filter_in_helper_ops = { .pte_entry = filter_in_helper };
const struct mm_walk_ops two_calls_deep_ops = { .pte_entry = two_calls_deep };
const struct mm_walk_ops through_pointer_ops = { .pte_entry = through_pointer };
const struct mm_walk_ops absent_entry_ops = { .pte_entry = absent_entry };
const struct mm_walk_ops zero_page_ops = { .pte_entry = zero_page };
const struct mm_walk_ops combined_answers_ops = { .pte_entry = combined_answers };
