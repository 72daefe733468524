// SPDX-License-Identifier: GPL-2.0-only
/*
 * needs.c - parameters as bits, where they are tested and where they are passed.
 */
#include "needs.h"

#include "flags.h"

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

/* A return has the line of what came before it. */
static bool is_reached(const struct paths *paths, struct fn *fn,
		       unsigned int line)
{
	struct instruction *insn;

	UNIT_FOREACH_INSN(fn, bb, insn) {
		if (insn->pos.line == line && insn->opcode != OP_RET &&
		    insn->opcode != OP_BR && paths_reach(paths, bb))
			return true;
	} UNIT_END_FOREACH_INSN(insn);
	return false;
}

static bool is_reached_without(struct assume *a, struct fn *fn,
			       unsigned int line, int n, unsigned long long bits)
{
	struct value args[VALUE_MAX] = { { .kind = VALUE_ANY } };
	struct paths *paths;
	bool reached;

	args[n] = (struct value){ .kind = VALUE_ONE_OF, .n = 1,
				  .of = { (long long)~bits } };
	paths = assume_paths(a, fn, args, VALUE_MAX);
	reached = is_reached(paths, fn, line);
	paths_free(paths);
	return reached;
}

char *needs_of(struct assume *a, struct fn *fn, unsigned int line)
{
	struct instruction *insn;

	UNIT_FOREACH_INSN(fn, bb, insn) {
		unsigned long long bits;
		int n = insn->opcode == OP_AND ? parameter(insn->src1) : -1;

		if (n >= 0 && n < VALUE_MAX && flags_constant(insn->src2, &bits) &&
		    !is_reached_without(a, fn, line, n, bits))
			return g_strdup_printf("%d:%llu", n, bits);
	} UNIT_END_FOREACH_INSN(insn);
	return NULL;
}

char *needs_passed(struct paths *paths, struct instruction *call)
{
	GString *text = g_string_new(NULL);
	int n = 0;
	pseudo_t arg;

	FOR_EACH_PTR(call->arguments, arg) {
		struct value v = paths_value(paths, arg);
		int own = parameter(arg);
		unsigned long long bits = 0;

		for (unsigned int i = 0; i < v.n; i++)
			bits |= (unsigned long long)v.of[i];
		if (own >= 0)
			g_string_append_printf(text, "%d<%d ", n, own);
		else if (v.kind == VALUE_ONE_OF && v.n)
			g_string_append_printf(text, "%d=%llu ", n, bits);
		n++;
	} END_FOR_EACH_PTR(arg);
	return g_string_free(text, !text->len);
}
