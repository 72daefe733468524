// SPDX-License-Identifier: GPL-2.0-only
/*
 * masks.c - looked up where a mask is handed over, and kept with the callee: a
 * function that tests "flags & mask" for its callers, or lets another do it.
 */
#include "masks.h"
#include "ground/kapi.h"

#define OWN_FLAGS (-1)

struct mask_parameter {
	int mask;	/* number of the parameter */
	int flags;	/* of the one that holds the flags, or OWN_FLAGS */
};

/* Number of the parameter that @node names, or -1. */
static int parameter_of(const struct flow *flow, const struct node *node)
{
	int n = clang_Cursor_getNumArguments(flow->func->cursor);

	if (!node || node->kind != NODE_NAME || node->pointers)
		return -1;
	for (int i = 0; i < n; i++)
		if (clang_equalCursors(node->decl,
				clang_Cursor_getArgument(flow->func->cursor, i)))
			return i;
	return -1;
}

/* @value is tested with @mask. */
static void add_test(struct flow *flow, const struct node *value,
		     const struct node *mask, GArray *out)
{
	struct mask_parameter p = { parameter_of(flow, mask), OWN_FLAGS };

	if (p.mask < 0)
		return;
	p.flags = parameter_of(flow, value);
	if (p.flags != OWN_FLAGS || (value && flow_is_flags(flow, value)))
		g_array_append_val(out, p);
}

static const GArray *parameters_of(struct unit *unit, struct func *func);

/* What the callee tests for its caller may be the caller's own parameter. */
static void add_call(struct flow *flow, const struct node *call, GArray *out)
{
	struct func *callee = unit_callee(flow->unit, call);
	const GArray *below = callee ? parameters_of(flow->unit, callee) : NULL;

	for (unsigned int i = 0; below && i < below->len; i++) {
		struct mask_parameter p = g_array_index(below,
						struct mask_parameter, i);
		const struct node *mask = node_child(call, p.mask + 1);
		int own = parameter_of(flow, mask);

		if (p.flags != OWN_FLAGS) {
			add_test(flow, node_child(call, p.flags + 1), mask, out);
			continue;
		}
		p.mask = own;
		if (own >= 0)
			g_array_append_val(out, p);
	}
}

static void add_flag_test(struct flow *flow, const struct node *call, GArray *out)
{
	struct mask_parameter p = { .flags = OWN_FLAGS };

	for (const struct node *c = node_child(call, 2); c; c = c->next) {
		p.mask = parameter_of(flow, c);
		if (p.mask >= 0)
			g_array_append_val(out, p);
	}
}

static void look_at(struct flow *flow, const struct node *node, GArray *out)
{
	if (node->kind == NODE_CALL) {
		if (node->role == KAPI_FLAG_TEST)
			add_flag_test(flow, node, out);
		else if (node->role != KAPI_FLAG_WRITE)
			add_call(flow, node, out);
	} else if (node->kind == NODE_BINARY && node->op == OP_AND &&
		   node->first && node->first->next) {
		add_test(flow, node->first, node->first->next, out);
		add_test(flow, node->first->next, node->first, out);
	}
}

static const GArray *parameters_of(struct unit *unit, struct func *func)
{
	pfn_auto(flow) flow = NULL;

	if (func->masks)
		return func->masks;
	/* Kept before it is filled: a function may call itself. */
	func->masks = g_array_new(FALSE, FALSE, sizeof(struct mask_parameter));
	flow = flow_new(unit, func);
	for (unsigned int i = 0; i < flow->tree->nodes->len; i++)
		look_at(flow, flow->tree->nodes->pdata[i], func->masks);
	return func->masks;
}

const struct node *masks_argument(struct flow *flow, const struct node *call,
				  unsigned int *bits)
{
	struct func *callee = NULL;
	const GArray *all;

	*bits = 0;
	for (const struct node *c = node_child(call, 1); c && !callee; c = c->next)
		if (flow_mask(flow, c) & FLOW_FLAGS)
			callee = unit_callee(flow->unit, call);
	all = callee ? parameters_of(flow->unit, callee) : NULL;
	for (unsigned int i = 0; all && i < all->len; i++) {
		const struct mask_parameter *p = &g_array_index(all,
						struct mask_parameter, i);
		const struct node *mask = node_child(call, p->mask + 1);
		const struct node *flags = p->flags == OWN_FLAGS ? NULL :
					   node_child(call, p->flags + 1);

		*bits = mask ? flow_mask(flow, mask) : 0;
		if (*bits & FLOW_FLAGS &&
		    (p->flags == OWN_FLAGS || (flags && flow_is_flags(flow, flags))))
			return mask;
	}
	return NULL;
}
