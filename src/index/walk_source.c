// SPDX-License-Identifier: GPL-2.0-only
/*
 * walk_source.c - known by what it does: it is mm/pagewalk.c so far.
 */
#include "walk_source.h"
#include "ground/kapi.h"
#include "ground/source_parts.h"

static bool defines_walk(const struct source *src)
{
	for (guint i = 0; i < src->functions->len; i++) {
		const struct source_function *fn = src->functions->pdata[i];

		if (!fn->is_static && kapi_is(fn->name, KAPI_WALK))
			return true;
	}
	return false;
}

/* "ops->test_walk(" */
static bool calls_test(const struct source *src)
{
	for (int i = 0; i < (int)src->tokens->len; i++) {
		g_autofree char *name = source_is_name(src, i) &&
			source_is_punct(src, source_prev(src, i), "->") &&
			source_is_punct(src, source_next(src, i), "(") ?
			source_token_text(src, i) : NULL;

		if (name && kapi_is(name, KAPI_WALK_TEST))
			return true;
	}
	return false;
}

struct source *walk_source_read(const struct tree *tree,
				const struct index *index)
{
	for (guint i = 0; i < index->candidates->len; i++) {
		const struct candidate *c = index->candidates->pdata[i];
		g_autofree char *text = g_str_has_suffix(c->file, ".c") ?
			tree_read(tree, c->file, NULL) : NULL;
		pfn_auto(source) src = text ? source_new(c->file, text) : NULL;

		if (src && defines_walk(src) && calls_test(src))
			return g_steal_pointer(&src);
	}
	return NULL;
}
