// SPDX-License-Identifier: GPL-2.0-only
/*
 * reads.c - one function looks; what a read means is facts.c's.
 */
#include "reads.h"

#include "compares.h"
#include "masks.h"
#include "ground/kapi.h"

GPtrArray *reads_new(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

/*
 * True if the node's value goes to flags again: an argument of a call that
 * writes them, or assigned to them.
 */
static bool is_written(struct flow *flow, const struct node *node)
{
	const struct node *child = node;

	for (const struct node *n = node->parent; n; child = n, n = n->parent) {
		/* "flags & F ? A : B" decides; A and B are written. */
		if (n->kind == NODE_BLOCK ||
		    (n->kind == NODE_COND && n->first == child))
			return false;
		if (n->kind == NODE_CALL && n->role == KAPI_FLAG_WRITE)
			return true;
		if (n->kind == NODE_ASSIGN && n->first->kind == NODE_MEMBER &&
		    n->first->role == KAPI_FLAGS_MEMBER)
			return flow_is_flags(flow, n->first);
	}
	return false;
}

static bool is_reported(const GPtrArray *out, const struct read *read)
{
	for (unsigned int i = 0; i < out->len; i++) {
		const struct read *r = out->pdata[i];

		if (r->file == read->file && r->line == read->line &&
		    r->column == read->column)
			return true;
	}
	return false;
}

static void put(GPtrArray *out, struct read read)
{
	if (!is_reported(out, &read))
		g_ptr_array_add(out, g_memdup2(&read, sizeof(read)));
}

/* The read's one position, from where any part of it is spelled. */
static bool locate(struct flow *flow, const struct node *at, struct read *read)
{
	struct location place = cursor_start(at->cursor);
	const struct source *src;
	struct source_read found;

	read->file = unit_file(flow->unit, place.file);
	if (!read->file)
		return false;
	read->line = place.line;
	read->column = place.column;
	src = unit_source(read->file);
	read->token = source_token_at(src, place.line, place.column);
	if (read->token < 0 ||
	    !source_read_at(src, read->token, flow->unit->carriers, &found))
		return false;
	g_free(found.expression);
	read->line = found.line;
	read->column = found.column;
	read->token = source_token_at(src, found.line, found.column);
	read->carrier = found.carrier;
	read->hands_flags = found.hands_flags;
	read->asks_writes = found.asks_writes;
	return true;
}

/* What the mask is compared with: any value that may hold VMA flags. */
static bool may_hold_flags(struct flow *flow, const struct node *value, bool spelled)
{
	int64_t constant;

	if (flow_is_flags(flow, value))
		return true;
	if (!spelled || flow_value(value, &constant))
		return false;
	/* A member that flags were never stored to belongs to others. */
	if (value->kind == NODE_MEMBER) {
		flow->unit->asks_fields = true;
		return false;
	}
	return value->kind != NODE_NAME || node_is_variable(value);
}

static void test(struct flow *flow, struct node *node, const struct node *value,
		 const struct node *mask, unsigned int flags, GPtrArray *out)
{
	struct read read = {
		.func = flow->func, .node = node,
		.flags = flags & FLOW_FLAGS, .io = flags & FLOW_IO,
	};
	bool spelled;

	if (!read.flags || is_written(flow, node))
		return;
	spelled = locate(flow, mask, &read);
	if (read.file && may_hold_flags(flow, value, spelled))
		put(out, read);
}

/* (flags >> N) & BIT asks for BIT << N. */
static unsigned int shifted_mask(struct flow *flow, const struct node *value,
				 const struct node *mask)
{
	int64_t bit, by;

	if (value->kind != NODE_BINARY || value->op != OP_SHR ||
	    !flow_value(mask, &bit) || !(flow_value(value->tail, &by) ||
	    /* ilog2() */ cursor_value(value->tail->cursor, &by)) ||
	    by < 0 || by > 63 || !flow_is_flags(flow, value->first))
		return 0;
	return flow_value_bits(flow->unit, (int64_t)((uint64_t)bit << by));
}

static bool is_shift(const struct node *node)
{
	return node->kind == NODE_BINARY && node->op == OP_SHR;
}

static void at_and(struct flow *flow, struct node *node, GPtrArray *out)
{
	struct node *a = node->first, *b = a ? a->next : NULL;
	unsigned int in_a, in_b;

	if (!b)
		return;
	if (is_shift(a)) {
		test(flow, node, a, b, shifted_mask(flow, a, b), out);
		return;
	}
	in_a = flow_mask(flow, a);
	in_b = flow_mask(flow, b);
	if (in_b && !in_a)
		test(flow, node, a, b, in_b, out);
	else if (in_a && !in_b)
		test(flow, node, b, a, in_a, out);
}

static bool is_whole(const struct node *node)
{
	return node->kind != NODE_BINARY || node->op == OP_XOR;
}

/* vma->vm_flags == VM_PFNMAP: rare, but it reads the flag. */
static void at_compare(struct flow *flow, struct node *node, GPtrArray *out)
{
	struct node *a = node->first, *b = a ? a->next : NULL;
	struct compare asked;
	unsigned int in_a, in_b;

	if (!b || a->kind == NODE_CALL || b->kind == NODE_CALL)
		return;
	if (compares_bit(flow, a, b, &asked)) {
		test(flow, node, asked.value, asked.mask, asked.bits, out);
		return;
	}
	in_a = flow_mask(flow, a);
	in_b = flow_mask(flow, b);
	if (in_b && is_whole(a) && flow_is_flags(flow, a))
		test(flow, node, a, b, in_b, out);
	else if (in_a && is_whole(b) && flow_is_flags(flow, b))
		test(flow, node, b, a, in_a, out);
}

/* The first node under @node that names a flag, a mask or a constant of both. */
static const struct node *named_node(struct flow *flow, const struct node *node)
{
	if ((node->kind == NODE_NAME || node->kind == NODE_NUMBER) &&
	    flow_named_bits(flow, node) & FLOW_FLAGS)
		return node;
	for (const struct node *c = node->first; c; c = c->next) {
		const struct node *found = named_node(flow, c);

		if (found)
			return found;
	}
	return NULL;
}

static unsigned int argument_bits(struct flow *flow, const struct node *call,
				  const struct node **at)
{
	unsigned int bits = 0;

	/* The callee and what is tested come first, then bits and masks. */
	for (const struct node *c = node_child(call, 2); c; c = c->next) {
		bits |= flow_named_bits(flow, c);
		if (!*at)
			*at = named_node(flow, c);
	}
	return bits;
}

static const struct carrier *predicate_of(struct flow *flow, const struct node *call)
{
	struct func *callee = unit_callee(flow->unit, call);
	const GPtrArray *all = carrier_set_all(flow->unit->carriers);
	const struct carrier *c;

	if (!call->name || !*call->name)
		return NULL;
	c = carrier_set_find(flow->unit->carriers, call->name,
			     flow->func->file->path, NULL);
	if (c && c->kind == CARRIER_PREDICATE)
		return c;
	/* Known by its place: an own inline function of a header. */
	for (unsigned int i = 0; callee && i < all->len; i++) {
		c = all->pdata[i];
		if (c->kind == CARRIER_PREDICATE && !strcmp(c->name, call->name) &&
		    !strcmp(c->file, callee->file->path))
			return c;
	}
	return NULL;
}

/* test(vma, VM_PFNMAP), where the callee does not know the flag. */
static void at_mask_argument(struct flow *flow, struct node *node, GPtrArray *out)
{
	struct read read = { .func = flow->func, .node = node };
	unsigned int bits;
	const struct node *at = masks_argument(flow, node, &bits);

	if (!at || is_written(flow, node))
		return;
	read.flags = bits & FLOW_FLAGS;
	read.io = bits & FLOW_IO;
	locate(flow, at, &read);
	if (read.file)
		put(out, read);
}

static void at_call(struct flow *flow, struct node *node, GPtrArray *out)
{
	struct read read = { .func = flow->func, .node = node };
	const struct node *at = NULL;

	if (node->role == KAPI_FLAG_TEST) {
		read.flags = argument_bits(flow, node, &at);
		read.io = read.flags & FLOW_IO;
		read.flags &= FLOW_FLAGS;
		if (!read.flags || !at)
			return;
		locate(flow, at, &read);
	} else {
		read.carrier = predicate_of(flow, node);
		if (!read.carrier) {
			at_mask_argument(flow, node, out);
			return;
		}
		read.flags = read.carrier->flags;
		read.io = g_hash_table_contains(flow->unit->io_predicates,
						node->name);
		locate(flow, node->first ? node->first : node, &read);
	}
	if (read.file)
		put(out, read);
}

static void at_member(struct flow *flow, struct node *node, GPtrArray *out)
{
	struct read read = { .func = flow->func, .node = node };
	const struct carrier *c;

	c = carrier_set_find(flow->unit->carriers, node->name,
			     flow->func->file->path, NULL);
	if (!c || c->kind != CARRIER_FIELD)
		return;
	if (node->parent->kind == NODE_ASSIGN && node->parent->first == node)
		return;
	if (flow_is_flags(flow, node) || node->pointers)
		return;
	read.flags = c->flags;
	if (locate(flow, node, &read) && read.file)
		put(out, read);
}

void reads_of_function(struct flow *flow, GPtrArray *out)
{
	GPtrArray *nodes = flow->tree->nodes;
	struct compare asked;

	for (unsigned int i = 0; i < nodes->len; i++) {
		struct node *node = nodes->pdata[i];

		if (node->kind == NODE_BINARY && node->op == OP_AND)
			at_and(flow, node, out);
		else if (node->kind == NODE_BINARY &&
			 (node->op == OP_EQ || node->op == OP_NE))
			at_compare(flow, node, out);
		else if (node->kind == NODE_BINARY && node->op == OP_XOR &&
			 compares_by_xor(flow, node, &asked))
			test(flow, node, asked.value, asked.mask, asked.bits, out);
		else if (node->kind == NODE_CALL)
			at_call(flow, node, out);
		else if (node->kind == NODE_MEMBER)
			at_member(flow, node, out);
	}
}

static bool tests_flags(struct unit_file *file, const struct source_macro *m)
{
	const struct source *src = unit_source(file);
	bool flag = false, value = false;

	for (unsigned int i = m->first; i < m->end; i++)
		flag = flag || source_flag_at(src, i);
	for (unsigned int i = m->first; flag && i < m->end; i++)
		value = value || unit_role_at(file, i) == KAPI_FLAGS_MEMBER ||
			unit_role_at(file, i) == KAPI_FLAG_TEST;
	return flag && value;
}

void reads_of_macros(struct unit *unit, struct unit_file *file, GPtrArray *out)
{
	const struct source *src = unit_source(file);

	for (unsigned int m = 0; m < src->macros->len; m++) {
		const struct source_macro *macro = src->macros->pdata[m];

		if (!macro->has_parameters || !tests_flags(file, macro))
			continue;
		for (unsigned int i = macro->first; i < macro->end; i++) {
			struct read read = { .file = file, .token = i };
			struct source_read found;

			if (!source_flag_at(src, i) ||
			    !source_read_at(src, i, unit->carriers, &found))
				continue;
			g_free(found.expression);
			read.line = found.line;
			read.column = found.column;
			read.flags = found.flags;
			put(out, read);
		}
	}
}
