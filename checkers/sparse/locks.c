// SPDX-License-Identifier: GPL-2.0-only
/*
 * locks.c - locks by the names of calls: "lock" without "un" takes one, "unlock"
 * and "unmap_unlock" give it back.  Which one is told by the value that both
 * have to do with: "ptl = pmd_trans_huge_lock()", "spin_unlock(ptl)".
 */
#include "locks.h"

#include "flow.h"

static bool is_unlock(const char *name)
{
	return strstr(name, "unlock") || strstr(name, "pte_unmap");
}

static bool is_lock(const char *name)
{
	return !is_unlock(name) &&
	       (g_str_has_suffix(name, "_lock") || strstr(name, "_lock_") ||
		strstr(name, "spin_lock") || strstr(name, "offset_map"));
}

/* @unlock can stand between both. */
static bool is_between(struct fn *fn, struct instruction *lock,
		       struct instruction *unlock, struct instruction *insn)
{
	g_autofree bool *ahead = flow_ahead(fn, unlock->bb, NULL);

	return flow_precedes(lock, unlock) &&
	       (unlock->bb == insn->bb ? flow_precedes(unlock, insn) :
					 ahead[insn->bb->context]);
}

/* @p is @q, or one was computed from the other by a cast or a choice. */
static bool is_same(pseudo_t p, pseudo_t q, int depth)
{
	pseudo_t source;

	if (p == q)
		return true;
	if (depth > 3 || p->type != PSEUDO_REG)
		return false;
	if (p->def->opcode == OP_COPY || p->def->opcode == OP_PTRCAST)
		return is_same(p->def->src, q, depth + 1);
	if (p->def->opcode != OP_PHI)
		return false;
	FOR_EACH_PTR(p->def->phi_list, source) {
		if (source != VOID && is_same(source->def->phi_src, q, depth + 1))
			return true;
	} END_FOR_EACH_PTR(source);
	return false;
}

/* The lock is what was returned, or what was handed in. */
static bool is_of_lock(struct instruction *unlock, struct instruction *lock)
{
	pseudo_t arg, mine;

	FOR_EACH_PTR(unlock->arguments, arg) {
		if (lock->target && lock->target != VOID &&
		    is_same(arg, lock->target, 0))
			return true;
		FOR_EACH_PTR(lock->arguments, mine) {
			if (arg->type != PSEUDO_VAL && is_same(arg, mine, 0))
				return true;
		} END_FOR_EACH_PTR(mine);
	} END_FOR_EACH_PTR(arg);
	return false;
}

static bool is_given_back(struct fn *fn, struct instruction *lock,
			  struct instruction *insn)
{
	struct instruction *unlock;

	UNIT_FOREACH_INSN(fn, bb, unlock) {
		const char *name = unlock->opcode == OP_CALL ?
				   unit_call_name(unlock) : NULL;

		if (name && is_unlock(name) && is_of_lock(unlock, lock) &&
		    is_between(fn, lock, unlock, insn))
			return true;
	} UNIT_END_FOREACH_INSN(unlock);
	return false;
}

/* "ptl = pmd_trans_huge_lock(); if (ptl) { ... }": not behind the "}". */
static bool is_refused(struct instruction *lock, struct instruction *insn)
{
	struct pseudo_user *user;

	if (!lock->target || lock->target == VOID)
		return false;
	FOR_EACH_PTR(lock->target->users, user) {
		struct instruction *cbr = user->insn;

		if (cbr->bb && cbr->opcode == OP_CBR &&
		    cbr->bb_true != cbr->bb_false &&
		    flow_dominates(cbr->bb_false, insn->bb))
			return true;
	} END_FOR_EACH_PTR(user);
	return false;
}

void locks_held(struct fn *fn, struct instruction *insn, GPtrArray *held)
{
	struct instruction *lock;

	UNIT_FOREACH_INSN(fn, bb, lock) {
		const char *name = lock->opcode == OP_CALL ?
				   unit_call_name(lock) : NULL;

		if (name && lock != insn && is_lock(name) &&
		    flow_precedes(lock, insn) && !is_refused(lock, insn) &&
		    !is_given_back(fn, lock, insn))
			g_ptr_array_add(held, g_strdup_printf("%s:%u", name,
							      lock->pos.line));
	} UNIT_END_FOREACH_INSN(lock);
}
