// SPDX-License-Identifier: GPL-2.0-only
/*
 * mask_names.c - what a mask is put together from.  Anything but names, "|" and
 * what builds masks, and every name that means two things, is not an answer.
 */
#include "ground/kapi.h"
#include "mask_names.h"
#include "ground/source_parts.h"

void mask_names_init(struct mask_names *m, const struct tree *tree,
		     const struct carrier_set *carriers)
{
	m->tree = tree;
	m->carriers = carriers;
	m->sources = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					   (GDestroyNotify)source_free);
}

void mask_names_release(struct mask_names *m)
{
	g_hash_table_unref(m->sources);
}

const struct source *mask_names_source(struct mask_names *m, const char *file)
{
	struct source *src = g_hash_table_lookup(m->sources, file);
	g_autofree char *text = NULL;

	if (src)
		return src;
	text = tree_read(m->tree, file, NULL);
	if (!text)
		return NULL;
	src = source_new(file, text);
	g_hash_table_insert(m->sources, g_strdup(file), src);
	return src;
}

const struct carrier *mask_names_carrier(const struct mask_names *m,
					 const char *name,
					 enum carrier_kind kind)
{
	const GPtrArray *all = carrier_set_all(m->carriers);
	const struct carrier *found = NULL;

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		if (c->kind != kind || c->scope != SCOPE_TREE ||
		    strcmp(c->name, name))
			continue;
		if (found)
			return NULL;
		found = c;
	}
	return found;
}

/* "PFNMAP" of VM_PFNMAP and of VMA_PFNMAP_BIT, NULL of another name. */
static char *flag_name(const char *text)
{
	if (g_str_has_prefix(text, "VM_") && text[3])
		return g_strdup(text + 3);
	if (g_str_has_prefix(text, "VMA_") && g_str_has_suffix(text, "_BIT") &&
	    strlen(text) > strlen("VMA__BIT"))
		return g_strndup(text + 4, strlen(text) - strlen("VMA__BIT"));
	return NULL;
}

bool mask_names_add_macro(struct mask_names *m, const char *name, GTree *flags,
			  unsigned int depth)
{
	const struct carrier *c = mask_names_carrier(m, name, CARRIER_MACRO);
	const struct source *src = c && depth ?
		mask_names_source(m, c->file) : NULL;

	for (guint i = 0; src && i < src->macros->len; i++) {
		const struct source_macro *macro = src->macros->pdata[i];

		if (macro->line == c->line && !strcmp(macro->name, name))
			return !macro->has_parameters &&
			       mask_names_add(m, src, macro->first,
					      macro->end - 1, flags, depth - 1);
	}
	return false;
}

static bool add_name(struct mask_names *m, const struct source *src, int i,
		     GTree *flags, unsigned int depth)
{
	g_autofree char *name = source_token_text(src, i);
	g_autofree char *flag = flag_name(name);

	if (kapi_is(name, KAPI_FLAG_MASK))
		return source_is_punct(src, source_next(src, i), "(");
	if (!kapi_flag(name) && carrier_set_find(m->carriers, name, NULL, NULL))
		return mask_names_add_macro(m, name, flags, depth);
	if (flag)
		g_tree_insert(flags, g_strdup(flag), NULL);
	return flag;
}

bool mask_names_add(struct mask_names *m, const struct source *src, int first,
		    int last, GTree *flags, unsigned int depth)
{
	if (first < 0 || first > last)
		return false;
	for (int i = first; i >= 0 && i <= last; i = source_next(src, i)) {
		if (source_is_name(src, i)) {
			if (!add_name(m, src, i, flags, depth))
				return false;
		} else if (!source_is_punct(src, i, "|") &&
			   !source_is_punct(src, i, "(") &&
			   !source_is_punct(src, i, ")") &&
			   !source_is_punct(src, i, ",")) {
			return false;
		}
	}
	return true;
}
