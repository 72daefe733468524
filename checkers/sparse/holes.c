// SPDX-License-Identifier: GPL-2.0-only
/*
 * holes.c - what reports a hole: the .pte_hole callbacks of a file, and helpers
 * to which they hand on their range.
 */
#include "dominate_run.h"

/* It is handed the range that the callback was: the callback's first two. */
static bool takes_range(struct instruction *call)
{
	pseudo_t arg;
	bool first = false, second = false;

	FOR_EACH_PTR(call->arguments, arg) {
		first |= arg->type == PSEUDO_ARG && arg->nr == 1;
		second |= arg->type == PSEUDO_ARG && arg->nr == 2;
	} END_FOR_EACH_PTR(arg);
	return first && second;
}

static void add_hole(struct dominate *d, struct fn *fn)
{
	struct instruction *insn;

	g_hash_table_add(d->holes, fn);
	UNIT_FOREACH_INSN(fn, bb, insn) {
		struct fn *helper = insn->opcode == OP_CALL ?
			unit_helper(d->unit, insn) : NULL;

		if (helper && takes_range(insn))
			g_hash_table_add(d->holes, helper);
	} UNIT_END_FOREACH_INSN(insn);
}

void dominate_know(struct dominate *d, struct flags *flags,
		   const struct walkops *ops)
{
	d->flags = flags;
	d->holes = g_hash_table_new(NULL, NULL);
	for (guint i = 0; i < ops->sets->len; i++) {
		const struct walk_callback *cb =
			walk_set_find(ops->sets->pdata[i], "pte_hole");

		if (cb && cb->fn && cb->fn->ep)
			add_hole(d, cb->fn);
	}
}
