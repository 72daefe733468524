// SPDX-License-Identifier: GPL-2.0-only
/*
 * calls.c - calls of one unit as edges of struct reach.
 */
#include "calls.h"

#include "entry.h"
#include "flow.h"
#include "ground/kapi.h"
#include "needs.h"
#include "pure.h"

unsigned int calls_flag(unsigned int i)
{
	return i ? PFN_FLAG_MIXEDMAP : PFN_FLAG_PFNMAP;
}

char *calls_name(struct reads *reads, const struct fn *fn)
{
	const char *file = spots_name(reads->spots, fn->file);

	return fn->is_static ? g_strdup_printf("%s:%s", file ? file : fn->file,
					       fn->name) : g_strdup(fn->name);
}

bool calls_takes_vma(struct symbol *function, bool entry)
{
	struct symbol *param;

	FOR_EACH_PTR(function->ctype.base_type->arguments, param) {
		unsigned int pointers;
		struct symbol *type = unit_struct(param, &pointers);
		const char *name = type && type->ident ?
				   show_ident(type->ident) : NULL;

		if (name && (kapi_is(name, KAPI_VMA_TYPE) ||
			     kapi_is(name, KAPI_WALK_STATE) ||
			     kapi_is(name, KAPI_FAULT_STATE) ||
			     (entry && kapi_is(name, KAPI_ENTRY_TYPE))))
			return true;
	} END_FOR_EACH_PTR(param);
	return false;
}

struct lister {
	const struct calls_context *c;
	GPtrArray *list;
	struct fn *fn;
	char *name;
	struct paths *paths[CALLS_FLAGS];
	GHashTable *seen;	/* functions that are called back somewhere */
};

static unsigned int through(struct lister *l, struct basic_block *bb)
{
	unsigned int flags = 0;

	for (unsigned int i = 0; i < CALLS_FLAGS; i++)
		if (paths_reach(l->paths[i], bb))
			flags |= calls_flag(i);
	return flags;
}

/* The test of this function that VMAs with one of @flags do not pass. */
static char *gate_here(struct lister *l, unsigned int flags)
{
	const GPtrArray *reads = reads_of(l->c->reads, l->fn);

	for (guint i = 0; reads && i < reads->len; i++) {
		const struct read *read = reads->pdata[i];

		if (read->flags & flags)
			return g_strdup_printf("%s() at %s:%u", l->fn->name,
					       read->spot.file, read->spot.line);
	}
	return g_strdup_printf("%s()", l->fn->name);
}

static void add(struct lister *l, const char *to, unsigned int flags,
		const char *gate, const char *args)
{
	g_autofree char *here = NULL;

	if (flags != REACH_BOTH && !gate)
		gate = here = gate_here(l, REACH_BOTH & ~flags);
	g_ptr_array_add(l->list, reach_call_new(l->name, to, flags, gate,
						args));
}

static bool lets_in(struct assume *a, struct fn *test)
{
	struct value v = assume_result(a, test);

	return !value_is_not_zero(&v);
}

/* What the walk's own test or walk_page_test() leaves of @flags. */
static unsigned int behind_test(const struct calls_context *c,
				const struct walk_set *set, bool ungated,
				unsigned int flags, char **gate)
{
	const struct walk_callback *test = walk_set_find(set, "test_walk");
	unsigned int left = flags;

	if (ungated)
		return flags;
	if (!test)
		left &= ~PFN_FLAG_PFNMAP;
	for (unsigned int i = 0; test && i < CALLS_FLAGS; i++)
		if (test->fn && test->fn->ep && !lets_in(c->with[i], test->fn))
			left &= ~calls_flag(i);
	if (left != flags)
		*gate = test ? g_strdup_printf("%s()", test->fn->name) :
			       g_strdup("walk_page_test()");
	return left;
}

/* @by: the call that walks; NULL: not known. */
static unsigned int let_in(struct lister *l, const struct walk_set *set,
			   const char *by, unsigned int flags, char **gate)
{
	if (by && pure_is(by, PURE_NO_VMA)) {
		*gate = g_strdup_printf("%s(), which has no VMA", by);
		return 0;
	}
	return behind_test(l->c, set, by && pure_is(by, PURE_UNGATED), flags,
			   gate);
}

static void add_walk(struct lister *l, const struct walk_set *set,
		     const char *by, unsigned int flags)
{
	g_autofree char *gate = NULL;
	unsigned int left = let_in(l, set, by, flags, &gate);

	for (guint i = 0; i < set->callbacks->len; i++) {
		const struct walk_callback *cb = set->callbacks->pdata[i];
		g_autofree char *to = NULL;

		if (!cb->fn || !cb->fn->ep)
			continue;
		to = calls_name(l->c->reads, cb->fn);
		add(l, to, left, gate, NULL);
		g_hash_table_add(l->seen, cb->fn);
	}
}

static void add_walks(struct lister *l, struct instruction *call)
{
	g_autoptr(GPtrArray) sets = walkops_all_of_call(l->c->ops, call);

	for (guint i = 0; i < sets->len; i++)
		add_walk(l, sets->pdata[i], unit_call_name(call),
			 through(l, call->bb));
}

/* Hands on an entry that was looked for by the pfn of a folio. */
static bool is_mapped_by_folio(struct lister *l, struct instruction *call)
{
	struct instruction *insn;
	unsigned int pointers, n = 0;
	bool entry = false;
	pseudo_t arg;

	FOR_EACH_PTR(call->arguments, arg) {
		entry |= entry_argument(call, n++, &pointers) != LEVEL_COUNT;
	} END_FOR_EACH_PTR(arg);
	if (!entry)
		return false;
	UNIT_FOREACH_INSN(l->fn, bb, insn) {
		const char *name = insn->opcode == OP_CALL ?
				   unit_call_name(insn) : NULL;

		if (name && pure_is(name, PURE_MAPS) && flow_precedes(insn, call))
			return true;
	} UNIT_END_FOREACH_INSN(insn);
	return false;
}

static void add_call(struct lister *l, struct instruction *call)
{
	const char *name = unit_call_name(call);
	struct fn *helper = name ? unit_helper(l->c->unit, call) : NULL;
	g_autofree char *to = NULL, *args = NULL;

	add_walks(l, call);
	if (helper)
		to = calls_name(l->c->reads, helper);
	else if (name && !unit_call_fn(l->c->unit, call) &&
		 calls_takes_vma(call->func->sym, true))
		to = g_strdup(name);
	if (to && is_mapped_by_folio(l, call))
		add(l, to, 0, "page_vma_mapped_walk()", NULL);
	else if (to)
		add(l, to, through(l, call->bb), NULL,
		    args = needs_passed(l->paths[0], call));
}

static void list_function(struct lister *l, struct fn *fn)
{
	struct instruction *insn;

	l->fn = fn;
	l->name = calls_name(l->c->reads, fn);
	for (unsigned int i = 0; i < CALLS_FLAGS; i++)
		l->paths[i] = assume_paths(l->c->with[i], fn, NULL, 0);
	UNIT_FOREACH_INSN(fn, bb, insn) {
		if (insn->opcode == OP_CALL)
			add_call(l, insn);
	} UNIT_END_FOREACH_INSN(insn);
	for (unsigned int i = 0; i < CALLS_FLAGS; i++)
		paths_free(l->paths[i]);
	g_free(l->name);
}

/* A walk that is begun where this file cannot see it. */
static void add_unseen_walks(struct lister *l)
{
	l->name = (char *)"";
	for (guint i = 0; i < l->c->ops->sets->len; i++) {
		const struct walk_set *set = l->c->ops->sets->pdata[i];
		bool known = false;

		for (guint k = 0; k < set->callbacks->len; k++) {
			const struct walk_callback *cb = set->callbacks->pdata[k];

			known |= g_hash_table_contains(l->seen, cb->fn);
		}
		if (!known)
			add_walk(l, set, NULL, REACH_BOTH);
	}
}

void calls_list(const struct calls_context *c, GPtrArray *list)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	struct lister l = { .c = c, .list = list, .seen = seen };

	for (guint i = 0; i < c->unit->functions->len; i++) {
		struct fn *fn = c->unit->functions->pdata[i];

		if (!fn->ep)
			continue;
		list_function(&l, fn);
		if (!fn->is_static && calls_takes_vma(fn->sym, true))
			g_ptr_array_add(list, reach_call_new(NULL, fn->name, 0,
							     NULL, NULL));
	}
	add_unseen_walks(&l);
}
