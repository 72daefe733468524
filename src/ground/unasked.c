// SPDX-License-Identifier: GPL-2.0-only
/*
 * unasked.c - roots of a place.
 */
#include "unasked.h"

static void root_free(gpointer data)
{
	struct unasked_root *root = data;

	g_free(root->name);
	g_free(root->needs);
	g_free(root);
}

struct unasked *unasked_new(enum pt_level level, enum entry_use use)
{
	struct unasked *u = g_new0(struct unasked, 1);

	u->level = level;
	u->use = use;
	u->roots = g_ptr_array_new_with_free_func(root_free);
	u->gates = g_ptr_array_new_with_free_func(g_free);
	return u;
}

bool unasked_is_strong(const struct unasked *u)
{
	return u->use == USE_PAGE || u->use == USE_FRAME;
}

void unasked_join(struct unasked *to, const struct unasked *from)
{
	if (!to || !from)
		return;
	to->use = MIN(to->use, from->use);
	for (guint i = 0; i < from->roots->len; i++) {
		const struct unasked_root *root = from->roots->pdata[i];

		unasked_add_root(to, root->name, root->flags, root->needs);
	}
}

struct unasked *unasked_copy(const struct unasked *u)
{
	struct unasked *copy = u ? unasked_new(u->level, u->use) : NULL;

	unasked_join(copy, u);
	return copy;
}

void unasked_free(struct unasked *u)
{
	if (!u)
		return;
	g_ptr_array_unref(u->roots);
	g_ptr_array_unref(u->gates);
	g_free(u);
}

void unasked_add_root(struct unasked *u, const char *name, unsigned int flags,
		      const char *needs)
{
	struct unasked_root *root;

	for (guint i = 0; i < u->roots->len; i++) {
		root = u->roots->pdata[i];
		if (!strcmp(root->name, name)) {
			root->flags |= flags;
			if (g_strcmp0(root->needs, needs))
				g_clear_pointer(&root->needs, g_free);
			return;
		}
	}
	root = g_new0(struct unasked_root, 1);
	root->name = g_strdup(name);
	root->flags = flags;
	root->needs = g_strdup(needs);
	g_ptr_array_add(u->roots, root);
}
