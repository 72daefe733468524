// SPDX-License-Identifier: GPL-2.0-only
/*
 * unit.c - parses one file and hands its functions out as SSA.
 *
 * libsparse runs up to the conversion to SSA and no further: its optimiser
 * merges equal tests into one (two reads would become one) and moves them away
 * from where they are written.
 */
#include "errors.h"
#include "unit.h"

static bool is_definition(struct symbol *sym)
{
	struct symbol *type = sym->ctype.base_type;

	return sym->namespace == NS_SYMBOL && type && type->type == SYM_FN &&
	       (type->stmt || type->inline_stmt) &&
	       (!sym->definition || sym->definition == sym);
}

static bool names_function(struct symbol *sym)
{
	struct symbol *type = sym->ctype.base_type;

	return sym->namespace == NS_SYMBOL && type && type->type == SYM_FN;
}

/*
 * Makes an ordinary function of an inline one, before anything is expanded:
 * a copy as libsparse's own uninline() makes it is needed only where the body
 * is inlined as well.
 */
static void keep_out_of_line(struct symbol *sym)
{
	struct symbol *type = sym->ctype.base_type;

	if (!(sym->ctype.modifiers & MOD_INLINE))
		return;
	sym->ctype.modifiers &= ~MOD_INLINE;
	if (!type->stmt && type->inline_stmt) {
		type->stmt = type->inline_stmt;
		sym->symbol_list = sym->inline_symbol_list;
	}
}

/* libsparse leaves aux to its users: the name, which its idents do not end. */
static void prepare_scope(struct unit *unit, struct scope *scope)
{
	struct symbol *sym;

	FOR_EACH_PTR(scope->symbols, sym) {
		if (!names_function(sym) || !sym->ident)
			continue;
		keep_out_of_line(sym);
		sym->aux = g_string_chunk_insert_len(unit->names,
						     sym->ident->name,
						     sym->ident->len);
	} END_FOR_EACH_PTR(sym);
}

static void foreach_in_scope(struct scope *scope,
			     void (*fn)(struct symbol *sym, void *data),
			     void *data)
{
	struct symbol *sym;

	FOR_EACH_PTR(scope->symbols, sym) {
		if (is_definition(sym) && sym->ident)
			fn(sym, data);
	} END_FOR_EACH_PTR(sym);
}

void unit_foreach_definition(struct unit *unit,
			     void (*fn)(struct symbol *sym, void *data),
			     void *data)
{
	foreach_in_scope(file_scope, fn, data);
	foreach_in_scope(global_scope, fn, data);
}

static void fn_free(gpointer data)
{
	struct fn *fn = data;

	g_free(fn->name);
	g_free(fn->error);
	g_clear_pointer(&fn->blocks, g_ptr_array_unref);
	g_clear_pointer(&fn->ipdom, g_array_unref);
	g_hash_table_unref(fn->notes);
	g_free(fn);
}

static void collect_blocks(struct fn *fn)
{
	struct basic_block *bb;
	int nr = 0;

	fn->blocks = g_ptr_array_new();
	FOR_EACH_PTR(fn->ep->bbs, bb) {
		if (!bb || (!bb->insns && !bb->parents && !bb->children))
			continue;
		/* Free after SSA conversion: our index of the block. */
		bb->context = nr++;
		g_ptr_array_add(fn->blocks, bb);
	} END_FOR_EACH_PTR(bb);
}

/* A function that libsparse cannot evaluate leaves its mark, not silence. */
static void linearise(struct fn *fn)
{
	struct symbol_list *one = NULL;
	int before = die_if_error;

	die_if_error = 0;
	errors_begin(fn->unit->errors);
	add_symbol(&one, fn->sym);
	evaluate_symbol_list(one);
	if (!(has_error & ERROR_CURR_PHASE)) {
		expand_symbol(fn->sym);
		fn->ep = linearize_symbol(fn->sym);
	}
	fn->has_error = errors_end(fn->unit->errors, &fn->error);
	die_if_error |= before;
	if (fn->ep && !fn->ep->entry)
		fn->ep = NULL;
	if (fn->ep)
		collect_blocks(fn);
	else
		fn->blocks = g_ptr_array_new();
}

struct fn *unit_fn(struct unit *unit, struct symbol *sym)
{
	struct fn *fn;

	if (sym->definition)
		sym = sym->definition;
	if (!is_definition(sym) || !sym->ident)
		return NULL;
	fn = g_hash_table_lookup(unit->by_symbol, sym);
	if (fn)
		return fn;
	fn = g_new0(struct fn, 1);
	fn->unit = unit;
	fn->sym = sym;
	fn->name = g_strdup(show_ident(sym->ident));
	fn->file = stream_name(sym->pos.stream);
	fn->is_static = sym->ctype.modifiers & MOD_STATIC;
	fn->in_main = (int)sym->pos.stream == unit->stream;
	fn->notes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	g_hash_table_insert(unit->by_symbol, sym, fn);
	linearise(fn);
	return fn;
}

struct collect {
	struct unit *unit;
	GPtrArray *symbols;
};

static void collect_main(struct symbol *sym, void *data)
{
	struct collect *c = data;

	if ((int)sym->pos.stream == c->unit->stream)
		g_ptr_array_add(c->symbols, sym);
}

static int by_line(gconstpointer a, gconstpointer b)
{
	const struct symbol *x = *(struct symbol *const *)a;
	const struct symbol *y = *(struct symbol *const *)b;

	return (int)x->pos.line - (int)y->pos.line;
}

static int find_stream(const char *file)
{
	for (int i = input_stream_nr - 1; i >= 0; i--)
		if (!strcmp(input_streams[i].name, file))
			return i;
	return -1;
}

/* Functions are evaluated one by one, so that an error has a place. */
static void evaluate_variables(struct unit *unit)
{
	struct symbol_list *variables = NULL;
	struct symbol *sym;

	FOR_EACH_PTR(unit->symbols, sym) {
		if (!names_function(sym))
			add_symbol(&variables, sym);
	} END_FOR_EACH_PTR(sym);
	evaluate_symbol_list(variables);
}

struct unit *unit_new(char *file)
{
	struct unit *unit = g_new0(struct unit, 1);
	g_autoptr(GPtrArray) symbols = g_ptr_array_new();
	struct collect c = { unit, symbols };

	unit->file = g_strdup(file);
	unit->names = g_string_chunk_new(1 << 16);
	unit->functions = g_ptr_array_new();
	unit->by_symbol = g_hash_table_new_full(NULL, NULL, NULL, fn_free);
	/* The tokens stay: macro bodies are looked at later. */
	unit->errors = errors_new();
	errors_begin(unit->errors);
	unit->symbols = sparse_keep_tokens(file);
	unit->stream = find_stream(file);
	if (has_error & ERROR_CURR_PHASE)
		has_error = ERROR_PREV_PHASE;
	prepare_scope(unit, file_scope);
	prepare_scope(unit, global_scope);
	evaluate_variables(unit);
	unit->has_error = errors_end(unit->errors, &unit->error);

	unit_foreach_definition(unit, collect_main, &c);
	g_ptr_array_sort(symbols, by_line);
	for (guint i = 0; i < symbols->len; i++) {
		struct fn *fn = unit_fn(unit, symbols->pdata[i]);

		if (fn && !g_ptr_array_find(unit->functions, fn, NULL))
			g_ptr_array_add(unit->functions, fn);
	}
	return unit;
}

void unit_free(struct unit *unit)
{
	g_ptr_array_unref(unit->functions);
	g_hash_table_unref(unit->by_symbol);
	g_string_chunk_free(unit->names);
	g_free(unit->file);
	g_free(unit->error);
	g_free(unit);
}

const char *unit_call_name(struct instruction *call)
{
	pseudo_t func = call->func;
	struct symbol *sym;

	if (!func || func->type != PSEUDO_SYM || !func->sym->ident ||
	    !names_function(func->sym))
		return NULL;
	sym = func->sym;
	/* Declared in a block: not seen by prepare_scope(), and rare. */
	if (!sym->aux)
		sym->aux = (void *)g_intern_string(show_ident(sym->ident));
	return sym->aux;
}

struct fn *unit_call_fn(struct unit *unit, struct instruction *call)
{
	if (!unit_call_name(call))
		return NULL;
	return unit_fn(unit, call->func->sym);
}

struct fn *unit_helper(struct unit *unit, struct instruction *call)
{
	struct fn *fn = unit_call_fn(unit, call);

	return fn && fn->in_main && fn->ep ? fn : NULL;
}

pseudo_t unit_call_arg(struct instruction *call, unsigned int n)
{
	pseudo_t arg;

	FOR_EACH_PTR(call->arguments, arg) {
		if (!n--)
			return arg;
	} END_FOR_EACH_PTR(arg);
	return NULL;
}

struct symbol *unit_param(const struct fn *fn, unsigned int n)
{
	struct symbol *arg;

	FOR_EACH_PTR(fn->sym->ctype.base_type->arguments, arg) {
		if (!n--)
			return arg;
	} END_FOR_EACH_PTR(arg);
	return NULL;
}

struct symbol *unit_struct(struct symbol *type, unsigned int *pointers)
{
	*pointers = 0;
	for (; type; type = type->ctype.base_type) {
		switch (type->type) {
		case SYM_STRUCT:
		case SYM_UNION:
			return type;
		case SYM_PTR:
		case SYM_ARRAY:
			(*pointers)++;
			break;
		case SYM_NODE:
			break;
		default:
			return NULL;
		}
	}
	return NULL;
}

bool unit_declares(const char *name)
{
	struct ident *ident = built_in_ident(name);

	return lookup_symbol(ident, NS_SYMBOL) || lookup_symbol(ident, NS_MACRO);
}
