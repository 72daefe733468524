// SPDX-License-Identifier: GPL-2.0-only
/*
 * scan_paths.c - the PATHs of a command line: each names something that is looked
 * at, or the user is told why nothing is.
 */
#include "scan.h"

/* The part of @full below @root, borrowed; NULL if it is not there. */
static const char *part_below(const char *root, const char *full)
{
	size_t n = strlen(root);

	if (strncmp(full, root, n) || (full[n] && full[n] != '/'))
		return NULL;
	return full[n] ? full + n + 1 : "";
}

static void say_outside(const char *root, const char *path, GError **error)
{
	bool there = g_file_test(path, G_FILE_TEST_EXISTS);

	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE, there ?
		    "no '%s' in the tree '%s'; for a module: pfncheck -K KERNEL %s" :
		    "no '%s' in the tree '%s'", path, root, path);
}

/*
 * @path as the tree names it: relative to its root; NULL and @error outside.  A link
 * that leads there is followed.
 */
static char *path_in_tree(const char *root, const char *path, GError **error)
{
	g_autofree char *under = g_build_filename(root, path, NULL);
	bool inside = !g_path_is_absolute(path) &&
		g_file_test(under, G_FILE_TEST_EXISTS);
	g_autofree char *full = g_canonicalize_filename(inside ? under : path, NULL);
	char *real = realpath(full, NULL);
	const char *part = part_below(root, full);
	char *name = NULL;

	if (!part && real)
		part = part_below(root, real);
	if (part && real)
		name = g_strdup(part);
	else
		say_outside(root, path, error);
	free(real);
	return name;
}

bool scan_resolve_paths(struct scan_options *o, const char *root,
			GError **error)
{
	g_autoptr(GStrvBuilder) paths = g_strv_builder_new();

	for (char **p = o->paths; p && *p; p++) {
		g_autofree char *path = path_in_tree(root, *p, error);

		if (!path)
			return false;
		g_strv_builder_add(paths, path);
	}
	o->filter.paths = g_strv_builder_end(paths);
	return true;
}

/* The first part of @path that is a link, or NULL; the caller frees it. */
static char *link_in(const char *root, const char *path)
{
	g_auto(GStrv) parts = g_strsplit(path, "/", -1);
	g_autofree char *name = g_strdup("");

	for (char **p = parts; *p; p++) {
		char *longer = *name ? g_build_filename(name, *p, NULL) :
			g_strdup(*p);
		g_autofree char *full = g_build_filename(root, longer, NULL);

		g_free(name);
		name = longer;
		if (g_file_test(full, G_FILE_TEST_IS_SYMLINK))
			return g_steal_pointer(&name);
	}
	return NULL;
}

/* Why none of the files that were looked at is @path or below it. */
static char *why_not(const struct scan *scan, const char *path)
{
	const char *root = scan->tree->root;
	g_autofree char *link = link_in(root, path);
	g_autofree char *full = g_build_filename(root, path, NULL);
	const char *left_out = scan->tree->headers ? NULL : index_left_out(path);

	if (link)
		return g_strdup_printf("'%s' is a link: name what it leads to, with -K %s if it is a module",
				       link, root);
	if (left_out)
		return g_strdup_printf("'%s' is not part of a kernel", left_out);
	if (g_file_test(full, G_FILE_TEST_IS_DIR))
		return g_strdup(scan->tree->is_git ?
				"it holds no C file that git tracks" :
				"it holds no C file");
	if (!g_str_has_suffix(path, ".c") && !g_str_has_suffix(path, ".h"))
		return g_strdup("it is no .c or .h file");
	return g_strdup(scan->tree->is_git ?
			"git does not track it: 'git add' it first" :
			"it is not listed");
}

static bool has_file(const struct index *index, const char *path)
{
	size_t n = strlen(path);

	for (guint i = 0; i < index->names->len; i++) {
		const char *name = index->names->pdata[i];

		if (!n || (!strncmp(name, path, n) &&
			   (!name[n] || name[n] == '/')))
			return true;
	}
	return false;
}

bool scan_check_paths(const struct scan_options *o, const struct scan *scan,
		      GError **error)
{
	for (char **p = o->filter.paths; p && *p; p++) {
		g_autofree char *why = NULL;

		if (has_file(scan->index, *p))
			continue;
		why = why_not(scan, *p);
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' is not scanned: %s", *p, why);
		return false;
	}
	return true;
}
