// SPDX-License-Identifier: GPL-2.0-only
/*
 * assume_local.c - stores to one variable, and where its address goes.
 */
#include "assume_local.h"

#include "flow.h"

static bool lead(struct paths *p, struct basic_block *from,
		 struct basic_block *to, bool *seen)
{
	struct basic_block *next;

	for (unsigned int n = 0; (next = flow_successor(from, n)); n++) {
		if (seen[next->context] || !paths_edge(p, from, next))
			continue;
		seen[next->context] = true;
		if (next == to || lead(p, next, to, seen))
			return true;
	}
	return false;
}

/* True if @load can come after @insn. */
static bool comes_after(struct paths *p, struct instruction *insn,
			struct instruction *load)
{
	g_autofree bool *seen = g_new0(bool, p->fn->blocks->len);

	return flow_precedes(insn, load) ||
	       lead(p, insn->bb, load->bb, seen);
}

static bool is_local(struct symbol *sym)
{
	return !(sym->ctype.modifiers & (MOD_STATIC | MOD_TOPLEVEL | MOD_EXTERN));
}

/* True if @use hands the variable's address on, or writes a part of it. */
static bool may_write(struct instruction *use, pseudo_t variable)
{
	switch (use->opcode) {
	case OP_LOAD:
		return use->src != variable;
	case OP_STORE:
		return use->src != variable || use->offset ||
		       use->target == variable;
	default:
		return true;
	}
}

struct value local_value(struct paths *p, struct instruction *load)
{
	pseudo_t variable = load->src;
	struct value v = { .kind = VALUE_ONE_OF };
	struct pseudo_user *user;

	if (!is_local(variable->sym))
		return value_any();
	FOR_EACH_PTR(variable->users, user) {
		struct instruction *use = user->insn;
		struct value stored;

		if (!use->bb || !paths_reach(p, use->bb) ||
		    use->opcode == OP_LOAD || !comes_after(p, use, load))
			continue;
		if (may_write(use, variable))
			return value_any();
		stored = paths_value(p, use->target);
		v = value_join(&v, &stored);
	} END_FOR_EACH_PTR(user);
	return v;
}
