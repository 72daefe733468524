// SPDX-License-Identifier: GPL-2.0-only
/*
 * excluded.c - the other side of a question: a condition that holds only for an
 * entry which is not there, or which belongs to the mapping itself.
 *
 * "if (pte_none(entry) || !vm_normal_page(vma, addr, entry))" puts the second
 * kind where the first one goes.  What happens there happens for an absent entry
 * too, so it tells nothing of the others, unless it looks at the entry.
 */
#include "dominate_run.h"

#include "ground/kapi.h"

#define EXCLUDED_DEPTH 24
#define EXCLUDED_EDGES 3

bool excluded_flag_clear(struct run *run, struct instruction *insn, bool truth)
{
	unsigned long long bits;
	pseudo_t p = insn->src1;

	/* Elsewhere the test may be the gate whose end is in question. */
	if (truth || insn->opcode != OP_AND || !run->d->flags ||
	    !kapi_is(run->fn->name, KAPI_ENTRY_RAW) ||
	    !flags_constant(insn->src2, &bits) ||
	    !(flags_of_mask(run->d->flags, bits) & PFN_FLAG_PFNMAP) ||
	    p->type != PSEUDO_REG || p->def->opcode != OP_LOAD ||
	    flags_of_load(run->d->flags, p->def) != ORIGIN_FLAGS)
		return false;
	if (!(flags_of_mask(run->d->flags, bits) & PFN_FLAG_MIXEDMAP))
		run->summary->narrow = true;
	return true;
}

static bool excluded(struct run *run, pseudo_t p, bool truth, unsigned int depth);

static bool call_excludes(struct run *run, struct instruction *call, bool truth)
{
	const char *name = unit_call_name(call);
	unsigned int pointers;
	struct summary *s;
	struct fn *fn;

	if (!name || asked_argument(run, call, &pointers) < 0)
		return false;
	if (pure_is(name, PURE_HOLE) || kapi_is(name, KAPI_SPECIAL))
		return truth;
	if (pure_is(name, PURE_PRESENT) || kapi_is(name, KAPI_NORMAL_PAGE))
		return !truth;
	fn = unit_call_fn(run->d->unit, call);
	if (!fn || !fn->ep)
		return false;
	s = dominate_callee(run, call, fn, true);
	run->summary->narrow |= s->narrow;
	return s->excludes[truth];
}

/* Each source that makes it so comes from where the entry was excluded. */
static bool phi_excludes(struct run *run, struct instruction *phi, bool truth,
			 unsigned int depth)
{
	bool any = false;
	pseudo_t p;

	FOR_EACH_PTR(phi->phi_list, p) {
		struct instruction *source = p == VOID ? NULL : p->def;
		unsigned int state;

		if (!source || !source->bb ||
		    source->phi_src->type == PSEUDO_UNDEF ||
		    (source->phi_src->type == PSEUDO_VAL &&
		     !!source->phi_src->value != truth))
			continue;
		any = true;
		state = dominate_edge(run, source->bb, phi->bb);
		if ((state && !(state & ~(STATE_REFUSED | STATE_ABSENT))) ||
		    excluded(run, source->phi_src, truth, depth + 1))
			continue;
		return false;
	} END_FOR_EACH_PTR(p);
	return any;
}

static bool compare_excludes(struct run *run, struct instruction *insn,
			     bool truth, unsigned int depth)
{
	pseudo_t p = is_zero(insn->src1) ? insn->src2 : insn->src1;

	return (is_zero(insn->src1) || is_zero(insn->src2)) &&
	       excluded(run, p, insn->opcode == OP_SET_NE ? truth : !truth,
			depth + 1);
}

static bool bits_exclude(struct run *run, struct instruction *insn, bool truth,
			 unsigned int depth)
{
	bool a, b;

	if (insn->size != 1)
		return false;
	a = excluded(run, insn->src1, truth, depth + 1);
	b = excluded(run, insn->src2, truth, depth + 1);
	return (insn->opcode == OP_AND) == truth ? a || b : a && b;
}

static bool excluded(struct run *run, pseudo_t p, bool truth, unsigned int depth)
{
	struct instruction *def;

	if (!p || p->type != PSEUDO_REG || depth > EXCLUDED_DEPTH)
		return false;
	def = p->def;
	switch (def->opcode) {
	case OP_CALL:
		return call_excludes(run, def, truth);
	case OP_SET_NE: case OP_SET_EQ:
		return compare_excludes(run, def, truth, depth);
	case OP_AND: case OP_OR:
		return bits_exclude(run, def, truth, depth);
	case OP_PHI:
		return phi_excludes(run, def, truth, depth);
	case OP_LOAD:
		return excluded(run, entry_stored(def), truth, depth + 1);
	case OP_TRUNC: case OP_ZEXT: case OP_SEXT: case OP_PTRCAST:
	case OP_UTPTR: case OP_PTRTU: case OP_COPY:
		return excluded(run, def->src, truth, depth + 1);
	default:
		return false;
	}
}

bool excluded_if(struct run *run, pseudo_t p, bool truth)
{
	bool is;

	/* In a loop a value stands on the edge whose condition it is. */
	if (run->excluding > EXCLUDED_EDGES)
		return false;
	run->excluding++;
	is = excluded(run, p, truth, 0);
	run->excluding--;
	return is;
}

static bool is_derived(struct run *run, pseudo_t p)
{
	return p && p != VOID && g_hash_table_contains(run->derived, p);
}

bool excluded_uses_entry(struct run *run, struct instruction *insn)
{
	pseudo_t arg;

	switch (insn->opcode) {
	case OP_CALL:
		FOR_EACH_PTR(insn->arguments, arg) {
			if (is_derived(run, arg))
				return true;
		} END_FOR_EACH_PTR(arg);
		return false;
	case OP_STORE:
		return is_derived(run, insn->src) || is_derived(run, insn->target);
	case OP_PHISOURCE:
		return is_derived(run, insn->phi_src);
	case OP_RET: case OP_LOAD:
		return is_derived(run, insn->src);
	default:
		return false;
	}
}

bool excluded_is_hole(struct run *run, struct instruction *call,
		      unsigned int state)
{
	struct fn *fn = unit_call_fn(run->d->unit, call);

	return (state & STATE_HELD) && !(state & STATE_OPEN) && fn &&
	       run->d->holes && g_hash_table_contains(run->d->holes, fn) &&
	       !excluded_uses_entry(run, call);
}
