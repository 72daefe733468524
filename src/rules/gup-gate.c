// SPDX-License-Identifier: GPL-2.0-only
/*
 * gup-gate.c - a refusal that get_user_pages(), called next, repeats.
 */
#include "guarded.h"
#include "room.h"

/* Nothing changes where it answers what check_vma_flags() of mm/gup.c does. */
static enum effect effect(const struct finding *f, const struct tree *tree,
			  const struct source *src)
{
	return guarded_names(src, f, "EFAULT") ? EFFECT_NFC : f->rule->effect;
}

const struct room room_GUP_GATE = {
	.effect = effect,
	.unasked = "changes what userspace sees; ask for it with --rule",
	.needs = "needs a refusal that get_user_pages(), called next for the same address, repeats",
	.deed = "leave the refusal to GUP",
	.wrong = {
		"refuse", "", " on",
		" in front of a call that looks the same VMA up and refuses it by itself, with -EFAULT",
	},
	.instead = "Leave$calls the test out of $where.",
	.reason = "get_user_pages() refuses such VMAs by itself.  A test in front of it that does the same is one more reader of the two flags, and nothing else.",
};
