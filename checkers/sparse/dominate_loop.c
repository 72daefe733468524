// SPDX-License-Identifier: GPL-2.0-only
/*
 * dominate_loop.c - where the entry of a loop's turn is done with.
 */
#include "dominate_run.h"

/* Everything that reaches @bb without passing what is marked already. */
static void find_ahead(struct basic_block *bb, bool *body)
{
	struct basic_block *parent;

	if (body[bb->context])
		return;
	body[bb->context] = true;
	FOR_EACH_PTR(bb->parents, parent) {
		find_ahead(parent, body);
	} END_FOR_EACH_PTR(parent);
}

/* The loop with that head: all that leads back to it; false: it heads none. */
static bool find_body(struct basic_block *head, bool *body)
{
	struct basic_block *parent;
	bool found = false;

	body[head->context] = true;
	FOR_EACH_PTR(head->parents, parent) {
		if (!flow_is_back_edge(parent, head))
			continue;
		find_ahead(parent, body);
		found = true;
	} END_FOR_EACH_PTR(parent);
	return found;
}

/*
 * The innermost loop around the load.  An outer one, as the "goto retry" of
 * mem_cgroup_move_charge_pte_range(), has its turns for other reasons.
 */
static void add_loop(struct run *run, struct basic_block *load)
{
	guint n = run->fn->blocks->len;
	struct basic_block *innermost = NULL;
	g_autofree bool *loop = NULL;

	for (guint i = 0; i < n; i++) {
		struct basic_block *head = run->fn->blocks->pdata[i];
		g_autofree bool *body = NULL;

		if (!flow_dominates(head, load) ||
		    (innermost && !flow_dominates(innermost, head)))
			continue;
		body = g_new0(bool, n);
		if (!find_body(head, body) || !body[load->context])
			continue;
		innermost = head;
		g_free(loop);
		loop = g_steal_pointer(&body);
	}
	for (guint i = 0; loop && i < n; i++)
		run->in_loop[i] |= loop[i];
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
