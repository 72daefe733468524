// SPDX-License-Identifier: GPL-2.0-only
/*
 * predicate.c - functions that answer with a bool about a VMA or flags, and
 * whose answer depends on a read.
 */
#include "reads.h"

static bool is_yes_or_no(pseudo_t p, GHashTable *seen);

static bool result_is_yes_or_no(struct instruction *def, GHashTable *seen)
{
	pseudo_t p;

	switch (def->opcode) {
	case OP_PHI:
		FOR_EACH_PTR(def->phi_list, p) {
			if (p != VOID && !is_yes_or_no(p->def->phi_src, seen))
				return false;
		} END_FOR_EACH_PTR(p);
		return true;
	case OP_ZEXT: case OP_SEXT: case OP_COPY:
		return is_yes_or_no(def->src, seen);
	case OP_AND: case OP_OR: case OP_XOR:
		return is_yes_or_no(def->src1, seen) &&
		       is_yes_or_no(def->src2, seen);
	default:
		return def->size == 1 ||
		       (def->opcode >= OP_SET_EQ && def->opcode <= OP_SET_NE);
	}
}

static bool is_yes_or_no(pseudo_t p, GHashTable *seen)
{
	if (p->type == PSEUDO_VAL)
		return p->value == 0 || p->value == 1;
	if (p->type != PSEUDO_REG)
		return p->type == PSEUDO_UNDEF;
	return !g_hash_table_add(seen, p->def) ||
	       result_is_yes_or_no(p->def, seen);
}

static struct instruction *find_return(struct fn *fn)
{
	struct instruction *insn;

	UNIT_FOREACH_INSN(fn, bb, insn) {
		if (insn->opcode == OP_RET)
			return insn;
	} UNIT_END_FOREACH_INSN(insn);
	return NULL;
}

static bool returns_bool(struct fn *fn, struct instruction *ret)
{
	struct symbol *type = fn->sym->ctype.base_type->ctype.base_type;
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

	if (!type || !ret->src || ret->src == VOID)
		return false;
	if (is_bool_type(type))
		return true;
	return is_int_type(type) && type->bit_size == 32 &&
	       is_yes_or_no(ret->src, seen);
}

/* What answers as .test_walk does, with an int, is about the walk's VMA. */
static bool is_vma_type(struct fn *fn, const char *name)
{
	struct symbol *result = fn->sym->ctype.base_type->ctype.base_type;

	return kapi_is(name, KAPI_VMA_TYPE) || kapi_is(name, KAPI_FLAGS_TYPE) ||
	       (kapi_is(name, KAPI_WALK_STATE) && !is_bool_type(result));
}

static bool has_vma_parameter(struct fn *fn)
{
	struct symbol *param;

	for (unsigned int n = 0; (param = unit_param(fn, n)); n++) {
		unsigned int pointers;
		struct symbol *type = unit_struct(param, &pointers);

		if (type && type->ident && pointers == 1 &&
		    is_vma_type(fn, show_ident(type->ident)))
			return true;
	}
	return false;
}

/* The tested word itself is a parameter: "bool f(unsigned long vm_flags)". */
static bool tests_parameter(const struct read *read)
{
	struct instruction *test = read->test;

	return test->opcode == OP_AND && (test->src1->type == PSEUDO_ARG ||
					  test->src2->type == PSEUDO_ARG);
}

/* "a || b" as a bool is a phi of constants, converted. */
static bool is_choice(pseudo_t p)
{
	while (p->type == PSEUDO_REG &&
	       (p->def->opcode == OP_SET_NE || p->def->opcode == OP_ZEXT ||
		p->def->opcode == OP_TRUNC))
		p = p->def->src;
	return p->type == PSEUDO_REG && p->def->opcode == OP_PHI;
}

/* Data reaches the result, or a branch on it chooses among results. */
static bool reaches_result(const struct read *read, struct instruction *ret)
{
	GHashTableIter iter;
	gpointer key;

	if (g_hash_table_contains(read->values, ret->src))
		return true;
	if (!is_choice(ret->src))
		return false;
	g_hash_table_iter_init(&iter, read->values);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		pseudo_t p = key;
		struct pseudo_user *user;

		FOR_EACH_PTR(p->users, user) {
			if (user->insn->bb && (user->insn->opcode == OP_CBR ||
					       user->insn->opcode == OP_SWITCH))
				return true;
		} END_FOR_EACH_PTR(user);
	}
	return false;
}

bool reads_is_predicate(struct reads *reads, struct fn *fn, unsigned int *flags)
{
	struct instruction *ret = find_return(fn);
	const GPtrArray *mine = reads_of(reads, fn);
	bool vma = has_vma_parameter(fn);

	*flags = 0;
	if (!ret || !mine || !returns_bool(fn, ret) ||
	    !spots_name(reads->spots, fn->file) ||
	    kapi_may_read(fn->name))
		return false;
	for (guint i = 0; i < mine->len; i++) {
		const struct read *read = mine->pdata[i];

		if ((vma || tests_parameter(read)) && reaches_result(read, ret))
			*flags |= read->flags;
	}
	return *flags;
}
