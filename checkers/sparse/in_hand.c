// SPDX-License-Identifier: GPL-2.0-only
/*
 * in_hand.c - entries in hand at a read.
 */
#include "in_hand.h"

#include "entry.h"
#include "flow.h"
#include "pure.h"

/* True if something in @set is used behind @test. */
static bool used_behind(GHashTable *set, const bool *ahead,
			struct instruction *test)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, set);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		struct pseudo_user *user;
		pseudo_t p = key;

		FOR_EACH_PTR(p->users, user) {
			struct instruction *insn = user->insn;

			/* Where phi nodes take their operands says nothing. */
			if (!insn->bb || insn->opcode == OP_PHISOURCE ||
			    insn->opcode == OP_PHI || !ahead[insn->bb->context])
				continue;
			if (insn->bb != test->bb || flow_precedes(test, insn))
				return true;
		} END_FOR_EACH_PTR(user);
	}
	return false;
}

/* The test stands where pte_none() is true: nothing is in hand there. */
static bool known_none(GHashTable *set, struct instruction *test)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, set);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		pseudo_t p = key;
		struct instruction *call =
			p->type == PSEUDO_REG ? p->def : NULL;
		struct pseudo_user *user;

		if (!call || call->opcode != OP_CALL || !unit_call_name(call) ||
		    !pure_is(unit_call_name(call), PURE_ABSENT))
			continue;
		FOR_EACH_PTR(p->users, user) {
			pseudo_t cond = user->insn->target;
			struct pseudo_user *branch;

			if (!cond || user->insn->opcode != OP_SET_NE)
				continue;
			FOR_EACH_PTR(cond->users, branch) {
				struct basic_block *side = branch->insn->bb_true;

				if (branch->insn->opcode == OP_CBR &&
				    branch->insn->bb &&
				    flow_dominates(side, test->bb))
					return true;
			} END_FOR_EACH_PTR(branch);
		} END_FOR_EACH_PTR(user);
	}
	return false;
}

/* @taken: the entry was taken out of its table, so it must be dealt with. */
static bool decides_about(const struct read *read, pseudo_t entry, bool taken)
{
	g_autofree bool *ahead = flow_ahead(read->fn, read->test->bb, NULL);
	g_autoptr(GHashTable) set = g_hash_table_new(NULL, NULL);

	entry_derive(set, entry);
	return !known_none(set, read->test) &&
	       (taken || used_behind(set, ahead, read->test));
}

static bool parameter_in_hand(const struct read *read)
{
	pseudo_t arg;
	unsigned int n = 0;

	FOR_EACH_PTR(read->fn->ep->entry->arg_list, arg) {
		struct symbol *param = unit_param(read->fn, n++);
		unsigned int pointers;

		if (param && entry_level(param, &pointers) != LEVEL_COUNT &&
		    !pointers && decides_about(read, arg, false))
			return true;
	} END_FOR_EACH_PTR(arg);
	return false;
}

bool in_hand(const struct read *read)
{
	struct instruction *insn;

	if (parameter_in_hand(read))
		return true;
	UNIT_FOREACH_INSN(read->fn, bb, insn) {
		if (entry_loaded(insn) != LEVEL_COUNT &&
		    flow_precedes(insn, read->test) &&
		    decides_about(read, insn->target,
				  insn->opcode == OP_CALL &&
				  !pure_call(read->fn->unit, insn)))
			return true;
	} UNIT_END_FOREACH_INSN(insn);
	return false;
}
