// SPDX-License-Identifier: GPL-2.0-only
/*
 * flow.c - values of masks and where VMA flags travel in a function.
 */
#include "flow.h"
#include "ground/kapi.h"

#define MAX_DEPTH 8

/* What was found out about a variable; both are false while it is looked at. */
struct flow_variable {
	CXCursor decl;
	bool mask_known, flags_known;
	unsigned int mask;
	bool is_flags;
};

static guint cursor_hash(gconstpointer p)
{
	return clang_hashCursor(*(const CXCursor *)p);
}

static gboolean cursor_equal(gconstpointer a, gconstpointer b)
{
	return clang_equalCursors(*(const CXCursor *)a, *(const CXCursor *)b);
}

static struct flow_variable *variable(struct flow *flow, const struct node *node)
{
	struct flow_variable *v = g_hash_table_lookup(flow->variables, &node->decl);

	if (v)
		return v;
	v = g_new0(struct flow_variable, 1);
	v->decl = node->decl;
	g_hash_table_insert(flow->variables, &v->decl, v);
	return v;
}

static void collect(struct flow *flow, struct node *node)
{
	struct flow_set set = { .op = OP_SET };

	if (node->kind == NODE_VAR && node->first) {
		set.target = node;
		set.value = node->first;
		g_array_append_val(flow->sets, set);
	} else if (node->kind == NODE_ASSIGN && node->first && node->first->next &&
		   node->first->kind == NODE_NAME) {
		set.target = node->first;
		set.value = node->first->next;
		set.op = node->op;
		g_array_append_val(flow->sets, set);
	}
}

struct flow *flow_new(struct unit *unit, struct func *func)
{
	struct flow *flow = g_new0(struct flow, 1);

	flow->unit = unit;
	flow->func = func;
	flow->tree = unit_tree(unit, func);
	flow->sets = g_array_new(FALSE, FALSE, sizeof(struct flow_set));
	flow->variables = g_hash_table_new_full(cursor_hash, cursor_equal, NULL,
						g_free);
	for (unsigned int i = 0; i < flow->tree->nodes->len; i++)
		collect(flow, flow->tree->nodes->pdata[i]);
	return flow;
}

void flow_free(struct flow *flow)
{
	if (!flow)
		return;
	g_array_unref(flow->sets);
	g_hash_table_unref(flow->variables);
	g_free(flow);
}

static bool is_global(const struct node *node)
{
	enum CXCursorKind parent = clang_getCursorKind(
		clang_getCursorSemanticParent(node->decl));

	return parent == CXCursor_TranslationUnit;
}

static unsigned int global_mask(struct flow *flow, const struct node *node)
{
	int64_t value;

	if (!clang_isConstQualifiedType(clang_getCursorType(node->decl)) ||
	    !cursor_value(node->decl, &value))
		return 0;
	return flow_value_bits(flow->unit, value);
}

/* All that a local was ever set to, if all of it is masks. */
static unsigned int sets_mask(struct flow *flow, const struct node *node)
{
	unsigned int bits = 0;

	for (unsigned int i = 0; i < flow->sets->len; i++) {
		const struct flow_set *set = &g_array_index(flow->sets,
							    struct flow_set, i);
		if (!node_same_decl(set->target, node))
			continue;
		if (flow_is_flags(flow, set->value))
			return 0;
		if (set->op == OP_SET || set->op == OP_OR)
			bits |= flow_mask(flow, set->value);
	}
	return bits;
}

static unsigned int variable_mask(struct flow *flow, const struct node *node)
{
	struct flow_variable *v;

	if (node->pointers)
		return 0;
	v = variable(flow, node);
	if (!v->mask_known) {
		v->mask_known = true;
		v->mask = is_global(node) ? global_mask(flow, node) :
					    sets_mask(flow, node);
	}
	return v->mask;
}

static unsigned int children_mask(struct flow *flow, const struct node *node)
{
	unsigned int bits = 0;

	for (const struct node *c = node->first; c; c = c->next) {
		if (flow_is_flags(flow, c))
			return 0;
		bits |= flow_mask(flow, c);
	}
	return bits;
}

static unsigned int binary_mask(struct flow *flow, const struct node *node)
{
	switch (node->op) {
	case OP_OR:
	case OP_ADD:
	case OP_XOR:
		return children_mask(flow, node);
	case OP_AND:
		if (!node->first || !node->first->next)
			return 0;
		return flow_mask(flow, node->first) &
		       flow_mask(flow, node->first->next);
	default:
		return 0;
	}
}

static unsigned int mask_of(struct flow *flow, const struct node *node)
{
	int64_t value;

	if (flow_value(node, &value))
		return flow_value_bits(flow->unit, value);
	switch (node->kind) {
	case NODE_VAR:
		return variable_mask(flow, node);
	case NODE_NAME:
		return node_is_variable(node) ? variable_mask(flow, node) : 0;
	case NODE_BINARY:
		return binary_mask(flow, node);
	case NODE_COND:
		return node->first && node->first->next ?
			flow_mask(flow, node->first->next) |
			flow_mask(flow, node->tail) : 0;
	case NODE_CALL:
		if (node->role != KAPI_FLAG_MASK)
			return 0;
		for (const struct node *c = node->first; c; c = c->next)
			if (flow_is_flags(flow, c))
				return 0;
		return flow_named_bits(flow, node);
	default:
		return 0;
	}
}

unsigned int flow_mask(struct flow *flow, const struct node *node)
{
	unsigned int bits = 0;

	if (flow->depth < MAX_DEPTH) {
		flow->depth++;
		bits = mask_of(flow, node);
		flow->depth--;
	}
	return bits;
}

unsigned int flow_named_bits(struct flow *flow, const struct node *node)
{
	unsigned int bits = 0;

	if (node->kind == NODE_NAME) {
		bits = node->role == KAPI_FLAG ? kapi_flag(node->name) : 0;
		if (node->role == KAPI_IO_FLAG)
			bits |= FLOW_IO;
		if (!bits && node_is_variable(node) && !is_global(node) &&
		    flow->depth < MAX_DEPTH) {
			flow->depth++;
			for (unsigned int i = 0; i < flow->sets->len; i++) {
				const struct flow_set *set = &g_array_index(
					flow->sets, struct flow_set, i);
				if (node_same_decl(set->target, node))
					bits |= flow_named_bits(flow, set->value);
			}
			flow->depth--;
		}
		return bits;
	}
	if (node->kind == NODE_NUMBER || node->kind == NODE_BINARY)
		bits = flow_mask(flow, node);
	for (const struct node *c = node->first; c; c = c->next)
		bits |= flow_named_bits(flow, c);
	return bits;
}

static bool is_flags_member(struct flow *flow, const struct node *node)
{
	struct names *names = flow->unit->names;

	if (node->type_role == KAPI_FLAGS_TYPE && !node->pointers)
		return true;
	return node->role == KAPI_FLAGS_MEMBER &&
	       !clang_Cursor_isNull(node->decl) &&
	       kapi_is(cursor_field_owner(node->decl, names), KAPI_VMA_TYPE);
}

static bool sets_flags(struct flow *flow, const struct node *node)
{
	bool typed = node->type_role == KAPI_FLAGS_TYPE;

	for (unsigned int i = 0; i < flow->sets->len; i++) {
		const struct flow_set *set = &g_array_index(flow->sets,
							    struct flow_set, i);
		if (!node_same_decl(set->target, node))
			continue;
		if (flow_is_flags(flow, set->value))
			return true;
		/* A variable of the flags' type that was given a mask is one. */
		if (flow_mask(flow, set->value))
			typed = false;
	}
	return typed;
}

static bool is_flags_variable(struct flow *flow, const struct node *node)
{
	struct flow_variable *v;

	/* A pointer to flags stands for them: *vm_flags of ksm_madvise(). */
	if (node->pointers)
		return node->type_role == KAPI_FLAGS_TYPE;
	v = variable(flow, node);
	if (!v->flags_known) {
		v->flags_known = true;
		v->is_flags = sets_flags(flow, node);
	}
	return v->is_flags;
}

static bool any_child_flags(struct flow *flow, const struct node *node)
{
	for (const struct node *c = node->first; c; c = c->next)
		if (flow_is_flags(flow, c))
			return true;
	return false;
}

static bool flags_of(struct flow *flow, const struct node *node)
{
	switch (node->kind) {
	case NODE_MEMBER:
		return is_flags_member(flow, node) ||
		       unit_is_flag_field(flow->unit, node);
	case NODE_NAME:
		return node_is_variable(node) && is_flags_variable(flow, node);
	case NODE_UNARY:
		if (node->op == OP_NOT)
			return false;
		return any_child_flags(flow, node);
	case NODE_BINARY:
		if (node->op == OP_LAND || node->op == OP_LOR ||
		    node->op == OP_EQ || node->op == OP_NE || node->op == OP_OTHER)
			return false;
		return any_child_flags(flow, node);
	case NODE_COND:
		return any_child_flags(flow, node);
	case NODE_CALL:
		return (node->type_role == KAPI_FLAGS_TYPE ||
			node->role == KAPI_FLAG_MASK) &&
		       any_child_flags(flow, node);
	case NODE_VALUE_BLOCK:
		return node->first && node->first->tail &&
		       flow_is_flags(flow, node->first->tail);
	default:
		return false;
	}
}

bool flow_is_flags(struct flow *flow, const struct node *node)
{
	bool answer = false;

	if (flow->depth < MAX_DEPTH) {
		flow->depth++;
		answer = flags_of(flow, node);
		flow->depth--;
	}
	return answer;
}
