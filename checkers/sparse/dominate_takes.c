// SPDX-License-Identifier: GPL-2.0-only
/*
 * dominate_takes.c - where pages and frame numbers are taken from the entry, in
 * a function or in the helpers that return them.
 */
#include "dominate_run.h"

static void add_take(struct run *run, struct instruction *insn, bool page)
{
	struct take *take = g_new0(struct take, 1);

	take->fn = run->fn;
	take->insn = insn;
	g_ptr_array_add(run->d->takes, take);
	taint_add(run->taint, insn->target, page, take);
}

/* A helper that is handed the entry returns what it took. */
static void add_returned(struct run *run, struct instruction *call)
{
	struct fn *fn = unit_helper(run->d->unit, call);
	unsigned int pointers;
	struct summary *s;

	if (!fn || !call->target || call->target == VOID ||
	    asked_argument(run, call, &pointers) < 0)
		return;
	s = dominate_summary(run->d, fn, run->level, true, false,
			     run->depth + 1);
	if (s->returned)
		taint_add(run->taint, call->target, s->returned_page,
			  s->returned);
}

void dominate_find_takes(struct run *run)
{
	struct instruction *insn;

	run->taint = taint_new(run->d->unit, run->fn);
	UNIT_FOREACH_INSN(run->fn, bb, insn) {
		bool page;

		if (taint_is_take(insn, run->level, &page))
			add_take(run, insn, page);
		else if (insn->opcode == OP_CALL)
			add_returned(run, insn);
	} UNIT_END_FOREACH_INSN(insn);
}
