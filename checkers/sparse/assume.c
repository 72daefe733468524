// SPDX-License-Identifier: GPL-2.0-only
/*
 * assume.c - values and paths under an assumption (Wegman, Zadeck: constant
 * propagation with conditional branches): nothing is reached and no value is
 * known at first, and from round to round both only grow.
 */
#include "assume_local.h"

#include "entry.h"
#include "fields.h"
#include "flow.h"
#include "ground/kapi.h"
#include "pure.h"
#include "sense.h"

#define ASSUME_DEPTH 4

struct assume *assume_new(struct unit *unit, struct reads *reads,
			  unsigned int flags)
{
	struct assume *a = g_new0(struct assume, 1);

	a->unit = unit;
	a->reads = reads;
	a->flags = flags;
	a->results = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					   g_free);
	return a;
}

void assume_free(struct assume *a)
{
	if (!a)
		return;
	g_hash_table_unref(a->results);
	g_free(a);
}

/* The read whose answer @insn is. */
static const struct read *read_at(struct paths *p, struct instruction *insn)
{
	const GPtrArray *reads = p->a->flags ? reads_of(p->a->reads, p->fn) : NULL;

	for (guint i = 0; reads && i < reads->len; i++) {
		const struct read *read = reads->pdata[i];

		if (read->test == insn)
			return read;
	}
	return NULL;
}

/* Of a predicate without a body here the driver knows the sense. */
static struct value answer_of(struct paths *p, const struct read *read)
{
	int sense = sense_of_read(p->a->reads, read);

	if (!sense)
		return value_any();
	return sense > 0 ? value_not_zero() : value_of(0);
}

static bool tests_all(struct instruction *insn)
{
	const char *name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;

	return name && strstr(name, "_all");
}

/* "vma->vm_ops" of a VMA with raw entries. */
static struct value value_of_load(struct paths *p, struct instruction *load)
{
	struct symbol *type = load->type;

	if (load->src->type == PSEUDO_SYM && !load->offset)
		return local_value(p, load);
	if (p->a->flags && fields_is_member(load) &&
	    kapi_is(show_ident(type->ident), KAPI_DRIVER_MEMBER))
		return value_not_zero();
	return value_any();
}

static struct value result_with(struct assume *a, struct fn *fn,
				const struct value *args, unsigned int n)
{
	struct value v = { .kind = VALUE_ONE_OF };
	struct instruction *insn;
	struct paths *paths;

	if (a->depth >= ASSUME_DEPTH)
		return value_any();
	a->depth++;
	paths = assume_paths(a, fn, args, n);
	UNIT_FOREACH_INSN(fn, bb, insn) {
		struct value r;

		if (insn->opcode != OP_RET || !paths_reach(paths, bb))
			continue;
		r = insn->src ? paths_value(paths, insn->src) : value_any();
		v = value_join(&v, &r);
	} UNIT_END_FOREACH_INSN(insn);
	paths_free(paths);
	a->depth--;
	return v.kind == VALUE_ONE_OF && !v.n ? value_any() : v;
}

/* Of each function, for each set of constants, once. */
static struct value known_result(struct assume *a, struct fn *fn,
				 const struct value *args, unsigned int n)
{
	g_autoptr(GString) key = g_string_new(NULL);
	struct value *known;

	g_string_printf(key, "%p", (void *)fn);
	for (unsigned int i = 0; i < n; i++)
		for (unsigned int k = 0; k < args[i].n; k++)
			g_string_append_printf(key, " %u=%lld", i, args[i].of[k]);
	known = g_hash_table_lookup(a->results, key->str);
	if (!known) {
		known = g_new(struct value, 1);
		*known = value_any();
		g_hash_table_insert(a->results, g_strdup(key->str), known);
		*known = result_with(a, fn, args, n);
	}
	return *known;
}

struct value assume_result(struct assume *a, struct fn *fn)
{
	return known_result(a, fn, NULL, 0);
}

static struct value result_of_body(struct paths *p, struct instruction *call,
				   struct fn *fn)
{
	struct value args[VALUE_MAX];
	unsigned int n = 0;
	pseudo_t arg;

	FOR_EACH_PTR(call->arguments, arg) {
		if (n == VALUE_MAX)
			break;
		args[n] = paths_value(p, arg);
		if (value_is_none(&args[n]))
			return args[n];
		/* That an address is not zero says nothing of its own. */
		if (args[n].kind != VALUE_ONE_OF)
			args[n] = value_any();
		n++;
	} END_FOR_EACH_PTR(arg);
	return known_result(p->a, fn, args, n);
}

static struct value value_of_call(struct paths *p, struct instruction *call)
{
	const char *name = unit_call_name(call);
	struct fn *fn;

	if (!name)
		return value_any();
	if (p->a->flags && pure_is(name, PURE_OTHER_VMA))
		return value_of(0);
	fn = unit_call_fn(p->a->unit, call);
	if (fn && fn->ep)
		return result_of_body(p, call, fn);
	return value_any();
}

/* What is set in front of a branch to @phi counts if it is taken. */
static bool comes_to(struct paths *p, struct instruction *source,
		     struct instruction *phi)
{
	struct instruction *last;

	if (!source->bb || !paths_reach(p, source->bb))
		return false;
	last = last_instruction(source->bb->insns);
	return !last || last->opcode != OP_CBR ||
	       (last->bb_true != phi->bb && last->bb_false != phi->bb) ||
	       paths_edge(p, source->bb, phi->bb);
}

static struct value value_of_phi(struct paths *p, struct instruction *phi)
{
	struct value v = { .kind = VALUE_ONE_OF };
	pseudo_t source;

	FOR_EACH_PTR(phi->phi_list, source) {
		struct value s;

		if (source == VOID || !comes_to(p, source->def, phi) ||
		    source->def->phi_src->type == PSEUDO_UNDEF)
			continue;
		s = paths_value(p, source->def->phi_src);
		v = value_join(&v, &s);
	} END_FOR_EACH_PTR(source);
	return v;
}

static struct value value_of_choice(struct paths *p, struct instruction *sel)
{
	struct value cond = paths_value(p, sel->src1);
	struct value yes, no;

	if (value_is_none(&cond))
		return cond;
	if (value_is_not_zero(&cond))
		return paths_value(p, sel->src2);
	if (value_is_zero(&cond))
		return paths_value(p, sel->src3);
	yes = paths_value(p, sel->src2);
	no = paths_value(p, sel->src3);
	return value_join(&yes, &no);
}

static struct value value_of_insn(struct paths *p, struct instruction *insn)
{
	const struct read *read = read_at(p, insn);
	struct value a, b;

	if (read && read->flags & p->a->flags && !read->predicate &&
	    !tests_all(insn))
		return answer_of(p, read);
	switch (insn->opcode) {
	case OP_PHI:
		return value_of_phi(p, insn);
	case OP_SEL:
		return value_of_choice(p, insn);
	case OP_CALL:
		return value_of_call(p, insn);
	case OP_LOAD:
		return value_of_load(p, insn);
	case OP_SYMADDR:
		return value_not_zero();
	case OP_TRUNC: case OP_ZEXT: case OP_SEXT: case OP_COPY:
	case OP_PTRCAST: case OP_UTPTR: case OP_PTRTU:
		return paths_value(p, insn->src);
	case OP_AND: case OP_OR: case OP_XOR: case OP_ADD: case OP_SUB:
	case OP_SET_EQ: case OP_SET_NE: case OP_SET_LT: case OP_SET_LE:
	case OP_SET_GT: case OP_SET_GE:
		a = paths_value(p, insn->src1);
		b = paths_value(p, insn->src2);
		return value_binary(insn->opcode, &a, &b);
	default:
		return value_any();
	}
}

/* What was found in an earlier round stays: values only grow. */
static struct value work_out_value(struct paths *p, pseudo_t v)
{
	struct value *known = g_hash_table_lookup(p->values, v);
	struct value result;

	if (!known) {
		known = g_new(struct value, 1);
		*known = value_none();
		g_hash_table_insert(p->values, v, known);
	}
	if (!g_hash_table_add(p->fresh, v))
		return *known;
	result = value_of_insn(p, v->def);
	result = value_join(known, &result);
	if (!value_is_same(known, &result)) {
		*known = result;
		p->changed = true;
	}
	return result;
}

struct value paths_value(struct paths *p, pseudo_t v)
{
	if (v->type == PSEUDO_VAL)
		return value_of(v->value);
	if (v->type == PSEUDO_ARG)
		return v->nr >= 1 && (unsigned int)v->nr <= p->n_args ?
			p->args[v->nr - 1] : value_any();
	if (v->type == PSEUDO_SYM)
		return value_not_zero();
	if (v->type != PSEUDO_REG || p->gave_up)
		return value_any();
	return work_out_value(p, v);
}
