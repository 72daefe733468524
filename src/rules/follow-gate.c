// SPDX-License-Identifier: GPL-2.0-only
/*
 * follow-gate.c - the lookup goes first, and what it found is asked.
 */
#include "room.h"

/* .special is constant false where the architecture has no bit. */
static enum effect effect(const struct finding *f, const struct tree *tree,
			  const struct source *src)
{
	return tree_has(tree, "follow_pfnmap_start") ? EFFECT_ARCH : EFFECT_ABI;
}

static const char *smallest(const struct rewrite *r)
{
	return r->effect == EFFECT_ABI ?
		"shared MIXEDMAP, pte: pfn without struct page" : NULL;
}

const struct room room_FOLLOW_GATE = {
	.effect = effect,
	.needs = "the lookup and its end do not stand in this function on every path, or more than the lookup hangs on the test",
	.deed = "look up first, then ask",
	.wrong = {
		"refuse", "", " on",
		" in front of the lookup, although the entry that this finds tells whether it is special",
	},
	.instead = "Look up first in $where, and only then refuse what is not special: each error keeps its value, and every path behind a lookup that worked ends it.",
	.smallest = smallest,
	.family = "tests in front of a lookup on which more than that hangs",
	.reason = "A test of the VMA in front of a pfn lookup answers for entries that it has not seen.  The lookup goes first, and what it found is asked.",
};
