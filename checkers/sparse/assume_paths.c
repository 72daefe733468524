// SPDX-License-Identifier: GPL-2.0-only
/*
 * assume_paths.c - which blocks are reached, from round to round more.
 */
#include "assume_value.h"

#include "flow.h"

#define ASSUME_ROUNDS 40

bool paths_reach(const struct paths *p, const struct basic_block *bb)
{
	return p->reached[bb->context];
}

static bool takes_case(struct instruction *insn, const struct value *v,
		       struct basic_block *to)
{
	struct multijmp *jump;

	if (v->kind != VALUE_ONE_OF || v->n != 1)
		return true;
	FOR_EACH_PTR(insn->multijmp_list, jump) {
		if (jump->begin > jump->end)
			return jump->target == to;
		if (v->of[0] >= jump->begin && v->of[0] <= jump->end)
			return jump->target == to;
	} END_FOR_EACH_PTR(jump);
	return true;
}

static bool edge_open(struct paths *p, struct basic_block *from,
		      struct basic_block *to)
{
	struct instruction *last = last_instruction(from->insns);
	struct value v;

	if (!last || (last->opcode != OP_CBR && last->opcode != OP_SWITCH))
		return true;
	v = paths_value(p, last->cond);
	if (last->opcode == OP_SWITCH)
		return !value_is_none(&v) && takes_case(last, &v, to);
	if (last->bb_true == last->bb_false)
		return true;
	if (value_is_none(&v))
		return false;
	return to == last->bb_true ? !value_is_zero(&v) : !value_is_not_zero(&v);
}

bool paths_edge(const struct paths *p, struct basic_block *from,
		struct basic_block *to)
{
	return edge_open((struct paths *)p, from, to);
}

static void reach(struct paths *p, struct basic_block *bb, bool *now)
{
	struct basic_block *child;

	if (now[bb->context])
		return;
	now[bb->context] = true;
	for (unsigned int n = 0; (child = flow_successor(bb, n)); n++)
		if (edge_open(p, bb, child))
			reach(p, child, now);
}

/* One round; false if nothing was added. */
static bool grow(struct paths *p)
{
	g_autofree bool *now = g_new0(bool, p->fn->blocks->len);
	bool same;

	p->changed = false;
	g_hash_table_remove_all(p->fresh);
	reach(p, p->fn->ep->entry->bb, now);
	same = !memcmp(now, p->reached, p->fn->blocks->len);
	memcpy(p->reached, now, p->fn->blocks->len);
	return !same || p->changed;
}

/*
 * Nothing grows any more, but a branch has no value: it stands on a variable
 * that was never set, or on what a loop makes of itself.
 */
static bool let_through(struct paths *p)
{
	bool any = false;

	for (guint i = 0; i < p->fn->blocks->len; i++) {
		struct basic_block *bb = p->fn->blocks->pdata[i];
		struct instruction *last = last_instruction(bb->insns);
		struct value v;

		if (!p->reached[i] || !last ||
		    (last->opcode != OP_CBR && last->opcode != OP_SWITCH))
			continue;
		v = paths_value(p, last->cond);
		if (!value_is_none(&v) || last->cond->type != PSEUDO_REG)
			continue;
		v = value_any();
		g_hash_table_insert(p->values, last->cond,
				    g_memdup2(&v, sizeof(v)));
		any = true;
	}
	return any;
}

struct paths *assume_paths(struct assume *a, struct fn *fn,
			   const struct value *args, unsigned int n)
{
	struct paths *p = g_new0(struct paths, 1);

	p->a = a;
	p->fn = fn;
	p->args = args;
	p->n_args = n;
	p->values = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	p->fresh = g_hash_table_new(NULL, NULL);
	p->reached = g_new0(bool, fn->blocks->len);
	for (int round = 0; round < ASSUME_ROUNDS && fn->ep; round++)
		if (!grow(p) && !let_through(p))
			return p;
	p->gave_up = true;
	memset(p->reached, true, fn->blocks->len);
	return p;
}

void paths_free(struct paths *p)
{
	if (!p)
		return;
	g_hash_table_unref(p->values);
	g_hash_table_unref(p->fresh);
	g_free(p->reached);
	g_free(p);
}
