// SPDX-License-Identifier: GPL-2.0-only
/*
 * excluded_join.c - where an entry that belongs to the mapping goes the way of an
 * absent one.  From there on it is one: nothing that runs can tell them apart, as
 * long as nobody looks at the entry again.
 */
#include "dominate_run.h"

static bool is_same_value(pseudo_t a, pseudo_t b)
{
	return a == b || (a->type == PSEUDO_VAL && b->type == PSEUDO_VAL &&
			  a->value == b->value);
}

/* All that @bb chooses between is the same from @a as from @b. */
static bool brings_the_same(struct basic_block *bb, struct basic_block *a,
			    struct basic_block *b)
{
	struct instruction *insn;

	FOR_EACH_PTR(bb->insns, insn) {
		struct instruction *x, *y;

		if (!insn->bb || insn->opcode != OP_PHI)
			continue;
		x = flow_source_from(insn, a);
		y = flow_source_from(insn, b);
		if (x != y && (!x || !y || !is_same_value(x->phi_src, y->phi_src)))
			return false;
	} END_FOR_EACH_PTR(insn);
	return true;
}

/* The edge itself decides that the entry is of @kind. */
static bool is_decided(struct run *run, struct basic_block *from,
		       struct basic_block *to, unsigned int kind)
{
	return !(run->out[from->context] & kind) &&
	       dominate_edge(run, from, to) == kind;
}

/* Some edge of an absent entry brings what the one from @refused does. */
static bool has_absent_twin(struct run *run, struct basic_block *bb,
			    struct basic_block *refused)
{
	struct basic_block *parent;

	FOR_EACH_PTR(bb->parents, parent) {
		if (is_decided(run, parent, bb, STATE_ABSENT) &&
		    brings_the_same(bb, refused, parent))
			return true;
	} END_FOR_EACH_PTR(parent);
	return false;
}

static bool goes_as_absent(struct run *run, struct basic_block *bb)
{
	struct basic_block *parent;

	FOR_EACH_PTR(bb->parents, parent) {
		if (!run->out[parent->context] ||
		    !(dominate_edge(run, parent, bb) & STATE_REFUSED))
			continue;
		if (!is_decided(run, parent, bb, STATE_REFUSED) ||
		    !has_absent_twin(run, bb, parent))
			return false;
	} END_FOR_EACH_PTR(parent);
	return true;
}

/* A value computed from the entry before is used in @ahead, other than chosen. */
static bool is_used_in(struct run *run, const bool *ahead)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, run->derived);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		pseudo_t p = key;
		struct pseudo_user *user;

		/* Made there: of what was chosen there, or looked at there. */
		if (p->type == PSEUDO_REG && p->def->bb &&
		    ahead[p->def->bb->context])
			continue;
		FOR_EACH_PTR(p->users, user) {
			if (user->insn->bb && user->insn->opcode != OP_PHI &&
			    ahead[user->insn->bb->context])
				return true;
		} END_FOR_EACH_PTR(user);
	}
	return false;
}

/* The entry is looked at, or a pointer to it is handed on. */
static bool looks(struct run *run, struct instruction *insn)
{
	const char *name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;
	unsigned int pointers;

	if (entry_loaded(insn) == run->level)
		return true;
	return insn->opcode == OP_CALL &&
	       !(name && (pure_is(name, PURE_NO_EFFECT) ||
			  pure_is(name, PURE_ABSENT) ||
			  pure_is(name, PURE_LEAF))) &&
	       asked_argument(run, insn, &pointers) >= 0;
}

static bool is_looked_at(struct run *run, struct basic_block *from)
{
	g_autofree bool *ahead = flow_ahead(run->fn, from, NULL);
	struct instruction *insn;

	UNIT_FOREACH_INSN(run->fn, bb, insn) {
		if (ahead[bb->context] && looks(run, insn))
			return true;
	} UNIT_END_FOREACH_INSN(insn);
	return is_used_in(run, ahead);
}

unsigned int excluded_join(struct run *run, struct basic_block *bb,
			   unsigned int state)
{
	const unsigned int both = STATE_REFUSED | STATE_ABSENT;

	if ((state & both) != both || (state & (STATE_OPEN | STATE_NONE)) ||
	    !goes_as_absent(run, bb) || is_looked_at(run, bb))
		return state;
	return (state & ~both) | STATE_ASKED;
}
