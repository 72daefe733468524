// SPDX-License-Identifier: GPL-2.0-only
/*
 * staged_index.c - the index of a staged folder, and what of it is kept.
 */
#include <glib/gstdio.h>

#include "staged_parts.h"
#include "tree/beneath.h"

/* With more staged files than this a list is not renewed, with fewer files that
 * changed since its commit neither. */
#define KEEP_LIMIT 50

bool staged_defines(const struct carrier_set *carriers, GHashTable *files)
{
	const GPtrArray *all = carrier_set_all(carriers);

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		if (c->scope != SCOPE_FILE &&
		    g_hash_table_contains(files, c->file))
			return true;
	}
	return false;
}

/* Names that carry the flags everywhere and are not in @known yet. */
static GPtrArray *new_words(const struct index *index, GHashTable *known)
{
	GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
	const GPtrArray *all = carrier_set_all(index->carriers);

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		if (c->scope == SCOPE_TREE &&
		    g_hash_table_add(known, g_strdup(c->name)))
			g_ptr_array_add(words, g_strdup(c->name));
	}
	return words;
}

bool staged_take(struct staged *staged, const GPtrArray *words,
		 GHashTable *known, const char *dir, GError **error)
{
	g_autoptr(GPtrArray) found = git_staged_grep(staged->root, words, error);
	g_autoptr(GPtrArray) fresh = g_ptr_array_new();

	if (!found)
		return false;
	for (guint i = 0; i < found->len; i++) {
		char *file = found->pdata[i];

		if (!staged_is_c(file) ||
		    !g_hash_table_add(known, g_strdup(file)))
			continue;
		g_ptr_array_add(fresh, file);
		g_ptr_array_add(staged->list->files, g_strdup(file));
	}
	return git_staged_checkout(staged->root, fresh, dir, error);
}

/* The index of the folder, which grows while it holds unknown carriers. */
static struct index *index_whole(struct staged *staged, const struct tree *tree,
				 unsigned int jobs, bool *grown, GError **error)
{
	g_autoptr(GHashTable) words = staged_set_of(staged->list->words);
	g_autoptr(GHashTable) files = staged_set_of(staged->list->files);

	for (;; *grown = true) {
		pfn_auto(index) index = index_build(tree, jobs, NULL, NULL, NULL,
						    error);
		g_autoptr(GPtrArray) fresh = index ?
			new_words(index, words) : NULL;

		if (!index)
			return NULL;
		if (!fresh->len)
			return g_steal_pointer(&index);
		for (guint i = 0; i < fresh->len; i++)
			g_ptr_array_add(staged->list->words,
					g_strdup(fresh->pdata[i]));
		if (!staged_take(staged, fresh, files, tree->root, error))
			return NULL;
	}
}

/* The list's files are to be those of a commit; @differ are staged otherwise. */
static void keep_committed(struct staged *staged, const GPtrArray *differ)
{
	g_autoptr(GHashTable) known = staged_set_of(staged->list->files);

	for (guint i = 0; i < differ->len; i++) {
		const struct git_staged_file *f = differ->pdata[i];
		guint at;

		if (f->status == 'A' &&
		    g_ptr_array_find_with_equal_func(staged->list->files,
						     f->file, g_str_equal, &at))
			g_ptr_array_remove_index(staged->list->files, at);
		else if (f->status != 'A' && staged_is_c(f->file) &&
			 g_hash_table_add(known, g_strdup(f->file)))
			g_ptr_array_add(staged->list->files, g_strdup(f->file));
	}
}

/* Candidates that came with commits after the list's. */
static void add_candidates(struct staged *staged, const struct index *index)
{
	g_autoptr(GHashTable) known = staged_set_of(staged->list->files);

	for (guint i = 0; i < index->candidates->len; i++) {
		const struct candidate *c = index->candidates->pdata[i];

		if (g_hash_table_add(known, g_strdup(c->file)))
			g_ptr_array_add(staged->list->files, g_strdup(c->file));
	}
}

/* Writes the committed contents of @differ below @dir; their names, owned. */
static GPtrArray *write_committed(const struct staged *staged,
				  const GPtrArray *differ, const char *dir)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < differ->len; i++) {
		const struct git_staged_file *f = differ->pdata[i];
		g_autofree char *text = NULL;

		if (f->status == 'A' || !staged_is_c(f->file))
			continue;
		text = git_committed(staged->root, staged->head, f->file, NULL);
		if (!text ||
		    !beneath_write(dir, f->file, text, strlen(text), NULL))
			return NULL;
		g_ptr_array_add(files, g_strdup(f->file));
	}
	return g_steal_pointer(&files);
}

/* The carriers of @set that are not of @names; NULL if a list cannot hold one. */
static struct carrier_set *without(const struct carrier_set *set,
				   GHashTable *names)
{
	pfn_auto(carrier_set) kept = carrier_set_new();
	const GPtrArray *all = carrier_set_all(set);

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		if (strpbrk(c->file, "\t\n"))
			return NULL;
		if (!g_hash_table_contains(names, c->file))
			carrier_set_add(kept, carrier_copy(c));
	}
	return g_steal_pointer(&kept);
}

/*
 * The carriers of the commit, given those of what is staged; NULL if one of the
 * files that @differ defines any that counts elsewhere, staged or committed.
 */
static struct carrier_set *committed_carriers(const struct staged *staged,
					      const struct tree *tree,
					      const struct index *index,
					      const GPtrArray *differ)
{
	g_autofree char *dir = g_build_filename(tree->root, ".committed", NULL);
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) files = NULL;
	pfn_auto(tree) before = tree_with_root(tree, dir);
	pfn_auto(carrier_set) known = NULL;
	pfn_auto(index) part = NULL;

	for (guint i = 0; i < differ->len; i++) {
		const struct git_staged_file *f = differ->pdata[i];

		g_hash_table_add(names, f->file);
	}
	if (differ->len > KEEP_LIMIT || staged_defines(index->carriers, names))
		return NULL;
	files = g_mkdir(dir, 0700) ? NULL : write_committed(staged, differ, dir);
	known = files ? without(index->carriers, names) : NULL;
	if (!known)
		return NULL;
	part = index_build_part(before, files, known);
	if (staged_defines(part->carriers, names))
		return NULL;
	return g_steal_pointer(&part->carriers);
}

static void save(const struct staged *staged)
{
	g_autofree char *text = staged_list_print(staged->list);

	cache_put(staged->cache, staged->key, text);
}

/* The list becomes that of HEAD, if it is known what carries the flags there. */
static bool renew(struct staged *staged, const struct tree *tree,
		  const struct index *index)
{
	const GPtrArray *differ = staged_changed(staged, NULL);
	struct staged_list *list = staged->list;
	struct carrier_set *carriers = differ ?
		committed_carriers(staged, tree, index, differ) : NULL;

	/* Those of an older commit are better than none. */
	if (!differ || (!carriers && list->commit))
		return false;
	carrier_set_free(list->carriers);
	list->carriers = carriers;
	g_free(list->commit);
	list->commit = g_strdup(staged->head);
	add_candidates(staged, index);
	keep_committed(staged, differ);
	return true;
}

/* What was found is kept; @grown: among it words that the list did not have. */
static void keep(struct staged *staged, const struct tree *tree,
		 const struct index *index, bool grown)
{
	const struct staged_list *list = staged->list;
	g_autoptr(GPtrArray) differ = NULL;

	if (!staged->cache || !staged->head || !staged->keep)
		return;
	if ((!list->carriers || strcmp(list->commit, staged->head)) &&
	    renew(staged, tree, index)) {
		save(staged);
		return;
	}
	if (grown)
		differ = git_staged_files(staged->root, list->commit, NULL);
	if (!differ)
		return;
	keep_committed(staged, differ);
	save(staged);
}

/* NULL without @error if the part is not enough. */
static struct index *index_part(struct staged *staged, const struct tree *tree)
{
	g_autoptr(GHashTable) names = staged_set_of(staged->part);
	pfn_auto(index) index = index_build_part(tree, staged->part,
						 staged->list->carriers);

	return staged_defines(index->carriers, names) ? NULL :
		g_steal_pointer(&index);
}

struct index *staged_index(struct staged *staged, const struct tree *tree,
			   unsigned int jobs, GError **error)
{
	struct index *index = staged->part ? index_part(staged, tree) : NULL;
	bool grown = false;

	/* A list that is not far behind is not worth its renewal. */
	if (index && staged->part->len < KEEP_LIMIT)
		return index;
	if (!index && staged->part &&
	    !staged_write_rest(staged, tree->root, error))
		return NULL;
	if (!index)
		index = index_whole(staged, tree, jobs, &grown, error);
	if (index)
		keep(staged, tree, index, grown);
	return index;
}
