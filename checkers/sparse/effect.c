// SPDX-License-Identifier: GPL-2.0-only
/*
 * effect.c - what an instruction does to anything that outlives the callback.
 */
#include "dominate_run.h"

#include "ground/kapi.h"

/* The walker's own state is no effect: "walk->action = ACTION_CONTINUE". */
static bool is_walk_control(struct run *run, struct instruction *store)
{
	struct symbol *param, *type;
	unsigned int pointers;

	if (store->opcode != OP_STORE || store->src->type != PSEUDO_ARG)
		return false;
	param = unit_param(run->fn, store->src->nr - 1);
	type = param ? unit_struct(param, &pointers) : NULL;
	return type && type->ident && pointers == 1 &&
	       kapi_is(show_ident(type->ident), KAPI_WALK_STATE);
}

bool effect_descends(struct run *run, struct instruction *insn)
{
	/* include/linux/pagewalk.h: ACTION_SUBTREE is 0.  Nobody splits a p4d. */
	return run->d->descends && run->callback && run->level == LEVEL_PUD &&
	       is_walk_control(run, insn) && is_zero(insn->target);
}

static bool is_result(struct instruction *phi)
{
	struct pseudo_user *user;

	if (!phi || !phi->target)
		return false;
	FOR_EACH_PTR(phi->target->users, user) {
		if (user->insn->bb && user->insn->opcode == OP_RET)
			return true;
	} END_FOR_EACH_PTR(user);
	return false;
}

/* hmm_vma_fault(): has no entry, and faults the address in. */
static bool is_fault_request(struct run *run, struct instruction *call)
{
	struct fn *fn = unit_call_fn(run->d->unit, call);
	struct instruction *insn;

	if (unit_call_name(call) && pure_is(unit_call_name(call), PURE_FAULT))
		return true;
	if (!fn || !fn->ep)
		return false;
	UNIT_FOREACH_INSN(fn, bb, insn) {
		if (insn->opcode == OP_CALL && unit_call_name(insn) &&
		    pure_is(unit_call_name(insn), PURE_FAULT))
			return true;
	} UNIT_END_FOREACH_INSN(insn);
	return false;
}

/*
 * Other than the default on its way into the result.  Of a callback only
 * constants count: what it hands on came from a call that counts by itself.
 * A function that loads entries itself answers with what it found there, as
 * folio_walk_start() does; vm_normal_page()'s own answer is no effect.
 */
static bool is_returned(struct run *run, struct instruction *source)
{
	pseudo_t p = source->phi_src;

	if (p->type == PSEUDO_UNDEF || is_zero(p) || !is_result(source->phi_node))
		return false;
	if (run->callback)
		return p->type == PSEUDO_VAL && told_by_return(run, source);
	/* "return hmm_vma_fault()": what it says is not of this entry. */
	if (p->type == PSEUDO_REG && p->def->opcode == OP_CALL &&
	    is_fault_request(run, p->def))
		return false;
	return run->loads_itself && !asked_if(run, p, true);
}

/* A function that is handed the entry, or may load one itself. */
static void look_into(struct run *run, struct instruction *call,
		      struct fn *fn, bool given)
{
	struct summary *s = dominate_callee(run, call, fn, given);

	run->summary->loads |= s->loads;
	run->summary->forks |= s->forks;
	run->summary->narrow |= s->narrow;
	run->summary->marks |= s->marks;
	if (s->effects)
		dominate_note_effect(run, call,
				     fn->in_main ? s->effects : NULL);
}

/*
 * The file defines the function twice: one that does nothing here does what
 * cannot be seen now under another configuration (clear_soft_dirty()).
 */
static bool has_twin(struct run *run, struct fn *fn)
{
	return fn && fn->in_main &&
	       spots_definitions(run->d->spots, run->d->unit->file, fn->name) > 1;
}

/* Changes nothing by itself, but may answer with what it found in a table. */
static bool returns_entry(struct run *run, struct instruction *call)
{
	struct fn *fn = unit_helper(run->d->unit, call);

	return fn && call->target && call->target != VOID;
}

void effect_of_call(struct run *run, struct instruction *call,
			 unsigned int state)
{
	struct fn *fn = unit_call_fn(run->d->unit, call);
	unsigned int pointers;
	bool handed = asked_argument(run, call, &pointers) >= 0;
	bool pure = pure_call(run->d->unit, call);

	if ((!handed && is_fault_request(run, call)) ||
	    excluded_is_hole(run, call, state))
		return;
	if (pure && !(handed && has_twin(run, fn))) {
		if ((state & STATE_NONE) && returns_entry(run, call))
			look_into(run, call, fn, handed);
		return;
	}
	if (handed && (state & (STATE_HELD | STATE_NONE))) {
		run->summary->loads = true;
		if (fn && fn->ep && !pure)
			look_into(run, call, fn, true);
		else
			dominate_note_effect(run, call, NULL);
	} else if (state & STATE_HELD) {
		dominate_note_effect(run, call, NULL);
	} else if (!handed && (state & STATE_NONE) && fn && fn->ep &&
		   fn->in_main) {
		look_into(run, call, fn, false);
	}
}

bool effect_is(struct run *run, struct instruction *insn)
{
	return (pure_is_store(insn) && !is_walk_control(run, insn)) ||
	       pure_is_warning(insn) ||
	       (insn->opcode == OP_PHISOURCE && is_returned(run, insn));
}

bool effect_is_mark(struct run *run, struct instruction *insn)
{
	if (insn->opcode == OP_PHISOURCE)
		return insn->phi_src->type == PSEUDO_VAL;
	return insn->opcode == OP_STORE && insn->target->type == PSEUDO_VAL &&
	       !g_hash_table_contains(run->derived, insn->src);
}

/* set_pte_at() and what stores through a pointer to an entry. */
static bool is_entry_store(struct instruction *insn)
{
	unsigned int pointers;
	enum pt_level level = entry_level(insn->type, &pointers);

	return level != LEVEL_COUNT && !pointers;
}

static bool call_changes(struct run *run, struct instruction *call)
{
	const char *name = unit_call_name(call);
	unsigned int pointers;

	return (name && kapi_is(name, KAPI_ENTRY_STORE)) ||
	       (asked_argument(run, call, &pointers) >= 0 && pointers);
}

enum entry_use effect_use(struct run *run, struct instruction *insn,
			  const struct take **take)
{
	const char *name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;
	enum entry_use use;
	bool page = false;

	if (dominate_uses(run, insn, &use, take))
		return use;
	*take = insn->opcode == OP_PHISOURCE ?
		dominate_taken(run, insn->phi_src, &page) : NULL;
	if (*take)
		return page ? USE_PAGE : USE_FRAME;
	if (name && kapi_is(name, KAPI_ENTRY_SPLIT))
		return USE_SPLIT;
	if (insn->opcode == OP_CALL)
		return call_changes(run, insn) ? USE_CHANGED : USE_CALL;
	return insn->opcode == OP_STORE && is_entry_store(insn) ? USE_CHANGED :
								  USE_COUNTED;
}
