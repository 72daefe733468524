// SPDX-License-Identifier: GPL-2.0-only
/*
 * fields.c - assignments, and initialisers with names or without.
 */
#include "fields.h"

/* x->member = flags; .member = flags has become the same. */
static bool at_assign(struct flow *flow, const struct node *node)
{
	if (node->op != OP_SET || !node->first || !node->first->next ||
	    node->first->kind != NODE_MEMBER ||
	    flow_is_flags(flow, node->first) ||
	    !flow_is_flags(flow, node->first->next))
		return false;
	return unit_add_flag_field(flow->unit, node->first);
}

struct nth {
	unsigned int left;
	CXCursor field;
};

static enum CXVisitorResult take_nth(CXCursor field, CXClientData data)
{
	struct nth *n = data;

	n->field = field;
	return n->left-- ? CXVisit_Continue : CXVisit_Break;
}

/* The member that the @i-th value of an initialiser goes to. */
static bool member_at(struct flow *flow, const struct node *list, unsigned int i,
		      struct node *member)
{
	CXType type = clang_getCursorType(list->cursor);
	struct nth n = { i, clang_getNullCursor() };

	clang_Type_visitFields(type, take_nth, &n);
	member->kind = NODE_MEMBER;
	member->decl = n.field;
	if (clang_Cursor_isNull(n.field))
		return false;
	member->name = cursor_name(n.field, flow->unit->names);
	return true;
}

/* { flags, ... }: values count from the first member until one is named. */
static bool at_list(struct flow *flow, const struct node *list)
{
	unsigned int i = 0;
	bool added = false;

	for (const struct node *c = list->first; c; c = c->next, i++) {
		struct node member = { 0 };

		if (c->kind == NODE_ASSIGN)
			break;
		if (flow_is_flags(flow, c) && member_at(flow, list, i, &member))
			added |= unit_add_flag_field(flow->unit, &member);
	}
	return added;
}

bool fields_find(struct flow *flow)
{
	bool added = false;

	for (unsigned int i = 0; i < flow->tree->nodes->len; i++) {
		const struct node *node = flow->tree->nodes->pdata[i];

		if (node->kind == NODE_ASSIGN)
			added |= at_assign(flow, node);
		else if (node->kind == NODE_OTHER &&
			 clang_getCursorKind(node->cursor) == CXCursor_InitListExpr)
			added |= at_list(flow, node);
	}
	return added;
}
