// SPDX-License-Identifier: GPL-2.0-only
/*
 * policy.c - the VMA as such is meant; a predicate can say what for.
 */
#include "room.h"

const struct room room_POLICY = {
	.unasked = "use --rule=policy to rewrite to an equivalent predicate, if the tree has one",
	.rare = true,
	.needs = "no predicate of this tree tests exactly this mask",
	.deed = "say what the mask means",
	.wrong = {
		"test", "", "",
		", a mask for which this tree has a predicate with a name that says what it stands for",
	},
	.instead = "Call$calls in $where.",
	.reason = "Where a decision is about the VMA as such, a predicate with a name says what it is about; which flags stand for that is then said in one place.",
};
