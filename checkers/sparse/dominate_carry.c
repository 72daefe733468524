// SPDX-License-Identifier: GPL-2.0-only
/*
 * dominate_carry.c - what the turns of a loop found out: "if (pte_young(entry))
 * n++" tells of entries when the loop is over and "*count += n" is reached,
 * although no value of an entry leaves the loop.
 */
#include "dominate_run.h"

#define CARRY_DEPTH 24

/* The innermost loop around @bb has @bb on every turn. */
static bool is_every_turn(struct run *run, struct basic_block *bb)
{
	struct basic_block *innermost = NULL, *child;
	bool all = true;

	for (guint i = 0; i < run->fn->blocks->len; i++) {
		struct basic_block *from = run->fn->blocks->pdata[i];

		for (unsigned int n = 0; (child = flow_successor(from, n)); n++) {
			if (!flow_is_back_edge(from, child) ||
			    !flow_dominates(child, bb) ||
			    (innermost && !flow_dominates(innermost, child)))
				continue;
			if (child != innermost)
				all = true;
			innermost = child;
			all = all && flow_dominates(bb, from);
		}
	}
	return innermost && all;
}

/* A variable is changed there on some turns only, with an entry in hand. */
static bool tells(struct run *run, struct basic_block *bb)
{
	return (run->out[bb->context] & STATE_HELD) && !is_every_turn(run, bb);
}

static bool phi_tells(struct run *run, struct instruction *phi, GHashTable *seen);

static bool source_tells(struct run *run, struct instruction *source,
			 GHashTable *seen)
{
	pseudo_t p = source->phi_src;
	bool inside = p->type == PSEUDO_REG && p->def->bb &&
		      run->in_loop[p->def->bb->context];

	/* From outside the loop: what the variable was before. */
	if (!run->in_loop[source->bb->context] || p->type == PSEUDO_UNDEF)
		return false;
	if (inside && p->def->opcode == OP_PHI)
		return phi_tells(run, p->def, seen);
	return tells(run, inside ? p->def->bb : source->bb);
}

static bool phi_tells(struct run *run, struct instruction *phi, GHashTable *seen)
{
	pseudo_t p;

	if (!g_hash_table_add(seen, phi))
		return false;
	FOR_EACH_PTR(phi->phi_list, p) {
		if (p != VOID && p->def->bb && source_tells(run, p->def, seen))
			return true;
	} END_FOR_EACH_PTR(p);
	return false;
}

static bool is_used(struct run *run, pseudo_t p, const bool *ahead)
{
	struct pseudo_user *user;

	FOR_EACH_PTR(p->users, user) {
		struct basic_block *bb = user->insn->bb;

		if (bb && ahead[bb->context] && !run->in_loop[bb->context])
			return true;
	} END_FOR_EACH_PTR(user);
	return false;
}

/* A variable in memory is loaded there. */
static bool is_loaded(struct run *run, struct symbol *var, const bool *ahead)
{
	struct instruction *insn;

	UNIT_FOREACH_INSN(run->fn, bb, insn) {
		if (insn->opcode == OP_LOAD && ahead[bb->context] &&
		    !run->in_loop[bb->context] &&
		    entry_variable(insn->src) == var)
			return true;
	} UNIT_END_FOREACH_INSN(insn);
	return false;
}

static bool is_loop_head(struct basic_block *bb)
{
	struct basic_block *parent;

	FOR_EACH_PTR(bb->parents, parent) {
		if (flow_is_back_edge(parent, bb))
			return true;
	} END_FOR_EACH_PTR(parent);
	return false;
}

static bool comes_round(pseudo_t p, unsigned int depth);

static bool phi_comes_round(struct instruction *phi, unsigned int depth)
{
	pseudo_t p;

	if (is_loop_head(phi->bb))
		return true;
	FOR_EACH_PTR(phi->phi_list, p) {
		if (p != VOID && p->def->bb && comes_round(p->def->phi_src, depth))
			return true;
	} END_FOR_EACH_PTR(p);
	return false;
}

/* Made of what an earlier turn left; in doubt it is. */
static bool comes_round(pseudo_t p, unsigned int depth)
{
	struct instruction *def;

	if (p->type != PSEUDO_REG)
		return false;
	def = p->def;
	if (depth > CARRY_DEPTH)
		return true;
	switch (def->opcode) {
	case OP_PHI:
		return phi_comes_round(def, depth + 1);
	case OP_CALL:
		return false;
	case OP_LOAD:
		return entry_is_local(def);
	case OP_SEL:
		return comes_round(def->src2, depth + 1) ||
		       comes_round(def->src3, depth + 1);
	case OP_ADD: case OP_SUB: case OP_AND: case OP_OR: case OP_XOR:
		return comes_round(def->src1, depth + 1) ||
		       comes_round(def->src2, depth + 1);
	case OP_TRUNC: case OP_ZEXT: case OP_SEXT: case OP_PTRCAST:
	case OP_UTPTR: case OP_PTRTU: case OP_COPY:
		return comes_round(def->src, depth + 1);
	default:
		return true;
	}
}

/* Chosen for the entry in hand, whose state says what is known of it. */
static bool is_of_this_turn(struct instruction *phi, struct basic_block *from)
{
	return flow_dominates(phi->bb, from) && !phi_comes_round(phi, 0);
}

bool dominate_carries_out(struct run *run, struct basic_block *from,
			  struct basic_block *to)
{
	g_autofree bool *ahead = NULL;
	struct instruction *insn;

	if (!run->in_loop[from->context] || run->in_loop[to->context])
		return false;
	ahead = flow_ahead(run->fn, to, NULL);
	UNIT_FOREACH_INSN(run->fn, bb, insn) {
		g_autoptr(GHashTable) seen = NULL;

		if (!run->in_loop[bb->context])
			continue;
		if (insn->opcode == OP_STORE && entry_is_local(insn) &&
		    tells(run, bb) &&
		    is_loaded(run, entry_variable(insn->src), ahead))
			return true;
		if (insn->opcode != OP_PHI || is_of_this_turn(insn, from) ||
		    !is_used(run, insn->target, ahead))
			continue;
		seen = g_hash_table_new(NULL, NULL);
		if (phi_tells(run, insn, seen))
			return true;
	} UNIT_END_FOREACH_INSN(insn);
	return false;
}
