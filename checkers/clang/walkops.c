// SPDX-License-Identifier: GPL-2.0-only
/*
 * walkops.c - initialisers of struct mm_walk_ops, at file scope or local.
 */
#include "walkops.h"
#include "ground/kapi.h"

/* One ".member = callback", as "member=callback". */
static void add_callback(struct walker *w, const char *member, const char *callback)
{
	g_ptr_array_add(w->callbacks, g_strdup_printf("%s=%s", member, callback));
	if (kapi_is(member, KAPI_WALK_TEST))
		w->own_test_walk = true;
}

static const char *function_name(const struct node *node)
{
	for (; node; node = node->first)
		if (node->kind == NODE_NAME &&
		    clang_getCursorKind(node->decl) == CXCursor_FunctionDecl)
			return node->name;
	return NULL;
}

static void take_members(struct walker *w, const struct node *node)
{
	const char *callback;

	if (node->kind == NODE_ASSIGN && node->first &&
	    node->first->kind == NODE_MEMBER) {
		callback = function_name(node->first->next);
		if (callback)
			add_callback(w, node->first->name, callback);
		return;
	}
	for (const struct node *c = node->first; c; c = c->next)
		take_members(w, c);
}

static void take_variable(struct unit *unit, CXCursor cursor, const struct node *init,
			  GPtrArray *walkers)
{
	struct unit_file *file;
	struct walker *w;
	unsigned int line;
	CXFile place;

	clang_getFileLocation(clang_getCursorLocation(cursor), &place, &line,
			      NULL, NULL);
	file = unit_file(unit, place);
	if (!file || !init)
		return;
	w = walker_new(file->path, line, cursor_name(cursor, unit->names));
	take_members(w, init);
	g_ptr_array_add(walkers, w);
}

static bool is_walk_ops(struct unit *unit, CXCursor cursor)
{
	CXType type = clang_getCursorType(cursor);

	return !cursor_type_pointers(type) &&
	       kapi_is(cursor_type_name(type, unit->names), KAPI_WALK_OPS);
}

static void find_global(struct unit *unit, CXCursor cursor, GPtrArray *walkers)
{
	CXCursor init;
	pfn_auto(node_tree) tree = NULL;

	if (clang_getCursorKind(cursor) != CXCursor_VarDecl ||
	    !is_walk_ops(unit, cursor))
		return;
	init = clang_Cursor_getVarDeclInitializer(cursor);
	if (clang_Cursor_isNull(init))
		return;
	tree = node_tree_new(init, unit->names);
	take_variable(unit, cursor, tree->root, walkers);
}

static void find_local(struct unit *unit, struct func *func, GPtrArray *walkers)
{
	GPtrArray *nodes = unit_tree(unit, func)->nodes;

	for (unsigned int i = 0; i < nodes->len; i++) {
		struct node *node = nodes->pdata[i];

		if (node->kind == NODE_VAR && !node->pointers &&
		    node->type_role == KAPI_WALK_OPS)
			take_variable(unit, node->cursor, node->first, walkers);
	}
}

static void add_name(enum kapi_role role, const char *name, void *data)
{
	const char **ops = data;

	if (role == KAPI_WALK_OPS)
		*ops = name;
}

GPtrArray *walkops_find(struct unit *unit)
{
	GPtrArray *walkers = g_ptr_array_new_with_free_func(
		(GDestroyNotify)walker_free);
	const char *ops = "";

	kapi_foreach(add_name, &ops);
	for (unsigned int i = 0; i < unit->globals->len; i++)
		find_global(unit, *(CXCursor *)unit->globals->pdata[i], walkers);
	for (unsigned int i = 0; i < unit->funcs->len; i++) {
		struct func *f = unit->funcs->pdata[i];

		if (f->file->is_main &&
		    unit_mentions(f->file, f->first, f->last, ops))
			find_local(unit, f, walkers);
	}
	return walkers;
}

static bool is_callback(const struct walker *w, const char *function, bool test)
{
	for (unsigned int i = 0; i < w->callbacks->len; i++) {
		const char *text = w->callbacks->pdata[i];
		const char *equal = strchr(text, '=');
		g_autofree char *member = g_strndup(text, equal - text);

		if (!strcmp(equal + 1, function) &&
		    kapi_is(member, KAPI_WALK_TEST) == test)
			return true;
	}
	return false;
}

bool walkops_is_test(const GPtrArray *walkers, const struct func *func)
{
	for (unsigned int i = 0; i < walkers->len; i++)
		if (is_callback(walkers->pdata[i], func->name, true))
			return true;
	return false;
}

void walkops_add_gates(struct unit *unit, GPtrArray *walkers, const GPtrArray *reads)
{
	for (unsigned int i = 0; i < walkers->len; i++) {
		struct walker *w = walkers->pdata[i];

		for (unsigned int k = 0; k < reads->len; k++) {
			const struct read *r = reads->pdata[k];

			if (r->func && is_callback(w, r->func->name, true)) {
				w->gate_flags |= r->flags;
				w->gate_io |= r->io;
			}
		}
	}
}
