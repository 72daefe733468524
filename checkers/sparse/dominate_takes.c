// SPDX-License-Identifier: GPL-2.0-only
/*
 * dominate_takes.c - where pages and frame numbers are taken from the entry, in
 * a function or in the helpers that return them.
 */
#include "dominate_run.h"

#include "ground/kapi.h"

static struct take *take_at(struct run *run, struct instruction *insn)
{
	for (guint i = 0; i < run->d->takes->len; i++) {
		struct take *take = run->d->takes->pdata[i];

		if (take->insn == insn)
			return take;
	}
	return NULL;
}

static void add_take(struct run *run, struct instruction *insn, bool page)
{
	struct take *take = take_at(run, insn);

	if (!take) {
		take = g_new0(struct take, 1);
		take->fn = run->fn;
		take->insn = insn;
		g_ptr_array_add(run->d->takes, take);
	}
	taint_add(run->taint, insn->target, page, take);
}

/* A helper that is handed the entry returns what it took. */
static void add_returned(struct run *run, struct instruction *call)
{
	struct fn *fn = unit_helper(run->d->unit, call);
	unsigned int pointers;
	struct summary *s;

	if (!fn || kapi_is(fn->name, KAPI_NORMAL_PAGE) || !call->target || call->target == VOID ||
	    asked_argument(run, call, &pointers) < 0)
		return;
	s = dominate_callee(run, call, fn, true);
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

		if (taint_is_take(insn, run->level, &page) &&
		    !spots_has_name(run->d->spots, stream_name(insn->pos.stream),
				    insn->pos.line, insn->pos.pos,
				    KAPI_ENTRY_TABLE))
			add_take(run, insn, page);
		else if (insn->opcode == OP_CALL)
			add_returned(run, insn);
	} UNIT_END_FOREACH_INSN(insn);
}

void dominate_open_takes(struct run *run)
{
	for (guint i = 0; i < run->fn->blocks->len; i++) {
		struct basic_block *bb = run->fn->blocks->pdata[i];
		unsigned int state = run->in[i];
		struct instruction *insn;
		bool page;

		FOR_EACH_PTR(bb->insns, insn) {
			struct take *take;

			if (!insn->bb || !state)
				continue;
			if (taint_is_take(insn, run->level, &page) &&
			    state & STATE_OPEN) {
				take = take_at(run, insn);
				if (take)
					take->open = true;
			}
			state = dominate_step(run, insn, state);
		} END_FOR_EACH_PTR(insn);
	}
}
