// SPDX-License-Identifier: GPL-2.0-only
/*
 * declared.c - looks new names up where the tree declares them.
 *
 * Spelled is not declared: a comment, a call or a table of another file names
 * is_cow_mapping() as well.  The headers that the file includes by name are asked
 * first; then all headers below include/, arch/ and the file's folder, of which only
 * those are taken apart that hold the word.
 */
#include "declared.h"
#include "declared_parts.h"
#include "index/index.h"

struct declared {
	const struct tree *tree;
	GPtrArray *headers;		/* char *: the tree's; NULL: not listed yet */
	GPtrArray *added;		/* struct source *: declared_add() */
	GHashTable *known;		/* "kind name" -> TRUE, of the tree */
};

struct declared *declared_new(const struct tree *tree)
{
	struct declared *d = g_new0(struct declared, 1);

	d->tree = tree;
	d->added = g_ptr_array_new_with_free_func((GDestroyNotify)source_free);
	d->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return d;
}

void declared_free(struct declared *d)
{
	if (!d)
		return;
	g_clear_pointer(&d->headers, g_ptr_array_unref);
	g_ptr_array_unref(d->added);
	g_hash_table_unref(d->known);
	g_free(d);
}

void declared_add(struct declared *d, const char *file, const char *text)
{
	g_ptr_array_add(d->added, source_new(file, text));
}

static bool header_declares(const struct declared *d, const char *header,
			    const struct new_name *name)
{
	g_autofree char *text = tree_read(d->tree, header, NULL);
	pfn_auto(source) src = NULL;

	if (!text || !(strstr(text, name->name) || strstr(text, "##")))
		return false;
	src = source_new(header, text);
	return source_declares(src, name);
}

/* "#include <linux/x.h>" and "x.h" of the file: the first guesses. */
static bool included_declares(const struct declared *d, const char *file,
			      const char *text, const struct new_name *name)
{
	g_autofree char *folder = g_path_get_dirname(file);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (unsigned int i = 0; lines[i]; i++) {
		g_auto(GStrv) parts = NULL;
		g_autofree char *header = NULL;

		if (!g_str_has_prefix(lines[i], "#include"))
			continue;
		parts = g_strsplit_set(lines[i], "<>\"", 3);
		if (!parts[0] || !parts[1])
			continue;
		header = g_build_filename(strchr(lines[i], '<') ? "include" :
					  folder, parts[1], NULL);
		if (header_declares(d, header, name))
			return true;
	}
	return false;
}

/* The headers that any file may include, and those beside it. */
static bool is_asked(const char *header, const char *folder)
{
	g_autofree char *own = g_path_get_dirname(header);

	return g_str_has_prefix(header, "include/") ||
	       (g_str_has_prefix(header, "arch/") && strstr(header, "/include/")) ||
	       !strcmp(own, folder);
}

static bool any_declares(struct declared *d, const char *file,
			 const struct new_name *name)
{
	g_autofree char *folder = g_path_get_dirname(file);

	if (!d->headers)
		d->headers = index_headers(d->tree);
	for (guint i = 0; i < d->headers->len; i++)
		if (is_asked(d->headers->pdata[i], folder) &&
		    header_declares(d, d->headers->pdata[i], name))
			return true;
	return false;
}

static bool is_declared(struct declared *d, const struct source *after,
			const struct new_name *name)
{
	g_autofree char *key = g_strdup_printf("%d %s", name->kind, name->name);

	if (source_declares(after, name))
		return true;
	for (guint i = 0; i < d->added->len; i++)
		if (source_declares(d->added->pdata[i], name))
			return true;
	if (g_hash_table_contains(d->known, key))
		return true;
	for (const char *const *h = kapi_capability_headers(); *h; h++)
		if (header_declares(d, *h, name))
			goto known;
	if (!included_declares(d, after->file, after->text, name) &&
	    !any_declares(d, after->file, name))
		return false;
known:
	g_hash_table_add(d->known, g_steal_pointer(&key));
	return true;
}

char *declared_missing(struct declared *d, const char *file, const char *before,
		       const char *after)
{
	pfn_auto(source) old = source_new(file, before);
	pfn_auto(source) new = source_new(file, after);
	g_autoptr(GPtrArray) names = new_names(old, new);

	for (guint i = 0; i < names->len; i++) {
		const struct new_name *name = names->pdata[i];

		if (!is_declared(d, new, name))
			return new_name_text(name);
	}
	return NULL;
}
