// SPDX-License-Identifier: GPL-2.0-only
/*
 * state.c - the states that a kernel can reach, and their names.
 *
 * A state is a VMA kind, its flags, a level, and the entry (at pte level two
 * neighbours, so that going on after an entry shows). The order of enumeration
 * is by size: the first state in which two functions differ is the smallest.
 */
#include <stdio.h>
#include "model.h"

static const char *const kind_names[] = {
	[KIND_ANON] = "anonymous VMA",
	[KIND_FILE] = "shared file VMA",
	[KIND_PFNMAP_SHARED] = "shared PFNMAP",
	[KIND_PFNMAP_PRIVATE] = "private PFNMAP",
	[KIND_MIXEDMAP_SHARED] = "shared MIXEDMAP",
	[KIND_MIXEDMAP_PRIVATE] = "private MIXEDMAP",
	[KIND_BOTH_SHARED] = "shared PFNMAP+MIXEDMAP",
	[KIND_DAX] = "DAX file",
	[KIND_NEW_SHARED] = "new shared mapping",
	[KIND_NEW_PRIVATE] = "new private mapping",
	[KIND_NEW_NEVER_WRITABLE] = "new private mapping, never writable",
};

static const char *const entry_names[] = {
	[ENTRY_NONE] = "no entry",
	[ENTRY_NOT_PRESENT] = "not-present entry",
	[ENTRY_RAW_HOLE] = "pfn without struct page",
	[ENTRY_RAW_PAGE] = "pfn with unrefcountable page",
	[ENTRY_FILE] = "file page",
	[ENTRY_ANON] = "anon page",
	[ENTRY_ZERO] = "zero page",
};

static const char *const level_names[] = {
	[LEVEL_PTE] = "pte", [LEVEL_PMD] = "pmd leaf", [LEVEL_PUD] = "pud leaf",
};

#define E(name) (1u << ENTRY_##name)

/* Entries that a VMA of each kind can hold at pte level, by who puts them. */
static const unsigned int pte_entries[] = {
	/* do_anonymous_page(): page, zero page; swap */
	[KIND_ANON] = E(NONE) | E(NOT_PRESENT) | E(ANON) | E(ZERO),
	/* do_fault(): page cache; migration */
	[KIND_FILE] = E(NONE) | E(NOT_PRESENT) | E(FILE),
	/* vmf_insert_pfn(): any pfn, in any order; nothing is ever swapped */
	[KIND_PFNMAP_SHARED] = E(NONE) | E(RAW_HOLE) | E(RAW_PAGE),
	/* remap_pfn_range(): linear; do_wp_page() copies, the copy is swapped */
	[KIND_PFNMAP_PRIVATE] = E(NONE) | E(NOT_PRESENT) | E(RAW_HOLE) |
				E(RAW_PAGE) | E(ANON),
	/* vmf_insert_mixed(): pfn or page, vm_mixed_ok() lets the zero page in */
	[KIND_MIXEDMAP_SHARED] = E(NONE) | E(NOT_PRESENT) | E(RAW_HOLE) |
				 E(RAW_PAGE) | E(FILE) | E(ZERO),
	[KIND_MIXEDMAP_PRIVATE] = E(NONE) | E(NOT_PRESENT) | E(RAW_HOLE) |
				  E(RAW_PAGE) | E(FILE) | E(ANON) | E(ZERO),
	[KIND_BOTH_SHARED] = E(NONE) | E(RAW_HOLE) | E(RAW_PAGE),
	/* dax_iomap_pte_fault(): devmap pages; dax_load_hole(): zero page */
	[KIND_DAX] = E(NONE) | E(RAW_PAGE) | E(ZERO),
	[KIND_NEW_SHARED] = E(NONE),
	[KIND_NEW_PRIVATE] = E(NONE),
	[KIND_NEW_NEVER_WRITABLE] = E(NONE),
};

static unsigned int leaf_entries(const struct model_state *state)
{
	/* vmf_insert_pfn_pmd(), _pud(): BUG_ON(is_cow_mapping()) */
	const unsigned int pfns = MODEL_HUGE_PFNMAP ?
		E(NONE) | E(RAW_HOLE) | E(RAW_PAGE) : 0;

	switch (state->kind) {
	case KIND_ANON:		/* do_huge_pmd_anonymous_page(); no pud leaves */
		return state->level == LEVEL_PMD ?
			E(NONE) | E(NOT_PRESENT) | E(ANON) | E(ZERO) : 0;
	case KIND_FILE:		/* a pud leaf holds pages only where 7.x can ask */
		if (state->level == LEVEL_PMD)
			return E(NONE) | E(NOT_PRESENT) | E(FILE);
		return MODEL_KERNEL >= 700 ? E(NONE) | E(FILE) : 0;
	case KIND_MIXEDMAP_SHARED:
		/* do_set_pmd() asks no flag; vmf_insert_folio_pud() of 7.x */
		if (state->level == LEVEL_PMD || MODEL_KERNEL >= 700)
			return pfns | E(NONE) | E(FILE);
		return pfns;
	case KIND_PFNMAP_SHARED:
	case KIND_BOTH_SHARED:
		return pfns;
	case KIND_DAX:		/* dax_pmd_load_hole(): the huge zero page */
		return E(NONE) | E(RAW_PAGE) | (state->level == LEVEL_PMD ? E(ZERO) : 0);
	default:
		return 0;
	}
}

static bool entry_reachable(const struct model_state *state, enum entry_kind entry)
{
	unsigned int entries = state->level == LEVEL_PTE ?
		pte_entries[state->kind] : leaf_entries(state);

	/*
	 * Without the special bit __vm_insert_mixed() inserts a valid pfn as a
	 * refcounted page: there is no raw page in a mixed mapping then.
	 */
	if (!MODEL_PTE_SPECIAL && entry == ENTRY_RAW_PAGE &&
	    (state->kind == KIND_MIXEDMAP_SHARED ||
	     state->kind == KIND_MIXEDMAP_PRIVATE ||
	     state->kind == KIND_BOTH_SHARED))
		return false;
	return entries & (1u << entry);
}

bool state_reachable(const struct model_state *state)
{
	bool plain = state->kind == KIND_ANON || state->kind == KIND_FILE;

	/* Anonymous memory is never VM_IO; handlers get a VMA without it. */
	if (state->io && (state->kind == KIND_ANON || state->kind >= NR_VMA_KINDS))
		return false;
	/* mlock_fixup() leaves VM_SPECIAL alone. */
	if (state->locked && (!plain || state->io))
		return false;
	/* devmap needs the special bit; from 6.15 on these are normal folios. */
	if (state->kind == KIND_DAX &&
	    (!MODEL_PTE_SPECIAL || MODEL_KERNEL >= 700 || state->io))
		return false;
	if (state->level != LEVEL_PTE && state->entry[1] != ENTRY_NONE)
		return false;
	if (!entry_reachable(state, state->entry[0]))
		return false;
	return state->entry[1] == ENTRY_NONE ||
	       entry_reachable(state, state->entry[1]);
}

void state_first(struct model_state *state)
{
	*state = (struct model_state) { .kind = KIND_ANON };
}

/* One step of a counter whose digits are the dimensions, smallest last. */
static bool state_step(struct model_state *s)
{
	if (++s->entry[0] < NR_ENTRIES)
		return true;
	s->entry[0] = ENTRY_NONE;
	if (++s->kind < NR_KINDS)
		return true;
	s->kind = KIND_ANON;
	if (!s->io) {
		s->io = true;
		return true;
	}
	s->io = false;
	if (++s->level < NR_LEVELS)
		return true;
	s->level = LEVEL_PTE;
	if (!s->locked) {
		s->locked = true;
		return true;
	}
	s->locked = false;
	return ++s->entry[1] < NR_ENTRIES;
}

bool state_next(struct model_state *state)
{
	while (state_step(state))
		if (state_reachable(state))
			return true;
	return false;
}

bool state_is_pfn_kind(const struct model_state *state)
{
	return state->kind >= KIND_PFNMAP_SHARED && state->kind < NR_VMA_KINDS;
}

bool entry_is_normal(enum entry_kind entry)
{
	return entry == ENTRY_FILE || entry == ENTRY_ANON;
}

const char *entry_words(enum entry_kind entry)
{
	return entry_names[entry];
}

const char *state_words(const struct model_state *s, char *buf, size_t size)
{
	int n = snprintf(buf, size, "%s%s%s", kind_names[s->kind],
			 s->io ? " with VM_IO" : "",
			 s->locked ? " with VM_LOCKED" : "");

	if (s->kind < NR_VMA_KINDS)
		n += snprintf(buf + n, size - n, ", %s: %s",
			      level_names[s->level], entry_names[s->entry[0]]);
	if (s->entry[1] != ENTRY_NONE)
		snprintf(buf + n, size - n, ", next: %s",
			 entry_names[s->entry[1]]);
	return buf;
}
