// SPDX-License-Identifier: GPL-2.0-only
/*
 * invariants.c - what the kernel's documentation states about entries, asked
 * of the model in every reachable state. TAP on stdout; the argument names the
 * configuration.
 */
#include <stdio.h>
#include <string.h>
#include "model.h"
#include "trap.h"

static bool at_pte(void)
{
	return model.state.level == LEVEL_PTE;
}

/* The core mm's answer for the entry under test; NULL where not present. */
static struct page *normal_page(void)
{
	switch (model.state.level) {
	case LEVEL_PTE:
		return pte_present(model.pte[0][0]) ?
			vm_normal_page(&model.vma, MODEL_START, model.pte[0][0]) : NULL;
	case LEVEL_PMD:
		return pmd_present(model.pmd[0]) ?
			vm_normal_page_pmd(&model.vma, MODEL_START, model.pmd[0]) : NULL;
	default:
#if MODEL_KERNEL >= 700
		if (pud_present(model.pud[0]))
			return vm_normal_page_pud(&model.vma, MODEL_START, model.pud[0]);
#endif
		return NULL;
	}
}

static bool special(void)
{
#if MODEL_KERNEL >= 612
	if (model.state.level == LEVEL_PMD)
		return pmd_special(model.pmd[0]);
	if (model.state.level == LEVEL_PUD)
		return pud_special(model.pud[0]);
#endif
	return at_pte() && pte_special(model.pte[0][0]);
}

static bool is(enum entry_kind entry)
{
	return model.state.entry[0] == entry;
}

static bool is_raw(void)
{
	return is(ENTRY_RAW_HOLE) || is(ENTRY_RAW_PAGE);
}

/*
 * Before 7.0 vm_normal_page_pmd() takes any valid pfn of a MIXEDMAP for a page's.
 * Nobody but DAX puts such leaves there, so vma_is_dax() has to be asked too.
 */
static bool is_dax_leaf(void)
{
	return model.state.kind == KIND_DAX && model.state.level == LEVEL_PMD;
}

/* Each returns false in a state that breaks the rule. */
static bool raw_is_never_normal(void)
{
	return !is_raw() || is_dax_leaf() || !normal_page();
}

static bool cowed_page_is_normal(void)
{
	return !is(ENTRY_ANON) || normal_page() != NULL;
}

static bool refcounted_page_of_mixedmap_is_normal(void)
{
	return model.state.kind != KIND_MIXEDMAP_SHARED || !is(ENTRY_FILE) ||
	       (model.state.level == LEVEL_PUD && MODEL_KERNEL < 700) ||
	       normal_page() != NULL;
}

static bool zero_page_is_never_normal(void)
{
	return !is(ENTRY_ZERO) || is_dax_leaf() || !normal_page();
}

/* remap_pfn_range(), vmf_insert_pfn(): where there is a bit, it is set. */
static bool raw_pte_is_special(void)
{
	return !MODEL_PTE_SPECIAL || !at_pte() || !is_raw() || special();
}

static bool normal_page_is_never_special(void)
{
	return !entry_is_normal(model.state.entry[0]) || !special();
}

/* No bit, no special entry: the helper is constant false. */
static bool no_special_without_bit(void)
{
	return (at_pte() ? MODEL_PTE_SPECIAL : MODEL_HUGE_PFNMAP) || !special();
}

/* The bit of a non-present entry is set in the model, and means nothing. */
static bool bit_of_non_present_means_nothing(void)
{
	return !is(ENTRY_NOT_PRESENT) || !normal_page();
}

static unsigned int seen;

static int see_pte(pte_t *pte, unsigned long addr, unsigned long next,
		   struct mm_walk *walk)
{
	seen += pte_present(*pte);
	return 0;
}

static const struct mm_walk_ops pte_ops = { .pte_entry = see_pte };

/* walk_page_test() gates walk_page_range() by VM_PFNMAP alone. */
static bool walk_page_range_is_gated(void)
{
	seen = 0;
	walk_page_range(&model.mm, 0, 0, &pte_ops, NULL);
	return !(model.vma.vm_flags & VM_PFNMAP) || !seen;
}

static bool walk_page_vma_is_not(void)
{
	seen = 0;
	walk_page_vma(&model.vma, &pte_ops, NULL);
	return !at_pte() || !is_raw() || seen;
}

/* walk_pud_range(), walk_pmd_range(): a leaf nobody takes is torn down. */
static bool walk_splits_device_leaves(void)
{
	if (at_pte() || !is_raw())
		return true;
	walk_page_vma(&model.vma, &pte_ops, NULL);
	return strstr(trace_text(), "!device") != NULL;
}

#if MODEL_KERNEL >= 612
static bool folio_walk_finds_normal_pages(void)
{
	struct folio_walk fw;
	struct folio *folio = folio_walk_start(&fw, &model.vma, MODEL_START, 0);

	if (folio)
		folio_walk_end(&fw, &model.vma);
	return !model_locks_held() &&
	       (model.state.level == LEVEL_PUD || !folio == !normal_page());
}

/* follow_pfnmap_start(): VM_IO or VM_PFNMAP, and a present entry. */
static bool lookup_asks_the_vma(void)
{
	struct follow_pfnmap_args args = { .vma = &model.vma, .address = MODEL_START };
	bool want = model.vma.vm_flags & (VM_IO | VM_PFNMAP) &&
		    !is(ENTRY_NONE) && !is(ENTRY_NOT_PRESENT);
	int ret = follow_pfnmap_start(&args);

	if (!ret)
		follow_pfnmap_end(&args);
	return want == !ret && !model_locks_held() && (ret || args.special == special());
}
#else
static bool follow_pte_asks_no_vma(void)
{
	spinlock_t *ptl;
	pte_t *pte;
	int ret = follow_pte(&model.mm, MODEL_START, &pte, &ptl);
	bool want = at_pte() && !is(ENTRY_NONE) && !is(ENTRY_NOT_PRESENT);

	if (!ret)
		pte_unmap_unlock(pte, ptl);
	return want == !ret && !model_locks_held();
}
#endif

#define RULE(name, clean) { #name, name, clean }
static const struct {
	const char *name;
	bool (*holds)(void);
	bool clean;		/* must leave no violation in the trace */
} rules[] = {
	RULE(raw_is_never_normal, true),
	RULE(cowed_page_is_normal, true),
	RULE(refcounted_page_of_mixedmap_is_normal, true),
	RULE(zero_page_is_never_normal, true),
	RULE(raw_pte_is_special, true),
	RULE(normal_page_is_never_special, true),
	RULE(no_special_without_bit, true),
	RULE(bit_of_non_present_means_nothing, true),
	RULE(walk_page_range_is_gated, false),
	RULE(walk_page_vma_is_not, false),
	RULE(walk_splits_device_leaves, false),
#if MODEL_KERNEL >= 612
	RULE(folio_walk_finds_normal_pages, true),
	RULE(lookup_asks_the_vma, true),
#else
	RULE(follow_pte_asks_no_vma, true),
#endif
};

/* Runs one rule through all states; @words names the first that breaks it. */
static bool holds_everywhere(unsigned int i, char *words, size_t size)
{
	struct model_state state;
	volatile bool ok = true;

	state_first(&state);
	do {
		trace_reset();
		model_setup(&state);
		ok = !sigsetjmp(model_trap, 1) && rules[i].holds() &&
		     !(rules[i].clean && strchr(trace_text(), '!'));
	} while (ok && state_next(&state));
	if (!ok)
		state_words(&state, words, size);
	return ok;
}

int main(int argc, char **argv)
{
	char words[160];
	unsigned int i;
	int failed = 0;

	for (i = 0; i < ARRAY_SIZE(rules); i++) {
		if (holds_everywhere(i, words, sizeof(words))) {
			printf("ok %s: %s\n", argv[1], rules[i].name);
		} else {
			printf("not ok %s: %s: %s\n", argv[1], rules[i].name, words);
			failed = 1;
		}
	}
	return failed;
}
