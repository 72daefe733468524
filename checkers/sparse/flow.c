// SPDX-License-Identifier: GPL-2.0-only
/*
 * flow.c - post-dominators (Cooper, Harvey, Kennedy: a simple, fast dominance
 * algorithm) over the blocks that reach the return; paths that end in a call
 * that does not return decide nothing.  Dominators are libsparse's own.
 */
#include "flow.h"

struct basic_block *flow_successor(struct basic_block *bb, unsigned int n)
{
	struct basic_block *child;

	FOR_EACH_PTR(bb->children, child) {
		if (!n--)
			return child;
	} END_FOR_EACH_PTR(child);
	return NULL;
}

static struct basic_block *exit_block(struct fn *fn)
{
	for (guint i = 0; i < fn->blocks->len; i++) {
		struct basic_block *bb = fn->blocks->pdata[i];
		struct instruction *last = last_instruction(bb->insns);

		if (last && last->opcode == OP_RET)
			return bb;
	}
	return NULL;
}

/* Postorder of the reversed graph, from the exit; -1: does not reach it. */
static void number(struct basic_block *bb, GArray *order, int *rank)
{
	struct basic_block *parent;

	rank[bb->context] = -2;
	FOR_EACH_PTR(bb->parents, parent) {
		if (rank[parent->context] == -1)
			number(parent, order, rank);
	} END_FOR_EACH_PTR(parent);
	rank[bb->context] = order->len;
	g_array_append_val(order, bb->context);
}

static int intersect(const int *idom, const int *rank, int a, int b)
{
	while (a != b) {
		while (rank[a] < rank[b])
			a = idom[a];
		while (rank[b] < rank[a])
			b = idom[b];
	}
	return a;
}

static int meet_of_successors(struct basic_block *bb, const int *idom,
			      const int *rank)
{
	struct basic_block *child;
	int meet = -1;

	for (unsigned int n = 0; (child = flow_successor(bb, n)); n++) {
		int c = child->context;

		if (rank[c] < 0 || idom[c] < 0)
			continue;
		meet = meet < 0 ? c : intersect(idom, rank, meet, c);
	}
	return meet;
}

static void post_dominators(struct fn *fn)
{
	struct basic_block *exit = exit_block(fn);
	guint n = fn->blocks->len;
	g_autofree int *rank = g_new(int, n);
	g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(int));
	int *idom;
	bool changed = true;

	fn->ipdom = g_array_sized_new(FALSE, FALSE, sizeof(int), n);
	g_array_set_size(fn->ipdom, n);
	idom = (int *)fn->ipdom->data;
	for (guint i = 0; i < n; i++)
		idom[i] = rank[i] = -1;
	if (!exit)
		return;
	number(exit, order, rank);
	idom[exit->context] = exit->context;
	while (changed) {
		changed = false;
		for (int i = (int)order->len - 2; i >= 0; i--) {
			int b = g_array_index(order, int, i);
			int meet = meet_of_successors(fn->blocks->pdata[b],
						      idom, rank);

			if (meet >= 0 && idom[b] != meet) {
				idom[b] = meet;
				changed = true;
			}
		}
	}
	idom[exit->context] = -1;
}

struct basic_block *flow_join(struct fn *fn, struct basic_block *bb)
{
	int join;

	if (!fn->ipdom)
		post_dominators(fn);
	join = g_array_index(fn->ipdom, int, bb->context);
	return join < 0 ? NULL : fn->blocks->pdata[join];
}

static void spread(struct basic_block *bb, struct basic_block *stop,
		   bool forward, bool *set)
{
	struct basic_block *child;

	if (bb == stop || set[bb->context])
		return;
	set[bb->context] = true;
	for (unsigned int n = 0; (child = flow_successor(bb, n)); n++)
		if (!forward || !flow_is_back_edge(bb, child))
			spread(child, stop, forward, set);
}

bool *flow_ahead(struct fn *fn, struct basic_block *from,
		 struct basic_block *stop)
{
	bool *set = g_new0(bool, fn->blocks->len);

	spread(from, stop, true, set);
	return set;
}

bool flow_dominates(struct basic_block *a, struct basic_block *b)
{
	return a == b || domtree_dominates(a, b);
}

bool flow_is_back_edge(struct basic_block *from, struct basic_block *to)
{
	return flow_dominates(to, from);
}

bool flow_in_loop(struct fn *fn, struct basic_block *bb)
{
	struct basic_block *child;
	bool found = false;

	for (unsigned int n = 0; !found && (child = flow_successor(bb, n)); n++) {
		g_autofree bool *set = g_new0(bool, fn->blocks->len);

		spread(child, NULL, false, set);
		found = set[bb->context];
	}
	return found;
}

bool flow_precedes(struct instruction *a, struct instruction *b)
{
	struct instruction *insn;

	if (a->bb != b->bb)
		return flow_dominates(a->bb, b->bb);
	FOR_EACH_PTR(a->bb->insns, insn) {
		if (insn == a)
			return true;
		if (insn == b)
			return false;
	} END_FOR_EACH_PTR(insn);
	return false;
}

struct instruction *flow_branch_to(struct instruction *source,
				   struct basic_block *phi, bool *truth)
{
	struct instruction *last = last_instruction(source->bb->insns);
	struct basic_block *to = phi, *parent;

	/* "if (flag) return false;" has a block of its own. */
	if (last->opcode != OP_CBR) {
		to = source->bb;
		parent = first_basic_block(to->parents);
		if (!parent || bb_list_size(to->parents) != 1)
			return NULL;
		last = last_instruction(parent->insns);
	}
	*truth = last->opcode == OP_CBR && last->bb_true == to;
	return last->opcode == OP_CBR ? last : NULL;
}

struct instruction *flow_source_from(struct instruction *phi,
				     struct basic_block *from)
{
	struct instruction *best = NULL;
	pseudo_t p;

	FOR_EACH_PTR(phi->phi_list, p) {
		struct instruction *source = p == VOID ? NULL : p->def;

		if (source && source->bb && flow_dominates(source->bb, from) &&
		    (!best || flow_dominates(best->bb, source->bb)))
			best = source;
	} END_FOR_EACH_PTR(p);
	return best;
}
