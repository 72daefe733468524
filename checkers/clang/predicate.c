// SPDX-License-Identifier: GPL-2.0-only
/*
 * predicate.c - computed from what a function takes, returns and reads; no
 * name is known beforehand.
 */
#include "predicate.h"
#include "assertion.h"
#include "ground/kapi.h"
#include "region.h"

static bool is_vma_parameter(struct flow *flow, CXCursor parameter)
{
	CXType type = clang_getCursorType(parameter);
	const char *name = cursor_type_name(type, flow->unit->names);

	return kapi_is(name, KAPI_VMA_TYPE) || kapi_is(name, KAPI_FLAGS_TYPE);
}

/* What is called as .test_walk is: an int about the VMA of the walk. */
static bool is_walk_parameter(struct flow *flow, CXCursor parameter)
{
	CXType result = clang_getCursorResultType(flow->func->cursor);

	return clang_getCanonicalType(result).kind == CXType_Int &&
	       kapi_is(cursor_type_name(clang_getCursorType(parameter),
					flow->unit->names), KAPI_WALK_STATE);
}

/* A plain integer counts where it is what the read tests. */
static bool is_tested(const GPtrArray *reads, unsigned int first, CXCursor parameter)
{
	for (unsigned int i = first; i < reads->len; i++) {
		const struct read *r = reads->pdata[i];
		const struct node *n = r->node ? r->node->first : NULL;

		for (; n; n = n->next)
			if (n->kind == NODE_NAME &&
			    clang_equalCursors(n->decl, parameter))
				return true;
	}
	return false;
}

static bool takes_flags(struct flow *flow, const GPtrArray *reads, unsigned int first)
{
	int n = clang_Cursor_getNumArguments(flow->func->cursor);

	for (int i = 0; i < n; i++) {
		CXCursor parameter = clang_Cursor_getArgument(flow->func->cursor, i);

		if (is_vma_parameter(flow, parameter) ||
		    is_walk_parameter(flow, parameter) ||
		    is_tested(reads, first, parameter))
			return true;
	}
	return false;
}

static bool is_truth(const struct node *node)
{
	int64_t value;

	if (flow_value(node, &value))
		return value == 0 || value == 1;
	switch (node->kind) {
	case NODE_UNARY:
		return node->op == OP_NOT;
	case NODE_BINARY:
		return node->op == OP_LAND || node->op == OP_LOR ||
		       node->op == OP_EQ || node->op == OP_NE;
	case NODE_CALL:
		return !g_strcmp0(node->type, "bool") || !g_strcmp0(node->type, "_Bool");
	default:
		return false;
	}
}

static bool returns_truth(struct flow *flow)
{
	CXType type = clang_getCursorResultType(flow->func->cursor);
	bool any = false;

	if (clang_getCanonicalType(type).kind == CXType_Bool)
		return true;
	if (clang_getCanonicalType(type).kind != CXType_Int)
		return false;
	for (unsigned int i = 0; i < flow->tree->nodes->len; i++) {
		const struct node *node = flow->tree->nodes->pdata[i];

		if (node->kind != NODE_RETURN)
			continue;
		if (!node->first || !is_truth(node->first))
			return false;
		any = true;
	}
	return any;
}

static bool holds_return(const GPtrArray *parts)
{
	for (unsigned int i = 0; i < parts->len; i++) {
		const struct node *part = parts->pdata[i];

		if (part->kind == NODE_RETURN)
			return true;
		for (const struct node *c = part->first; c; c = c->next)
			if (c->kind == NODE_RETURN)
				return true;
	}
	return false;
}

static const struct node *returned_variable(const struct flow *flow)
{
	const struct node *last = flow->tree->nodes->len ?
		flow->tree->nodes->pdata[flow->tree->nodes->len - 1] : NULL;

	return last && last->parent && last->parent->kind == NODE_RETURN &&
	       node_is_variable(last) ? last : NULL;
}

/* A branch that sets the variable which the function returns at its end. */
static bool sets_result(const struct flow *flow, const GPtrArray *parts)
{
	const struct node *result = returned_variable(flow);

	for (unsigned int i = 0; result && i < flow->sets->len; i++) {
		const struct flow_set *set = &g_array_index(flow->sets,
							    struct flow_set, i);
		if (!node_same_decl(set->target, result))
			continue;
		for (unsigned int k = 0; k < parts->len; k++)
			if (node_within(set->target, parts->pdata[k]))
				return true;
	}
	return false;
}

/* A return in a branch that runs because the flag is set, and its value. */
static int returned_by(const GPtrArray *when_set)
{
	int64_t value;

	for (unsigned int i = 0; i < when_set->len; i++) {
		const struct node *part = when_set->pdata[i];

		if (part->kind == NODE_BLOCK && part->tail)
			part = part->tail;
		if (part->kind == NODE_RETURN && part->first &&
		    flow_value(part->first, &value))
			return value ? 1 : -1;
	}
	return 0;
}

static bool decides_result(struct flow *flow, const struct read *read, int *sense)
{
	pfn_auto(region) region = NULL;
	int own;

	if (!read->node || assertion_around(flow->unit, read))
		return false;
	/* vma_test() and its like answer with the flag. */
	own = read->node->kind == NODE_CALL && read->node->role != KAPI_FLAG_TEST ?
		unit_sense(flow->unit, read->node->name) : 1;
	region = region_new(flow, read->node, own >= 0);
	*sense = region->returned ? region->returned :
				    returned_by(region->when_set);
	if (!own)
		*sense = 0;
	return region->returned || holds_return(region->guarded) ||
	       sets_result(flow, region->guarded);
}

static void keep_sense(struct flow *flow, int sense)
{
	GHashTable *senses = flow->unit->senses;
	gpointer name = (gpointer)flow->func->name;

	if (!g_hash_table_contains(senses, name) ||
	    GPOINTER_TO_INT(g_hash_table_lookup(senses, name)) != sense)
		flow->unit->learned = true;
	g_hash_table_insert(senses, name, GINT_TO_POINTER(sense));
}

unsigned int predicate_flags(struct flow *flow, const GPtrArray *reads,
			     unsigned int first)
{
	unsigned int flags = 0;
	int all = 0;

	if (first >= reads->len || kapi_is(flow->func->name, KAPI_FLAG_TEST) ||
	    kapi_may_read(flow->func->name) ||
	    !takes_flags(flow, reads, first) || !returns_truth(flow))
		return 0;
	for (unsigned int i = first; i < reads->len; i++) {
		const struct read *read = reads->pdata[i];
		int sense = 0;

		if (!decides_result(flow, read, &sense))
			continue;
		all = !flags || all == sense ? sense : 0;
		flags |= read->flags;
		if (read->io && g_hash_table_add(flow->unit->io_predicates,
						 (gpointer)flow->func->name))
			flow->unit->learned = true;
	}
	if (flags)
		keep_sense(flow, all);
	return flags;
}
