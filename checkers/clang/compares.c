// SPDX-License-Identifier: GPL-2.0-only
/*
 * compares.c - "(flags | F) == flags", "(flags & ~F) != flags".
 */
#include "compares.h"

/* The mask that @node sets with "|" or clears with "& ~". */
static const struct node *changing_mask(const struct node *node,
					const struct node *operand)
{
	if (node->op == OP_OR)
		return operand;
	return node->op == OP_AND && operand->kind == NODE_UNARY &&
	       operand->op == OP_COMPLEMENT ? operand->first : NULL;
}

/* A parameter may hold flags: then it must be the same one on both sides. */
static bool same_word(struct flow *flow, const struct node *value,
		      const struct node *whole)
{
	if (flow_is_flags(flow, value))
		return flow_is_flags(flow, whole);
	return node_is_variable(value) && node_is_variable(whole) &&
	       node_same_decl(value, whole);
}

static bool asks(struct flow *flow, const struct node *changed,
		 const struct node *whole, const struct node *value,
		 const struct node *operand, struct compare *out)
{
	const struct node *mask = changing_mask(changed, operand);

	*out = (struct compare){ value, mask, mask ? flow_mask(flow, mask) : 0 };
	return out->bits && same_word(flow, value, whole);
}

/* @changed is @whole with some bits set or cleared. */
static bool is_changed(struct flow *flow, const struct node *changed,
		       const struct node *whole, struct compare *out)
{
	const struct node *a = changed->first, *b = a ? a->next : NULL;

	/* "flags & F" is a read itself. */
	if (changed->kind != NODE_BINARY || !b ||
	    (whole->kind == NODE_BINARY && whole->op == OP_AND))
		return false;
	return asks(flow, changed, whole, a, b, out) ||
	       asks(flow, changed, whole, b, a, out);
}

bool compares_bit(struct flow *flow, const struct node *a, const struct node *b,
		  struct compare *out)
{
	return is_changed(flow, a, b, out) || is_changed(flow, b, a, out);
}

static bool is_truth(const struct node *node)
{
	const struct node *parent = node->parent;

	if (!parent)
		return false;
	if (parent->kind == NODE_UNARY)
		return parent->op == OP_NOT;
	if (parent->kind == NODE_BINARY)
		return parent->op == OP_LAND || parent->op == OP_LOR;
	return (parent->kind == NODE_IF || parent->kind == NODE_COND) &&
	       parent->first == node;
}

bool compares_by_xor(struct flow *flow, const struct node *node,
		     struct compare *out)
{
	const struct node *a = node->first, *b = a ? a->next : NULL;

	if (!b || !is_truth(node))
		return false;
	*out = (struct compare){ a, b, flow_mask(flow, b) };
	if (!out->bits)
		*out = (struct compare){ b, a, flow_mask(flow, a) };
	return out->bits && flow_is_flags(flow, out->value);
}
