// SPDX-License-Identifier: GPL-2.0-only
/*
 * told.c - whether an effect tells of the entry in hand: "return -EIO" because other
 * entries failed happens whatever the entry is.
 */
#include "dominate_run.h"

#define TOLD_DEPTH 16

static bool is_derived(struct run *run, pseudo_t p)
{
	return g_hash_table_contains(run->derived, p);
}

/* Computed from the entry, or answered by what was handed it; in doubt it is. */
static bool is_about(struct run *run, pseudo_t p, unsigned int depth)
{
	struct instruction *def;
	unsigned int pointers;

	if (p->type == PSEUDO_VAL || p->type == PSEUDO_ARG)
		return false;
	if (p->type != PSEUDO_REG || depth > TOLD_DEPTH || is_derived(run, p))
		return true;
	def = p->def;
	switch (def->opcode) {
	case OP_CALL:
		return asked_argument(run, def, &pointers) >= 0;
	case OP_LOAD:
		return entry_is_local(def) || is_about(run, def->src, depth + 1);
	case OP_TRUNC: case OP_ZEXT: case OP_SEXT: case OP_PTRCAST:
	case OP_UTPTR: case OP_PTRTU: case OP_COPY:
		return is_about(run, def->src, depth + 1);
	case OP_ADD: case OP_SUB: case OP_AND: case OP_OR:
	case OP_SET_EQ: case OP_SET_NE:
		return is_about(run, def->src1, depth + 1) ||
		       is_about(run, def->src2, depth + 1);
	default:
		return true;
	}
}

/* One side of the branch gets to @to, and the other does not. */
static bool decides(struct run *run, struct instruction *branch,
		    struct basic_block *to)
{
	g_autofree bool *yes = flow_ahead(run->fn, branch->bb_true, NULL);
	g_autofree bool *no = flow_ahead(run->fn, branch->bb_false, NULL);

	return yes[to->context] != no[to->context];
}

bool told_by_return(struct run *run, struct instruction *insn)
{
	for (guint i = 0; i < run->fn->blocks->len; i++) {
		struct basic_block *bb = run->fn->blocks->pdata[i];
		struct instruction *last = last_instruction(bb->insns);

		if (!(run->out[i] & STATE_HELD) || !last)
			continue;
		if (last->opcode == OP_SWITCH)
			return true;
		if (last->opcode == OP_CBR && last->bb_true != last->bb_false &&
		    is_about(run, last->cond, 0) && decides(run, last, insn->bb))
			return true;
	}
	return false;
}
