// SPDX-License-Identifier: GPL-2.0-only
/*
 * shadow.c - a folder is a link until a file below it changes; then it becomes a
 * folder of links.
 */
#include <unistd.h>

#include <glib/gstdio.h>

#include "shadow.h"
#include "tree_build.h"

struct shadow {
	struct tree *tree;
};

static bool fail(GError **error, const char *path)
{
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE, "cannot write '%s': %s",
		    path, g_strerror(errno));
	return false;
}

/* Makes folder @to, with a link to each thing that is in @from. */
static bool open_folder(const char *from, const char *to, GError **error)
{
	g_autoptr(GDir) d = g_dir_open(from, 0, error);
	const char *name;

	if (!d)
		return false;
	if (g_mkdir(to, 0777))
		return fail(error, to);
	while ((name = g_dir_read_name(d))) {
		g_autofree char *target = g_build_filename(from, name, NULL);
		g_autofree char *link = g_build_filename(to, name, NULL);

		if (symlink(target, link))
			return fail(error, link);
	}
	return true;
}

/* Replaces the links on the way to @file by folders. */
static bool open_way(const struct tree *tree, const char *file, GError **error)
{
	for (const char *slash = strchr(file, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		g_autofree char *folder = g_strndup(file, slash - file);
		g_autofree char *to = g_build_filename(tree->root, folder, NULL);
		g_autofree char *from = g_build_filename(tree->under, folder, NULL);

		if (!g_file_test(to, G_FILE_TEST_IS_SYMLINK))
			continue;
		if (g_unlink(to))
			return fail(error, to);
		if (!open_folder(from, to, error))
			return false;
	}
	return true;
}

static char *renamed(const char *text, const char *from, const char *to)
{
	g_auto(GStrv) parts = g_strsplit(text, from, -1);

	return g_strjoinv(to, parts);
}

/* The same build, whose flags name the shadow's headers. */
static struct tree_build *build_of(const struct tree_build *b,
				   const struct tree *tree)
{
	struct tree_build *copy = g_new0(struct tree_build, 1);
	g_autoptr(GStrvBuilder) flags = g_strv_builder_new();

	copy->dir = g_strdup(b->dir);
	copy->arch = g_strdup(b->arch);
	copy->compiler = g_strdupv(b->compiler);
	for (char **f = b->flags; *f; f++) {
		g_autofree char *flag = renamed(*f, tree->under, tree->root);

		g_strv_builder_add(flags, flag);
	}
	copy->flags = g_strv_builder_end(flags);
	return copy;
}

struct shadow *shadow_new(const struct tree *tree, const char *dir,
			  GError **error)
{
	pfn_auto(shadow) s = g_new0(struct shadow, 1);
	char *real;

	if (!open_folder(tree->root, dir, error))
		return NULL;
	real = realpath(dir, NULL);
	s->tree = tree_with_root(tree, real ? real : dir);
	free(real);
	s->tree->under = g_strdup(tree->root);
	for (guint i = 0; i < tree->builds->len; i++)
		g_ptr_array_add(s->tree->builds,
				build_of(tree->builds->pdata[i], s->tree));
	return g_steal_pointer(&s);
}

/* Answers about any file depend on its headers. */
static void note_header(struct tree *tree, const char *file, const char *text)
{
	g_autofree char *all = g_strconcat(tree->changed ? tree->changed : "",
					   file, "\n", text, NULL);

	g_free(tree->changed);
	tree->changed = g_compute_checksum_for_string(G_CHECKSUM_SHA256, all, -1);
}

bool shadow_put(struct shadow *shadow, const char *file, const char *text,
		GError **error)
{
	g_autofree char *path = g_build_filename(shadow->tree->root, file, NULL);

	if (!open_way(shadow->tree, file, error))
		return false;
	if (g_unlink(path) && errno != ENOENT)
		return fail(error, path);
	if (g_str_has_suffix(file, ".h"))
		note_header(shadow->tree, file, text);
	return g_file_set_contents(path, text, -1, error);
}

const struct tree *shadow_tree(const struct shadow *shadow)
{
	return shadow->tree;
}

void shadow_free(struct shadow *shadow)
{
	if (!shadow)
		return;
	tree_free(shadow->tree);
	g_free(shadow);
}
