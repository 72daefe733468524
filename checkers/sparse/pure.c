// SPDX-License-Identifier: GPL-2.0-only
/*
 * pure.c - the table of pure.def, and purity of functions whose body is seen.
 */
#include "pure.h"

#include "entry.h"
#include "ground/kapi.h"

#define PURE_DEPTH 12

enum verdict { VERDICT_PURE = 1, VERDICT_EFFECT };

static const struct {
	enum pure_role role;
	const char *name;
} rows[] = {
#define PURE(role, name) { PURE_##role, name },
#include "pure.def"
#undef PURE
};

bool pure_is(const char *name, enum pure_role role)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (rows[i].role == role &&
		    g_pattern_match_simple(rows[i].name, name))
			return true;
	return false;
}

/*
 * Walks are listed for what they ask, not because they were no effect.  A mask
 * of VMA flags is a value that goes through the bit operations of 7.x.
 */
static bool is_listed(const char *name)
{
	if (kapi_is(name, KAPI_FLAG_TEST) || kapi_is(name, KAPI_FLAG_MASK))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (rows[i].role < PURE_JUDGES &&
		    g_pattern_match_simple(rows[i].name, name))
			return true;
	return false;
}

/* An output in memory may be a variable of the function: x86 test_bit(). */
static bool writes_elsewhere(struct instruction *insn)
{
	struct asm_constraint *out;

	FOR_EACH_PTR(insn->asm_rules->outputs, out) {
		if (out->is_memory && !entry_variable(out->pseudo))
			return true;
	} END_FOR_EACH_PTR(out);
	return insn->clobber_memory;
}

bool pure_is_store(struct instruction *insn)
{
	if (insn->opcode == OP_STORE)
		return !entry_is_local(insn);
	return insn->opcode == OP_ASM && insn->string && *insn->string &&
	       writes_elsewhere(insn);
}

bool pure_is_warning(struct instruction *insn)
{
	struct instruction *last = last_instruction(insn->bb->insns);

	return insn->opcode == OP_ASM && insn->string &&
	       strstr(insn->string, "__bug_table") &&
	       last->opcode != OP_UNREACH;
}

static bool pure_body(struct fn *fn, unsigned int depth);

static bool pure_callee(struct unit *unit, struct instruction *call,
			unsigned int depth)
{
	const char *name = unit_call_name(call);
	struct fn *fn;

	if (!name)
		return false;
	if (is_listed(name) || !strncmp(name, "__builtin_", 10))
		return true;
	fn = depth < PURE_DEPTH ? unit_call_fn(unit, call) : NULL;
	return fn && fn->ep && pure_body(fn, depth + 1);
}

static bool pure_insns(struct fn *fn, unsigned int depth)
{
	struct instruction *insn;

	UNIT_FOREACH_INSN(fn, bb, insn) {
		if (pure_is_store(insn))
			return false;
		if (insn->opcode == OP_CALL &&
		    !pure_callee(fn->unit, insn, depth))
			return false;
	} UNIT_END_FOREACH_INSN(insn);
	return true;
}

/* A function that calls itself is what its other instructions are. */
static bool pure_body(struct fn *fn, unsigned int depth)
{
	static const char key;
	gpointer known = g_hash_table_lookup(fn->notes, &key);
	enum verdict *verdict = known;

	if (!verdict) {
		verdict = g_new(enum verdict, 1);
		*verdict = VERDICT_PURE;
		g_hash_table_insert(fn->notes, (gpointer)&key, verdict);
		if (!pure_insns(fn, depth))
			*verdict = VERDICT_EFFECT;
	}
	return *verdict == VERDICT_PURE;
}

bool pure_call(struct unit *unit, struct instruction *call)
{
	return pure_callee(unit, call, 0);
}
