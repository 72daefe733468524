// SPDX-License-Identifier: GPL-2.0-only
/*
 * walkops.c - reads the initialisers of struct mm_walk_ops variables.
 */
#include "walkops.h"

#include "ground/kapi.h"

static void callback_free(gpointer data)
{
	struct walk_callback *cb = data;

	g_free(cb->member);
	g_free(cb);
}

static void set_free(gpointer data)
{
	struct walk_set *set = data;

	g_free(set->name);
	g_ptr_array_unref(set->callbacks);
	g_free(set);
}

static struct symbol *ops_type(struct symbol *sym)
{
	unsigned int pointers;
	struct symbol *type;

	if (sym->ctype.base_type && sym->ctype.base_type->type == SYM_PTR)
		return NULL;
	type = unit_struct(sym, &pointers);
	return type && type->ident &&
	       kapi_is(show_ident(type->ident), KAPI_WALK_OPS) ? type : NULL;
}

static struct symbol *function_of(struct expression *expr)
{
	while (expr) {
		switch (expr->type) {
		case EXPR_SYMBOL:
			return expr->symbol;
		case EXPR_PREOP:
			expr = expr->unop;
			break;
		case EXPR_CAST: case EXPR_IMPLIED_CAST: case EXPR_FORCE_CAST:
			expr = expr->cast_expression;
			break;
		case EXPR_POS:
			expr = expr->init_expr;
			break;
		default:
			return NULL;
		}
	}
	return NULL;
}

static const char *member_at(struct symbol *type, unsigned long offset)
{
	struct symbol *member;

	FOR_EACH_PTR(type->symbol_list, member) {
		if (member->ident && member->offset == offset)
			return show_ident(member->ident);
	} END_FOR_EACH_PTR(member);
	return NULL;
}

static void add_callback(struct unit *unit, struct walk_set *set,
			 const char *member, struct expression *value)
{
	struct symbol *function = function_of(value);
	struct walk_callback *cb;

	if (!member || !function || !function->ident || !function->ctype.base_type ||
	    function->ctype.base_type->type != SYM_FN)
		return;
	cb = g_new0(struct walk_callback, 1);
	cb->member = g_strdup(member);
	cb->function = function;
	cb->fn = unit_fn(unit, function);
	g_ptr_array_add(set->callbacks, cb);
}

static void add_set(struct walkops *ops, struct unit *unit, struct symbol *sym,
		    struct symbol *type, struct expression *list)
{
	struct walk_set *set = g_new0(struct walk_set, 1);
	struct expression *entry;

	set->name = g_strdup(show_ident(sym->ident));
	set->variable = sym;
	set->pos = sym->pos;
	set->callbacks = g_ptr_array_new_with_free_func(callback_free);
	FOR_EACH_PTR(list->expr_list, entry) {
		if (entry->type == EXPR_POS)
			add_callback(unit, set,
				     member_at(type, entry->init_offset),
				     entry->init_expr);
		else if (entry->type == EXPR_IDENTIFIER)
			add_callback(unit, set, show_ident(entry->expr_ident),
				     entry->ident_expression);
		else
			add_callback(unit, set, member_at(type, 0), entry);
	} END_FOR_EACH_PTR(entry);
	g_ptr_array_add(ops->sets, set);
}

/* One set, or an array of sets: then each has the variable's name. */
static void add_variable(struct walkops *ops, struct unit *unit,
			 struct symbol *sym)
{
	struct expression *list = sym->initializer, *entry;
	struct symbol *type = ops_type(sym);
	bool array = sym->ctype.base_type &&
		     sym->ctype.base_type->type == SYM_ARRAY;

	if (!type || !sym->ident || !list || list->type != EXPR_INITIALIZER)
		return;
	if (!array) {
		add_set(ops, unit, sym, type, list);
		return;
	}
	FOR_EACH_PTR(list->expr_list, entry) {
		struct expression *inner = entry->type == EXPR_POS ?
					   entry->init_expr : entry;

		if (inner->type == EXPR_INITIALIZER)
			add_set(ops, unit, sym, type, inner);
	} END_FOR_EACH_PTR(entry);
}

struct walkops *walkops_new(struct unit *unit)
{
	struct walkops *ops = g_new0(struct walkops, 1);
	struct symbol *sym;

	ops->sets = g_ptr_array_new_with_free_func(set_free);
	FOR_EACH_PTR(unit->symbols, sym) {
		if ((int)sym->pos.stream == unit->stream)
			add_variable(ops, unit, sym);
	} END_FOR_EACH_PTR(sym);
	for (guint i = 0; i < unit->functions->len; i++) {
		struct fn *fn = unit->functions->pdata[i];

		FOR_EACH_PTR(fn->sym->symbol_list, sym) {
			add_variable(ops, unit, sym);
		} END_FOR_EACH_PTR(sym);
	}
	return ops;
}

void walkops_free(struct walkops *ops)
{
	g_ptr_array_unref(ops->sets);
	g_free(ops);
}

const struct walk_callback *walk_set_find(const struct walk_set *set,
					  const char *member)
{
	for (guint i = 0; i < set->callbacks->len; i++) {
		const struct walk_callback *cb = set->callbacks->pdata[i];

		if (!strcmp(cb->member, member))
			return cb;
	}
	return NULL;
}

bool walkops_has(const struct walkops *ops, const struct fn *fn,
		 const char *member)
{
	for (guint i = 0; i < ops->sets->len; i++) {
		const struct walk_callback *cb =
			walk_set_find(ops->sets->pdata[i], member);

		if (cb && cb->fn == fn)
			return true;
	}
	return false;
}

bool walkops_is_test(const struct walkops *ops, const struct fn *fn)
{
	return walkops_has(ops, fn, "test_walk");
}

/* "&ops" is the symbol, or its address taken by an instruction. */
static struct symbol *symbol_of(pseudo_t p)
{
	if (p->type == PSEUDO_REG && (p->def->opcode == OP_SYMADDR ||
				      p->def->opcode == OP_PTRCAST))
		p = p->def->src;
	return p->type == PSEUDO_SYM ? p->sym : NULL;
}

const struct walk_set *walkops_of_call(const struct walkops *ops,
				       struct instruction *call)
{
	pseudo_t arg;

	FOR_EACH_PTR(call->arguments, arg) {
		struct symbol *sym = symbol_of(arg);

		for (guint i = 0; sym && i < ops->sets->len; i++) {
			const struct walk_set *set = ops->sets->pdata[i];

			if (set->variable == sym)
				return set;
		}
	} END_FOR_EACH_PTR(arg);
	return NULL;
}

bool walkops_is_entry(const char *member)
{
	return g_str_has_suffix(member, "_entry") &&
	       !g_str_has_prefix(member, "hugetlb");
}

static void add_sets(const struct walkops *ops, pseudo_t p, GPtrArray *sets,
		     int depth)
{
	struct symbol *sym = symbol_of(p);
	pseudo_t source;

	for (guint i = 0; sym && i < ops->sets->len; i++) {
		const struct walk_set *set = ops->sets->pdata[i];

		if (set->variable == sym)
			g_ptr_array_add(sets, (gpointer)set);
	}
	if (p->type != PSEUDO_REG || depth > 4)
		return;
	if (p->def->opcode == OP_SEL) {
		add_sets(ops, p->def->src2, sets, depth + 1);
		add_sets(ops, p->def->src3, sets, depth + 1);
	}
	if (p->def->opcode != OP_PHI)
		return;
	FOR_EACH_PTR(p->def->phi_list, source) {
		if (source != VOID)
			add_sets(ops, source->def->phi_src, sets, depth + 1);
	} END_FOR_EACH_PTR(source);
}

GPtrArray *walkops_all_of_call(const struct walkops *ops,
			       struct instruction *call)
{
	GPtrArray *sets = g_ptr_array_new();
	pseudo_t arg;

	FOR_EACH_PTR(call->arguments, arg) {
		add_sets(ops, arg, sets, 0);
	} END_FOR_EACH_PTR(arg);
	return sets;
}
