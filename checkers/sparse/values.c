// SPDX-License-Identifier: GPL-2.0-only
/*
 * values.c - values traced backwards to where they come from and forwards to
 * what depends on them, over phi nodes, casts and bit operations.
 */
#include "flags.h"
#include "flow.h"

/* Phi nodes form loops; @seen holds those that are being looked at. */
struct trace {
	const struct flags *flags;
	GHashTable *seen;
};

static bool is_cast(struct instruction *insn)
{
	return (insn->opcode >= OP_TRUNC && insn->opcode <= OP_PTRCAST) ||
	       insn->opcode == OP_COPY;
}

/* "static const unsigned long mask = ..." is loaded, not folded. */
static bool initial_value(struct instruction *load,
			  unsigned long long *bits)
{
	struct symbol *sym;

	if (load->src->type != PSEUDO_SYM || load->offset)
		return false;
	sym = load->src->sym;
	if (!sym->initializer || sym->initializer->type != EXPR_VALUE)
		return false;
	*bits |= sym->initializer->value;
	return true;
}

static bool constant(struct trace *t, pseudo_t p, unsigned long long *bits);

static bool constant_phi(struct trace *t, struct instruction *phi,
			 unsigned long long *bits)
{
	pseudo_t p;
	bool any = false;

	FOR_EACH_PTR(phi->phi_list, p) {
		if (p != VOID && constant(t, p->def->phi_src, bits))
			any = true;
	} END_FOR_EACH_PTR(p);
	return any;
}

static bool constant(struct trace *t, pseudo_t p, unsigned long long *bits)
{
	struct instruction *def;
	bool a, b;

	if (p->type == PSEUDO_VAL) {
		*bits |= p->value;
		return true;
	}
	if (p->type != PSEUDO_REG || !g_hash_table_add(t->seen, p->def))
		return false;
	def = p->def;
	switch (def->opcode) {
	case OP_PHI:
		return constant_phi(t, def, bits);
	case OP_OR:
		a = constant(t, def->src1, bits);
		b = constant(t, def->src2, bits);
		return a || b;
	case OP_SEL:
		a = constant(t, def->src2, bits);
		b = constant(t, def->src3, bits);
		return a || b;
	case OP_LOAD:
		return initial_value(def, bits);
	default:
		return is_cast(def) && constant(t, def->src, bits);
	}
}

bool flags_has_call(pseudo_t p)
{
	struct instruction *def;

	switch (DEF_OPCODE(def, p)) {
	case OP_CALL:
		return true;
	case OP_OR:
		return flags_has_call(def->src1) || flags_has_call(def->src2);
	default:
		return false;
	}
}

bool flags_constant(pseudo_t p, unsigned long long *bits)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	struct trace t = { NULL, seen };

	*bits = 0;
	return constant(&t, p, bits);
}

static enum flags_origin origin(struct trace *t, pseudo_t p);

static enum flags_origin origin_phi(struct trace *t, struct instruction *phi)
{
	enum flags_origin most = ORIGIN_CONSTANT;
	pseudo_t p;

	FOR_EACH_PTR(phi->phi_list, p) {
		enum flags_origin o = p == VOID ? ORIGIN_CONSTANT :
					origin(t, p->def->phi_src);

		most = MAX(most, o);
	} END_FOR_EACH_PTR(p);
	return most;
}

static enum flags_origin stronger(struct trace *t, pseudo_t p, pseudo_t q)
{
	enum flags_origin a = origin(t, p), b = origin(t, q);

	return MAX(a, b);
}

static enum flags_origin declared(struct trace *t, pseudo_t p)
{
	return flags_is_declared(t->flags, p) ? ORIGIN_FLAGS : ORIGIN_UNKNOWN;
}

static enum flags_origin origin(struct trace *t, pseudo_t p)
{
	struct instruction *def;

	if (p->type == PSEUDO_VAL || p->type == PSEUDO_UNDEF || p == VOID)
		return ORIGIN_CONSTANT;
	if (p->type != PSEUDO_REG)
		return declared(t, p);
	def = p->def;
	if (!g_hash_table_add(t->seen, def))
		return ORIGIN_CONSTANT;
	switch (def->opcode) {
	case OP_PHI:
		return origin_phi(t, def);
	case OP_AND: case OP_OR: case OP_XOR: case OP_LSR: case OP_SHL:
		return stronger(t, def->src1, def->src2);
	case OP_SEL:
		return stronger(t, def->src2, def->src3);
	case OP_LOAD:
		return flags_of_load(t->flags, def);
	case OP_CALL:
		return declared(t, p);
	case OP_NOT:
		return origin(t, def->src);
	default:
		return is_cast(def) ? origin(t, def->src) : ORIGIN_UNKNOWN;
	}
}

enum flags_origin flags_origin(const struct flags *flags, pseudo_t p)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	struct trace t = { flags, seen };

	return origin(&t, p);
}

static enum flags_sense turned(enum flags_sense s)
{
	switch (s) {
	case SENSE_DIRECT: return SENSE_INVERSE;
	case SENSE_INVERSE: return SENSE_DIRECT;
	default: return s;
	}
}

static enum flags_sense compared(struct instruction *insn,
				 enum flags_sense s)
{
	bool zero = is_zero(insn->src2) || is_zero(insn->src1);

	/* "== mask" is true when the bit is set, as "!= 0" is. */
	return (insn->opcode == OP_SET_NE) == zero ? s : turned(s);
}

static enum flags_sense selected(struct instruction *sel, pseudo_t p,
				 enum flags_sense s)
{
	if (sel->src1 != p)
		return s;
	if (is_nonzero(sel->src2) && is_zero(sel->src3))
		return s;
	if (is_zero(sel->src2) && is_nonzero(sel->src3))
		return turned(s);
	return SENSE_EITHER;
}

/* What @insn's result says, one of whose operands is @p with sense @s. */
static enum flags_sense through(struct instruction *insn, pseudo_t p,
				enum flags_sense s)
{
	switch (insn->opcode) {
	case OP_SET_NE: case OP_SET_EQ:
		return compared(insn, s);
	case OP_SEL:
		return selected(insn, p, s);
	case OP_NOT:
		return insn->size == 1 ? turned(s) : SENSE_EITHER;
	case OP_XOR:
		return insn->size == 1 ? turned(s) : SENSE_EITHER;
	case OP_AND: case OP_OR: case OP_LSR: case OP_SHL:
	case OP_PHI: case OP_PHISOURCE:
		return s;
	case OP_ADD: case OP_SUB: case OP_MUL: case OP_NEG:
		return SENSE_EITHER;
	default:
		return is_cast(insn) || (insn->opcode >= OP_SET_EQ &&
					 insn->opcode < OP_NOT) ? s : SENSE_NONE;
	}
}

static void follow(struct fn *fn, GHashTable *values, pseudo_t p,
		   enum flags_sense s);

/* "bool is_dev = false; if (flag) is_dev = true;": 1 on one side, 0 on the other. */
static bool chosen_by(struct instruction *phi, struct instruction *cbr,
		      bool *positive)
{
	unsigned int sources = 0, ours = 0;
	bool one = false, zero = false;
	pseudo_t p;

	FOR_EACH_PTR(phi->phi_list, p) {
		struct instruction *source = p == VOID ? NULL : p->def;
		bool truth;

		if (!source || !source->bb || source->phi_src->type != PSEUDO_VAL)
			return false;
		sources++;
		one = one || source->phi_src->value;
		zero = zero || !source->phi_src->value;
		if (flow_branch_to(source, phi->bb, &truth) != cbr)
			continue;
		ours++;
		*positive = truth == (source->phi_src->value != 0);
	} END_FOR_EACH_PTR(p);
	return sources == 2 && ours && one && zero;
}

static void follow_choices(struct fn *fn, GHashTable *values,
			   struct instruction *cbr, enum flags_sense s)
{
	struct instruction *insn;

	UNIT_FOREACH_INSN(fn, bb, insn) {
		bool positive = true;

		if (insn->opcode == OP_PHI && insn->bb &&
		    chosen_by(insn, cbr, &positive))
			follow(fn, values, insn->target, positive ? s : turned(s));
	} UNIT_END_FOREACH_INSN(insn);
}

static void follow(struct fn *fn, GHashTable *values, pseudo_t p,
		   enum flags_sense s)
{
	enum flags_sense old =
		GPOINTER_TO_INT(g_hash_table_lookup(values, p));
	struct pseudo_user *user;

	if (old == s || old == SENSE_EITHER)
		return;
	if (old)
		s = SENSE_EITHER;
	g_hash_table_insert(values, p, GINT_TO_POINTER(s));
	FOR_EACH_PTR(p->users, user) {
		enum flags_sense next = through(user->insn, p, s);

		if (!user->insn->bb)
			continue;
		if (user->insn->opcode == OP_CBR)
			follow_choices(fn, values, user->insn, s);
		else if (next != SENSE_NONE && user->insn->target != p)
			follow(fn, values, user->insn->target, next);
	} END_FOR_EACH_PTR(user);
}

GHashTable *flags_follow(struct fn *fn, struct instruction *test)
{
	GHashTable *values = g_hash_table_new(NULL, NULL);

	if (test->target && test->target->type == PSEUDO_REG)
		follow(fn, values, test->target, SENSE_DIRECT);
	return values;
}
