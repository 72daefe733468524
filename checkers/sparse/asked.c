// SPDX-License-Identifier: GPL-2.0-only
/*
 * asked.c - what a condition says about the entry in hand: "is it normal" in
 * all the ways that the answer is kept, compared, combined and returned.
 */
#include "dominate_run.h"

#include "ground/kapi.h"

#define ASKED_DEPTH 24

int asked_argument(struct run *run, struct instruction *call,
		   unsigned int *pointers)
{
	pseudo_t arg;
	int n = 0;

	FOR_EACH_PTR(call->arguments, arg) {
		if (entry_argument(call, n, pointers) == run->level)
			return n;
		n++;
	} END_FOR_EACH_PTR(arg);
	return -1;
}

static bool is_current(struct run *run, pseudo_t p, unsigned int depth);

/* What a loop carried over from its last turn is another entry. */
static bool phi_is_current(struct run *run, struct instruction *phi,
			   unsigned int depth)
{
	pseudo_t p;

	FOR_EACH_PTR(phi->phi_list, p) {
		if (p == VOID || !p->def->bb)
			continue;
		if (flow_is_back_edge(p->def->bb, phi->bb) ||
		    !is_current(run, p->def->phi_src, depth))
			return false;
	} END_FOR_EACH_PTR(p);
	return true;
}

/* True if the value @p is the entry of this turn. */
static bool is_current(struct run *run, pseudo_t p, unsigned int depth)
{
	struct instruction *def;
	unsigned int pointers;
	int n;

	if (p->type != PSEUDO_REG || depth > ASKED_DEPTH)
		return p->type == PSEUDO_ARG || p->type == PSEUDO_UNDEF;
	def = p->def;
	if (entry_loaded(def) == run->level)
		return true;
	switch (def->opcode) {
	case OP_PHI:
		return phi_is_current(run, def, depth + 1);
	case OP_CALL:
		n = asked_argument(run, def, &pointers);
		return n >= 0 && (pointers ||
				  is_current(run, unit_call_arg(def, n),
					     depth + 1));
	case OP_LOAD:
		return true;
	default:
		return false;
	}
}

static bool asks_current(struct run *run, struct instruction *call)
{
	unsigned int pointers;
	int n = asked_argument(run, call, &pointers);

	return n >= 0 &&
	       (pointers || is_current(run, unit_call_arg(call, n), 0));
}

/* is_zero_pfn(pte_pfn(entry)): the pfn stands for the entry it came from. */
static bool asks_pfn_of_current(struct run *run, struct instruction *call)
{
	pseudo_t pfn = unit_call_arg(call, 0);
	const char *name;

	if (!pfn || pfn->type != PSEUDO_REG || pfn->def->opcode != OP_CALL)
		return false;
	name = unit_call_name(pfn->def);
	return name && kapi_is(name, KAPI_ENTRY_PFN) &&
	       asks_current(run, pfn->def);
}

/* A function whose body is seen answers for itself. */
static bool helper_asks(struct run *run, struct instruction *call, bool truth)
{
	struct fn *fn = unit_call_fn(run->d->unit, call);

	struct summary *s;

	if (!fn || !fn->ep)
		return false;
	s = dominate_callee(run, call, fn, true);
	run->summary->forks |= s->forks;
	run->summary->narrow |= s->narrow;
	return s->asks[truth];
}

static bool asked(struct run *run, pseudo_t p, bool truth, unsigned int depth);

static bool call_asks(struct run *run, struct instruction *call, bool truth,
		      unsigned int depth)
{
	const char *name = unit_call_name(call);

	if (!name)
		return false;
	/* IS_ERR_OR_NULL(page) and the like ask about an answer. */
	if (pure_is(name, PURE_NULL))
		return !truth && asked(run, unit_call_arg(call, 0), true,
				       depth + 1);
	if (pure_is(name, PURE_ABSENT) &&
	    (asks_current(run, call) || asks_pfn_of_current(run, call)))
		return truth;
	if (run->hole && kapi_is(name, KAPI_ENTRY_RAW))
		return !truth;
	if (!asks_current(run, call))
		return false;
	if (kapi_is(name, KAPI_NORMAL_PAGE))
		return truth;
	if (kapi_is(name, KAPI_SPECIAL))
		return !truth;
	if (pure_is(name, PURE_PRESENT) || pure_is(name, PURE_LEAF))
		return !truth;
	return helper_asks(run, call, truth);
}

/* Each source decides otherwise, asks itself, or comes from an asked path. */
static bool phi_asks(struct run *run, struct instruction *phi, bool truth,
		     unsigned int depth)
{
	pseudo_t p;

	FOR_EACH_PTR(phi->phi_list, p) {
		struct instruction *source;

		if (p == VOID || !p->def->bb)
			continue;
		source = p->def;
		if (source->phi_src->type == PSEUDO_VAL &&
		    !!source->phi_src->value != truth)
			continue;
		/* What the last turn found out is about another entry. */
		if (flow_is_back_edge(source->bb, phi->bb))
			return false;
		if (source->phi_src->type == PSEUDO_UNDEF ||
		    asked(run, source->phi_src, truth, depth + 1) ||
		    !(dominate_edge(run, source->bb, phi->bb) &
		      (STATE_HELD | STATE_NONE)))
			continue;
		return false;
	} END_FOR_EACH_PTR(p);
	return true;
}

static bool bits_ask(struct run *run, struct instruction *insn, bool truth,
		     unsigned int depth)
{
	bool a = asked(run, insn->src1, truth, depth + 1);
	bool b = asked(run, insn->src2, truth, depth + 1);

	/* 1 & 2 is zero although neither is. */
	if (insn->opcode == OP_AND && !truth && insn->size != 1)
		return false;
	/* Of "a and b" being true, and of "a or b" being false, both hold. */
	return (insn->opcode == OP_AND) == truth ? a || b : a && b;
}

static bool select_asks(struct run *run, struct instruction *sel, bool truth,
			unsigned int depth)
{
	bool first = (sel->src2->type == PSEUDO_VAL &&
		      !!sel->src2->value != truth) ||
		     asked(run, sel->src1, true, depth + 1) ||
		     asked(run, sel->src2, truth, depth + 1);
	bool second = (sel->src3->type == PSEUDO_VAL &&
		       !!sel->src3->value != truth) ||
		      asked(run, sel->src1, false, depth + 1) ||
		      asked(run, sel->src3, truth, depth + 1);

	return first && second;
}

static bool compare_asks(struct run *run, struct instruction *insn, bool truth,
			 unsigned int depth)
{
	pseudo_t p = is_zero(insn->src1) ? insn->src2 : insn->src1;

	if (!is_zero(insn->src1) && !is_zero(insn->src2))
		return false;
	return asked(run, p, insn->opcode == OP_SET_NE ? truth : !truth,
		     depth + 1);
}

/* The entry has been asked for sure where @insn stands. */
static bool is_behind_answer(struct run *run, struct instruction *insn)
{
	int nr = insn->bb->context;

	return !((run->in[nr] | run->out[nr]) & (STATE_HELD | STATE_NONE));
}

/*
 * A variable whose address is taken, as "ent" in get_mctgt_type(): zero at
 * first, and changed only on asked paths.
 */
static bool variable_asks(struct run *run, struct instruction *load, bool truth)
{
	struct symbol *var = entry_variable(load->src);
	struct instruction *insn;

	if (!var || !truth)
		return false;
	UNIT_FOREACH_INSN(run->fn, bb, insn) {
		bool changes = insn->opcode == OP_STORE &&
			       entry_variable(insn->src) == var &&
			       !is_zero(insn->target);
		bool escapes = insn->opcode == OP_SYMADDR &&
			       insn->src->type == PSEUDO_SYM &&
			       insn->src->sym == var;

		if ((changes || escapes) && !is_behind_answer(run, insn))
			return false;
	} UNIT_END_FOREACH_INSN(insn);
	return true;
}

static bool asked(struct run *run, pseudo_t p, bool truth, unsigned int depth)
{
	struct instruction *def;

	if (!p || p->type != PSEUDO_REG || depth > ASKED_DEPTH)
		return false;
	def = p->def;
	switch (def->opcode) {
	case OP_CALL:
		return call_asks(run, def, truth, depth);
	case OP_SET_NE: case OP_SET_EQ:
		return compare_asks(run, def, truth, depth);
	case OP_AND: case OP_OR:
		return excluded_flag_clear(run, def, truth) ||
		       bits_ask(run, def, truth, depth);
	case OP_PHI:
		return phi_asks(run, def, truth, depth);
	case OP_SEL:
		return select_asks(run, def, truth, depth);
	case OP_LOAD:
		return variable_asks(run, def, truth) ||
		       asked(run, entry_stored(def), truth, depth + 1);
	case OP_TRUNC: case OP_ZEXT: case OP_SEXT: case OP_PTRCAST:
	case OP_UTPTR: case OP_PTRTU: case OP_COPY:
		return asked(run, def->src, truth, depth + 1);
	default:
		return false;
	}
}

bool asked_if(struct run *run, pseudo_t p, bool truth)
{
	return asked(run, p, truth, 0);
}

static bool refused(struct run *run, pseudo_t p, bool truth, unsigned int depth);

static bool compare_refuses(struct run *run, struct instruction *insn,
			    bool truth, unsigned int depth)
{
	pseudo_t p = is_zero(insn->src1) ? insn->src2 : insn->src1;

	return (is_zero(insn->src1) || is_zero(insn->src2)) &&
	       refused(run, p, insn->opcode == OP_SET_NE ? truth : !truth,
		       depth + 1);
}

static bool call_refuses(struct run *run, struct instruction *call, bool truth)
{
	const char *name = unit_call_name(call);

	return name && asks_current(run, call) &&
	       ((kapi_is(name, KAPI_NORMAL_PAGE) && !truth) ||
		(kapi_is(name, KAPI_SPECIAL) && truth));
}

/* Only what the question itself answers: no helper, no variable. */
static bool refused(struct run *run, pseudo_t p, bool truth, unsigned int depth)
{
	struct instruction *def;

	if (!p || p->type != PSEUDO_REG || depth > ASKED_DEPTH)
		return false;
	def = p->def;
	switch (def->opcode) {
	case OP_CALL:
		return call_refuses(run, def, truth);
	case OP_SET_NE: case OP_SET_EQ:
		return compare_refuses(run, def, truth, depth);
	case OP_LOAD:
		return refused(run, entry_stored(def), truth, depth + 1);
	case OP_AND: case OP_OR:
		/* Of "a and b" being true both hold, and so on. */
		return def->size == 1 && (def->opcode == OP_AND) == truth &&
		       (refused(run, def->src1, truth, depth + 1) ||
			refused(run, def->src2, truth, depth + 1));
	case OP_TRUNC: case OP_ZEXT: case OP_SEXT: case OP_PTRCAST:
	case OP_UTPTR: case OP_PTRTU: case OP_COPY:
		return refused(run, def->src, truth, depth + 1);
	default:
		return false;
	}
}

bool refused_if(struct run *run, pseudo_t p, bool truth)
{
	return refused(run, p, truth, 0);
}
