// SPDX-License-Identifier: GPL-2.0-only
/*
 * reach.c - searches calls.
 *
 * A call that is a macro in this kernel (pte_offset_map_lock() of 6.1) is not in
 * the tree under its name, so names are also looked for in the text of the part.
 */
#include "reach.h"
#include "ground/classify.h"
#include "entry.h"
#include "region.h"

struct search {
	struct unit *unit;
	struct unit_file *file;	/* helpers are functions of this file */
	enum kapi_role role;
	bool walk;
	GPtrArray *entered;	/* struct func * */
};

static bool text_calls(struct search *s, const struct node *part, enum kapi_role role)
{
	struct location start = cursor_start(part->cursor);
	struct location end = cursor_end(part->cursor);
	const struct source *src;
	int i;

	if (start.file != s->file->file || end.file != start.file)
		return false;
	src = unit_source(s->file);
	i = source_token_at(src, start.line, start.column);
	for (; i >= 0 && source_token(src, i)->offset < end.offset;
	     i = source_next(src, i)) {
		int next;

		if (unit_role_at(s->file, i) != role)
			continue;
		next = source_next(src, i);
		if (next >= 0 && source_token_is(src, next, "("))
			return true;
	}
	return false;
}

static bool tree_calls(const struct node *part, enum kapi_role role)
{
	if (part->kind == NODE_CALL && part->role == role)
		return true;
	for (const struct node *c = part->first; c; c = c->next)
		if (tree_calls(c, role))
			return true;
	return false;
}

static bool calls(struct search *s, const struct node *part, enum kapi_role role)
{
	return tree_calls(part, role) || text_calls(s, part, role);
}

/* do { ... } while (0) of a macro is not a loop. */
static bool is_loop(const struct node *node)
{
	int64_t value;

	if (node->kind != NODE_LOOP || !node->first)
		return false;
	return clang_getCursorKind(node->cursor) != CXCursor_DoStmt ||
	       !flow_value(node->tail, &value) || value;
}

static bool loads(const struct node *part)
{
	if (entry_is_load(part))
		return true;
	for (const struct node *c = part->first; c; c = c->next)
		if (loads(c))
			return true;
	return false;
}

static bool walks(struct search *s, const struct node *part)
{
	if (is_loop(part) && (calls(s, part, KAPI_ENTRY_LOAD) || loads(part)))
		return true;
	for (const struct node *c = part->first; c; c = c->next)
		if (walks(s, c))
			return true;
	return false;
}

static bool here(struct search *s, const struct node *part)
{
	if (s->walk)
		return calls(s, part, KAPI_WALK) || walks(s, part);
	return calls(s, part, s->role);
}

static bool searched(struct search *s, const struct node *part, unsigned int depth);

static bool in_helper(struct search *s, const struct node *node, unsigned int depth)
{
	struct func *callee = unit_callee(s->unit, node);

	if (!callee || callee->file != s->file ||
	    g_ptr_array_find(s->entered, callee, NULL))
		return false;
	/* mprotect_fixup() walks and populates for what it decided itself. */
	if ((s->walk || s->role == KAPI_GUP) && reach_changes_flags(s->unit, callee))
		return false;
	g_ptr_array_add(s->entered, callee);
	return searched(s, unit_tree(s->unit, callee)->root, depth - 1);
}

static bool helpers(struct search *s, const struct node *part, unsigned int depth)
{
	if (part->kind == NODE_CALL && in_helper(s, part, depth))
		return true;
	for (const struct node *c = part->first; c; c = c->next)
		if (helpers(s, c, depth))
			return true;
	return false;
}

static bool searched(struct search *s, const struct node *part, unsigned int depth)
{
	return here(s, part) || (depth && helpers(s, part, depth));
}

static bool search_parts(struct search *s, const GPtrArray *parts)
{
	for (unsigned int i = 0; i < parts->len; i++) {
		g_ptr_array_set_size(s->entered, 0);
		if (searched(s, parts->pdata[i], CLASSIFY_HELPER_DEPTH))
			return true;
	}
	return false;
}

bool reach_calls(struct flow *flow, const struct node *part, enum kapi_role role)
{
	struct search s = { .unit = flow->unit, .file = flow->func->file };

	return calls(&s, part, role);
}

bool reach_parts(struct flow *flow, const GPtrArray *parts, enum kapi_role role)
{
	g_autoptr(GPtrArray) entered = g_ptr_array_new();
	struct search s = {
		.unit = flow->unit, .file = flow->func->file, .role = role,
		.entered = entered,
	};

	return search_parts(&s, parts);
}

bool reach_walk(struct flow *flow, const GPtrArray *parts)
{
	g_autoptr(GPtrArray) entered = g_ptr_array_new();
	struct search s = {
		.unit = flow->unit, .file = flow->func->file, .walk = true,
		.entered = entered,
	};

	return search_parts(&s, parts);
}

/* vma->vm_flags = x, *vm_flags |= x; not a local copy. */
static bool writes_flags(struct unit *unit, const struct node *node)
{
	const struct node *target = node->first;

	if (node->kind == NODE_CALL)
		return node->role == KAPI_FLAG_WRITE;
	if (node->kind != NODE_ASSIGN || !target)
		return false;
	if (target->kind == NODE_UNARY && target->op == OP_DEREF)
		target = target->first;
	else if (target->kind != NODE_MEMBER)
		return false;
	if (target->kind == NODE_MEMBER)
		return target->role == KAPI_FLAGS_MEMBER &&
		       !clang_Cursor_isNull(target->decl) &&
		       kapi_is(cursor_field_owner(target->decl, unit->names),
			       KAPI_VMA_TYPE);
	return target->role == KAPI_FLAGS_MEMBER ||
	       target->type_role == KAPI_FLAGS_TYPE;
}

bool reach_changes_flags(struct unit *unit, struct func *func)
{
	GPtrArray *nodes = unit_tree(unit, func)->nodes;

	for (unsigned int i = 0; i < nodes->len; i++)
		if (writes_flags(unit, nodes->pdata[i]))
			return true;
	return false;
}
