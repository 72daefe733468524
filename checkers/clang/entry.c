// SPDX-License-Identifier: GPL-2.0-only
/*
 * entry.c - looks backwards from a read for entries.
 */
#include "entry.h"
#include "ground/kapi.h"
#include "region.h"

static bool parameter_is_entry(struct flow *flow, int i, bool by_value)
{
	CXCursor parameter = clang_Cursor_getArgument(flow->func->cursor, i);
	CXType type = clang_getCursorType(parameter);

	return kapi_is(cursor_type_name(type, flow->unit->names), KAPI_ENTRY_TYPE) &&
	       (!by_value || !cursor_type_pointers(type));
}

static bool has_parameter(struct flow *flow, bool by_value)
{
	int n = clang_Cursor_getNumArguments(flow->func->cursor);

	for (int i = 0; i < n; i++)
		if (parameter_is_entry(flow, i, by_value))
			return true;
	return false;
}

bool entry_is_parameter(struct flow *flow)
{
	return has_parameter(flow, false);
}

bool entry_is_load(const struct node *node)
{
	const struct node *inner = node->first;

	return node->kind == NODE_UNARY && node->op == OP_DEREF && inner &&
	       inner->type_role == KAPI_ENTRY_TYPE && inner->pointers == 1;
}

/* A value of an entry: loaded, read from a member, or through a pointer. */
static bool is_entry_value(const struct node *node)
{
	if (node->parent && node->parent->kind == NODE_ASSIGN &&
	    node->parent->first == node)
		return false;
	if (entry_is_load(node))
		return true;
	if (node->kind != NODE_CALL && node->kind != NODE_MEMBER &&
	    !(node->kind == NODE_VAR && node->first))
		return false;
	return node->type_role == KAPI_ENTRY_TYPE && !node->pointers;
}

/* Control that went through @node cannot have come to the read. */
static bool is_apart(const struct node *node, const struct node *read)
{
	const struct node *below = node;

	for (const struct node *n = node->parent; n && !node_within(read, n);
	     below = n, n = n->parent) {
		if (n->kind == NODE_LOOP)
			return true;
		if (n->kind == NODE_IF && below != n->first && region_leaves(below))
			return true;
	}
	/* The other branch of an "if" that holds both. */
	for (const struct node *n = node; n->parent; n = n->parent)
		if (n->parent->kind == NODE_IF && n->parent->first != n &&
		    node_within(read, n->parent) && !node_within(read, n))
			return true;
	return false;
}

static bool asks_none(const struct node *cond)
{
	if (cond->kind == NODE_BINARY && cond->op == OP_LAND)
		return asks_none(cond->first) || asks_none(cond->tail);
	return cond->kind == NODE_CALL && cond->role == KAPI_ENTRY_NONE;
}

/* True inside the branch of "if (pte_none(entry))", or behind it and "&&". */
static bool is_known_none(const struct node *read)
{
	for (const struct node *n = read; n->parent; n = n->parent) {
		const struct node *up = n->parent;

		if (up->first == n)
			continue;
		if (up->kind == NODE_IF && up->first->next == n &&
		    asks_none(up->first))
			return true;
		if (up->kind == NODE_BINARY && up->op == OP_LAND &&
		    asks_none(up->first))
			return true;
	}
	return false;
}

bool entry_in_hand(struct flow *flow, const struct node *read)
{
	GPtrArray *nodes = flow->tree->nodes;

	if (is_known_none(read))
		return false;
	if (has_parameter(flow, true))
		return true;
	for (unsigned int i = 0; i < read->order; i++)
		if (is_entry_value(nodes->pdata[i]) && !is_apart(nodes->pdata[i], read))
			return true;
	return false;
}
