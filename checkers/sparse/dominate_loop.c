// SPDX-License-Identifier: GPL-2.0-only
/*
 * dominate_loop.c - where the entry of a loop's turn is done with.
 */
#include "dominate_run.h"

static void find_ahead(struct basic_block *bb, bool *ahead)
{
	struct basic_block *parent;

	FOR_EACH_PTR(bb->parents, parent) {
		if (ahead[parent->context])
			continue;
		ahead[parent->context] = true;
		find_ahead(parent, ahead);
	} END_FOR_EACH_PTR(parent);
}

static void find_behind(struct basic_block *bb, bool *behind)
{
	struct basic_block *child;

	for (unsigned int n = 0; (child = flow_successor(bb, n)); n++) {
		if (behind[child->context])
			continue;
		behind[child->context] = true;
		find_behind(child, behind);
	}
}

/* Blocks from which the load is reached, and that are reached from it. */
static void add_loop(struct run *run, struct basic_block *load)
{
	guint n = run->fn->blocks->len;
	g_autofree bool *ahead = g_new0(bool, n);
	g_autofree bool *behind = g_new0(bool, n);

	find_ahead(load, ahead);
	find_behind(load, behind);
	for (guint i = 0; i < n; i++)
		run->in_loop[i] |= ahead[i] && behind[i];
}

void dominate_find_loads(struct run *run)
{
	struct instruction *insn;

	run->in_loop = g_new0(bool, run->fn->blocks->len);
	run->derived = g_hash_table_new(NULL, NULL);
	UNIT_FOREACH_INSN(run->fn, bb, insn) {
		if (entry_loaded(insn) != run->level)
			continue;
		add_loop(run, bb);
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

	if (!run->in_loop[from->context] || run->in_loop[to->context])
		return false;
	if (last && last->opcode == OP_CBR &&
	    g_hash_table_contains(run->derived, last->cond))
		return false;
	return !is_used_from(run, to);
}
