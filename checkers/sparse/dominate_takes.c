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

/* More levels of choice are followed no further. */
#define HELD_DEPTH 16

static bool brings_held(struct run *run, pseudo_t p, unsigned int depth);

/*
 * "if (!page) pfn = 0;": what is chosen where the entry is known to be normal goes
 * where special ones go, too, but not with them.
 */
static bool phi_brings_held(struct run *run, struct instruction *phi,
			    unsigned int depth)
{
	struct basic_block *parent;

	FOR_EACH_PTR(phi->bb->parents, parent) {
		struct instruction *source;

		if (!run->out[parent->context] ||
		    !(dominate_edge(run, parent, phi->bb) & STATE_HELD))
			continue;
		source = flow_source_from(phi, parent);
		if (!source || brings_held(run, source->phi_src, depth))
			return true;
	} END_FOR_EACH_PTR(parent);
	return false;
}

/* What was taken gets into @p with the entry still in hand; in doubt it does. */
static bool brings_held(struct run *run, pseudo_t p, unsigned int depth)
{
	struct instruction *def;
	bool page;

	if (!p || !taint_of(run->taint, p, &page))
		return false;
	if (p->type != PSEUDO_REG || depth > HELD_DEPTH)
		return true;
	def = p->def;
	switch (def->opcode) {
	case OP_PHI:
		return phi_brings_held(run, def, depth + 1);
	case OP_ADD: case OP_SUB: case OP_AND: case OP_OR: case OP_XOR:
	case OP_SHL: case OP_LSR:
		return brings_held(run, def->src1, depth + 1) ||
		       brings_held(run, def->src2, depth + 1);
	case OP_TRUNC: case OP_ZEXT: case OP_SEXT: case OP_PTRCAST:
	case OP_UTPTR: case OP_PTRTU: case OP_COPY:
		return brings_held(run, def->src, depth + 1);
	default:
		return true;
	}
}

static bool operand_is_held(struct run *run, struct instruction *insn)
{
	pseudo_t arg;

	if (insn->opcode != OP_CALL)
		return brings_held(run, insn->src, 0) ||
		       (insn->opcode == OP_STORE &&
			brings_held(run, insn->target, 0));
	FOR_EACH_PTR(insn->arguments, arg) {
		if (brings_held(run, arg, 0))
			return true;
	} END_FOR_EACH_PTR(arg);
	return false;
}

bool dominate_uses(struct run *run, struct instruction *insn,
		   enum entry_use *use, const struct take **take)
{
	*take = NULL;
	return taint_use(run->taint, insn, use, take) && (*take)->open &&
	       operand_is_held(run, insn);
}

const struct take *dominate_taken(struct run *run, pseudo_t p, bool *page)
{
	const struct take *take = taint_of(run->taint, p, page);

	return take && take->open && brings_held(run, p, 0) ? take : NULL;
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
