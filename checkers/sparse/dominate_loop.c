// SPDX-License-Identifier: GPL-2.0-only
/*
 * dominate_loop.c - where the entry of a loop's turn is done with.
 */
#include "dominate_run.h"

static void find_ahead(struct run *run, struct basic_block *bb)
{
	struct basic_block *parent;

	FOR_EACH_PTR(bb->parents, parent) {
		if (run->loads_ahead[parent->context])
			continue;
		run->loads_ahead[parent->context] = true;
		find_ahead(run, parent);
	} END_FOR_EACH_PTR(parent);
}

void dominate_find_loads(struct run *run)
{
	struct instruction *insn;

	run->loads_ahead = g_new0(bool, run->fn->blocks->len);
	run->derived = g_hash_table_new(NULL, NULL);
	UNIT_FOREACH_INSN(run->fn, bb, insn) {
		if (entry_loaded(insn) != run->level)
			continue;
		find_ahead(run, bb);
		if (insn->target && insn->target != VOID)
			entry_derive(run->derived, insn->target);
	} UNIT_END_FOREACH_INSN(insn);
}

/* What the phi nodes of other values take says nothing. */
static bool is_used_from(struct run *run, struct basic_block *to)
{
	g_autofree bool *ahead = flow_ahead(run->fn, to, NULL);
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, run->derived);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		pseudo_t p = key;
		struct pseudo_user *user;

		FOR_EACH_PTR(p->users, user) {
			if (user->insn->bb && ahead[user->insn->bb->context])
				return true;
		} END_FOR_EACH_PTR(user);
	}
	return false;
}

bool dominate_leaves_loop(struct run *run, struct basic_block *from,
			  struct basic_block *to)
{
	struct instruction *last = last_instruction(from->insns);

	if (!run->loads_ahead[from->context] || run->loads_ahead[to->context])
		return false;
	if (last && last->opcode == OP_CBR &&
	    g_hash_table_contains(run->derived, last->cond))
		return false;
	return !is_used_from(run, to);
}
