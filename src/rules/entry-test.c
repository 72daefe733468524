// SPDX-License-Identifier: GPL-2.0-only
/*
 * entry-test.c - the entry is in hand, so it is asked, not its VMA.
 */
#include "room.h"
#include "sentence.h"

static const char *smallest(const struct rewrite *r)
{
	static const char pmd[] = "vm_normal_page_pmd(";

	if (r->effect == EFFECT_COW_VISIBLE &&
	    sentence_count(r->after, pmd) > sentence_count(r->before, pmd))
		return "shared MIXEDMAP, pmd leaf: file page";
	return NULL;
}

const struct room room_ENTRY_TEST = {
	.needs = "needs exactly one entry with its VMA and address, a test of both flags, and zero and absent entries handled",
	.deed = "ask the entry, not the VMA",
	.wrong = {
		"let", "", "",
		" decide about a single entry, although the entry is in hand and need not be like the rest of its VMA",
	},
	.instead = "Ask$calls about the entry in $where.",
	.smallest = smallest,
	.family = "tests of a VMA for one entry, with which more is decided",
	.reason = "A test of the VMA that decides about one entry treats a normal page like the raw entries around it.  Where the entry is in hand, vm_normal_page*() is asked about it; zero pages, entries that are not present and whatever else was tested keep their branches.",
};
