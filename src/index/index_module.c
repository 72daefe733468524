// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_module.c - what carries the flags in the files of the kernel that a module is
 * built with: its headers, and mm's own files where sources are there.
 */
#include "index_parts.h"

/* What counts in the kernel's own file or folder only means nothing to a module. */
static void take(struct index *index, const struct carrier *c,
		 const struct tree *tree)
{
	g_autofree char *file = g_build_filename(tree->headers, c->file, NULL);
	struct carrier *copy;

	if (c->scope != SCOPE_TREE)
		return;
	copy = carrier_copy(c);
	g_free(copy->file);
	copy->file = g_steal_pointer(&file);
	carrier_set_add(index->carriers, copy);
}

void index_take_kernel(struct index *index, const struct tree *tree,
		       unsigned int jobs, struct kept *kept)
{
	/* Another name than the tree's own: less is kept of it. */
	g_autofree char *root = g_build_filename(tree->headers, ".", NULL);
	pfn_auto(tree) kernel = tree_with_root(tree, root);
	pfn_auto(index) own = index_new();
	g_autoptr(GPtrArray) names = index_list_api(kernel);
	struct builder b = {
		.tree = kernel, .jobs = MAX(jobs, 1), .kept = kept,
		.started = g_get_real_time() / G_USEC_PER_SEC,
	};
	const GPtrArray *all;

	g_clear_pointer(&kernel->headers, g_free);
	index_fill(own, &b, names);
	all = carrier_set_all(own->carriers);
	for (guint i = 0; i < all->len; i++)
		take(index, all->pdata[i], tree);
	index->headers = g_steal_pointer(&own->headers);
}
