// SPDX-License-Identifier: GPL-2.0-only
/*
 * region.c - climbs from a read to what it decides.
 *
 * On the way up it is remembered whether "true" still means that the flag is
 * set: a '!' or a comparison turns it round.
 */
#include "region.h"

#define MAX_CLIMBS 64

struct climb {
	struct region *region;
	unsigned int left;	/* climbs that may still be started */
};

static void climb(struct climb *c, struct node *node, bool positive);

bool region_leaves(const struct node *node)
{
	switch (node->kind) {
	case NODE_RETURN:
	case NODE_GOTO:
	case NODE_BREAK:
	case NODE_CONTINUE:
		return true;
	case NODE_BLOCK:
		return node->tail && region_leaves(node->tail);
	case NODE_IF:
		return node_child(node, 2) && region_leaves(node_child(node, 1)) &&
		       region_leaves(node_child(node, 2));
	case NODE_OTHER:	/* a label */
		return node->first && region_leaves(node->first);
	default:
		return false;
	}
}

struct node *region_loop_body(const struct node *loop)
{
	if (clang_getCursorKind(loop->cursor) == CXCursor_DoStmt)
		return loop->first;
	return loop->tail;
}

static void add_part(struct region *r, GPtrArray *list, struct node *node,
		     bool set, bool clear)
{
	g_ptr_array_add(list, node);
	if (set)
		g_ptr_array_add(r->when_set, node);
	if (clear)
		g_ptr_array_add(r->when_clear, node);
}

/* The loop or switch that a break or continue at @node ends, or the function. */
static struct node *jump_target(struct node *node)
{
	struct node *n = node->parent;

	if (node->kind == NODE_BREAK || node->kind == NODE_CONTINUE)
		while (n && n->kind != NODE_LOOP &&
		       !(n->kind == NODE_SWITCH && node->kind == NODE_BREAK))
			n = n->parent;
	return n;
}

/* The statements behind @node, outwards, as far as control gets. */
static void add_follows(struct region *r, struct node *node, bool set)
{
	while (node && node->parent) {
		struct node *s = node->parent->kind == NODE_BLOCK ?
				 node->next : NULL;

		node = node->parent;
		for (; s; s = s->next) {
			add_part(r, r->follows, s, set, !set);
			if (s->kind == NODE_RETURN)
				return;
			if (s->kind == NODE_BREAK || s->kind == NODE_CONTINUE ||
			    s->kind == NODE_GOTO) {
				node = jump_target(s);
				break;
			}
		}
	}
}

static void at_store(struct climb *c, const struct node *target, bool positive);

/* "if (test) is_device = true;": what later tests of is_device decide. */
static void kept_in(struct climb *c, struct node *node, bool when_set)
{
	int64_t value;

	if (node->kind == NODE_ASSIGN && node->first && node->tail != node->first &&
	    node_is_variable(node->first) && flow_value(node->tail, &value) &&
	    (value == 0 || value == 1))
		at_store(c, node->first, when_set == (value == 1));
	for (struct node *n = node->kind == NODE_BLOCK ? node->first : NULL; n;
	     n = n->next)
		if (n->kind == NODE_ASSIGN)
			kept_in(c, n, when_set);
}

static void branch(struct climb *c, struct node *statement, struct node *taken,
		   bool when_set)
{
	struct region *r = c->region;
	bool leaves = taken && region_leaves(taken);

	if (taken) {
		add_part(r, r->guarded, taken, when_set, !when_set);
		kept_in(c, taken, when_set);
	}
	if (!leaves)
		return;
	r->leaves = true;
	if (when_set)
		r->leaves_when_set = true;
	else
		r->leaves_when_clear = true;
	add_follows(r, statement, !when_set);
}

static void at_if(struct climb *c, struct node *node, bool positive)
{
	struct node *then = node_child(node, 1);

	branch(c, node, then, positive);
	branch(c, node, then ? then->next : NULL, !positive);
}

static void at_loop(struct region *r, struct node *node, bool positive)
{
	r->leaves = true;
	if (positive)
		r->leaves_when_clear = true;
	else
		r->leaves_when_set = true;
	add_part(r, r->guarded, region_loop_body(node), positive, !positive);
	add_follows(r, node, !positive);
}

static void at_switch(struct region *r, struct node *node)
{
	add_part(r, r->guarded, node->tail, true, true);
	r->leaves = r->leaves_when_set = true;
	add_follows(r, node, true);
}

static void at_cond(struct climb *c, struct node *node, bool positive)
{
	struct node *yes = node_child(node, 1);

	if (yes) {
		add_part(c->region, c->region->guarded, yes, positive, !positive);
		if (yes->next)
			add_part(c->region, c->region->guarded, yes->next,
				 !positive, positive);
	}
	/* Only whether the value is returned matters further up. */
	for (; node; node = node->parent)
		if (node->kind == NODE_RETURN)
			c->region->returned = positive ? 1 : -1;
}

/* The tests of the local that the read's value was stored to. */
static void at_store(struct climb *c, const struct node *target, bool positive)
{
	GPtrArray *nodes = c->region->flow->tree->nodes;

	for (unsigned int i = target->last + 1; i < nodes->len; i++) {
		struct node *use = nodes->pdata[i];

		if (use->kind != NODE_NAME || !node_same_decl(use, target))
			continue;
		if (use->parent->kind == NODE_ASSIGN && use->parent->first == use)
			continue;
		climb(c, use, positive);
	}
}

/* x == 0 turns the answer round, x == MASK does not, x == OTHER_MASK does. */
static bool compare_sense(struct region *r, const struct node *compare,
			  const struct node *node, bool positive)
{
	const struct node *other = compare->first == node ? compare->tail :
							    compare->first;
	bool asks_set = flow_mask(r->flow, other) & FLOW_FLAGS;

	if (compare->op == OP_NE)
		asks_set = !asks_set;
	return asks_set ? positive : !positive;
}

static void at_binary(struct climb *c, struct node *node, struct node *from,
		      bool positive)
{
	struct region *r = c->region;

	switch (node->op) {
	case OP_EQ:
	case OP_NE:
		climb(c, node, compare_sense(r, node, from, positive));
		return;
	case OP_LAND:
	case OP_LOR:
		for (struct node *n = from->next; n; n = n->next)
			add_part(r, r->guarded, n,
				 positive == (node->op == OP_LAND),
				 positive != (node->op == OP_LAND));
		climb(c, node, positive);
		return;
	case OP_COMMA:
		if (from == node->tail)
			climb(c, node, positive);
		return;
	default:
		climb(c, node, positive);
	}
}

static void at_assign(struct climb *c, struct node *node, struct node *from,
		      bool positive)
{
	if (from == node->first)
		return;
	if (node_is_variable(node->first))
		at_store(c, node->first, positive);
	climb(c, node, positive);
}

/* The last expression of ({ ... }) is its value. */
static void at_block(struct climb *c, struct node *node, struct node *from,
		     bool positive)
{
	if (node->parent && node->parent->kind == NODE_VALUE_BLOCK &&
	    node->tail == from)
		climb(c, node->parent, positive);
}

static void climb(struct climb *c, struct node *node, bool positive)
{
	struct node *up = node->parent;

	if (!up || !c->left)
		return;
	c->left--;
	switch (up->kind) {
	case NODE_UNARY:
		climb(c, up, up->op == OP_NOT ? !positive : positive);
		return;
	case NODE_BINARY:
		at_binary(c, up, node, positive);
		return;
	case NODE_COND:
		if (up->first == node)
			at_cond(c, up, positive);
		else
			climb(c, up, positive);
		return;
	case NODE_ASSIGN:
		at_assign(c, up, node, positive);
		return;
	case NODE_VAR:
		at_store(c, up, positive);
		return;
	case NODE_BLOCK:
		at_block(c, up, node, positive);
		return;
	case NODE_IF:
		if (up->first == node)
			at_if(c, up, positive);
		return;
	case NODE_LOOP:
		if (region_loop_body(up) != node)
			at_loop(c->region, up, positive);
		return;
	case NODE_SWITCH:
		if (up->first == node)
			at_switch(c->region, up);
		return;
	case NODE_RETURN:
		c->region->returned = positive ? 1 : -1;
		return;
	case NODE_OTHER:
		climb(c, up, positive);
		return;
	default:
		return;
	}
}

struct region *region_new(struct flow *flow, struct node *read, bool positive)
{
	struct region *r = g_new0(struct region, 1);
	struct climb c = { r, MAX_CLIMBS };

	r->flow = flow;
	r->guarded = g_ptr_array_new();
	r->follows = g_ptr_array_new();
	r->when_set = g_ptr_array_new();
	r->when_clear = g_ptr_array_new();
	climb(&c, read, positive);
	return r;
}

void region_forget_sides(struct region *region)
{
	g_ptr_array_set_size(region->when_set, 0);
	g_ptr_array_set_size(region->when_clear, 0);
	region->leaves_when_set = region->leaves;
	region->leaves_when_clear = false;
}

void region_free(struct region *region)
{
	if (!region)
		return;
	g_ptr_array_unref(region->guarded);
	g_ptr_array_unref(region->follows);
	g_ptr_array_unref(region->when_set);
	g_ptr_array_unref(region->when_clear);
	g_free(region);
}
