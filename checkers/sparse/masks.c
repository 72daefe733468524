// SPDX-License-Identifier: GPL-2.0-only
/*
 * masks.c - follows one argument of a call into the bodies that are seen.
 */
#include "masks.h"

#define MASK_DEPTH 4

/* A call whose callee is being looked at; @outer: of the caller itself. */
struct frame {
	const struct flags *flags;
	struct unit *unit;
	struct instruction *call;
	const struct frame *outer;
	unsigned int depth;
};

/* Number of the parameter that @p is, over casts; -1: another value. */
static int parameter(pseudo_t p)
{
	for (int i = 0; i < 8 && p->type == PSEUDO_REG; i++) {
		int opcode = p->def->opcode;

		if (opcode != OP_COPY && opcode != OP_ZEXT &&
		    opcode != OP_SEXT && opcode != OP_TRUNC)
			break;
		p = p->def->src;
	}
	return p->type == PSEUDO_ARG ? p->nr - 1 : -1;
}

/* True if @p, a value of the callee, holds VMA flags in this call. */
static bool holds_flags(const struct frame *f, pseudo_t p)
{
	int n = parameter(p);
	pseudo_t arg;

	if (n < 0)
		return flags_origin(f->flags, p) == ORIGIN_FLAGS;
	arg = unit_call_arg(f->call, n);
	if (!arg)
		return false;
	return f->outer ? holds_flags(f->outer, arg) :
			  flags_origin(f->flags, arg) == ORIGIN_FLAGS;
}

static bool tests(const struct frame *f, int mask);

/* The mask is handed on. */
static bool hands_on(const struct frame *f, struct instruction *call, int mask)
{
	struct frame inner = { f->flags, f->unit, call, f, f->depth + 1 };
	pseudo_t arg;
	int n = 0;

	FOR_EACH_PTR(call->arguments, arg) {
		if (parameter(arg) == mask && tests(&inner, n))
			return true;
		n++;
	} END_FOR_EACH_PTR(arg);
	return false;
}

/* The callee tests flags with its parameter number @mask. */
static bool tests(const struct frame *f, int mask)
{
	struct fn *fn = f->depth < MASK_DEPTH ? unit_call_fn(f->unit, f->call) :
						NULL;
	struct instruction *insn;

	if (!fn || !fn->ep)
		return false;
	UNIT_FOREACH_INSN(fn, bb, insn) {
		if (insn->opcode == OP_CALL && hands_on(f, insn, mask))
			return true;
		if (insn->opcode == OP_AND &&
		    ((parameter(insn->src2) == mask && holds_flags(f, insn->src1)) ||
		     (parameter(insn->src1) == mask && holds_flags(f, insn->src2))))
			return true;
	} UNIT_END_FOREACH_INSN(insn);
	return false;
}

unsigned int masks_of_call(const struct flags *flags, struct unit *unit,
			   struct instruction *call)
{
	struct frame f = { flags, unit, call, NULL, 0 };
	unsigned int held = 0;
	pseudo_t arg;
	int n = 0;

	FOR_EACH_PTR(call->arguments, arg) {
		unsigned long long bits;
		unsigned int mask = flags_constant(arg, &bits) ?
				    flags_of_mask(flags, bits) : 0;

		if (mask && tests(&f, n))
			held |= mask;
		n++;
	} END_FOR_EACH_PTR(arg);
	return held;
}
