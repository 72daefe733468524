// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_list.c - the C files of a tree: what git tracks, else what lies there.
 */
#include <dirent.h>
#include <fcntl.h>

#include "tree/git.h"
#include "index_parts.h"

/* Not built into a kernel, or built for the machine that builds it. */
static const char *const left_out[] = {
	"tools/", "scripts/", "Documentation/", "samples/", "usr/",
};

const char *index_left_out(const char *file)
{
	for (size_t i = 0; i < G_N_ELEMENTS(left_out); i++) {
		size_t n = strlen(left_out[i]) - 1;

		if (!strncmp(file, left_out[i], n) &&
		    (file[n] == '/' || !file[n]))
			return left_out[i];
	}
	return NULL;
}

static bool is_c(const char *file)
{
	return g_str_has_suffix(file, ".c") || g_str_has_suffix(file, ".h");
}

/* A module has no folders of the kernel's; of one file only that, and headers. */
static bool is_wanted(const struct tree *tree, const char *file)
{
	if (tree->alone && !strchr(file, '/'))
		return g_str_has_suffix(file, ".h") || !strcmp(file, tree->alone);
	return is_c(file) && (tree->headers ? !tree->alone : !index_left_out(file));
}

static void add_unreadable(GPtrArray *unreadable, const char *name,
			   const char *reason)
{
	g_ptr_array_add(unreadable, incomplete_new(name, 0, reason));
}

static void walk(const struct tree *tree, const char *folder, GPtrArray *files,
		 GPtrArray *unreadable);

/* Folders give the kinds of their entries away; few file systems do not. */
static unsigned char kind_of(int dir, const struct dirent *entry)
{
	struct stat st;

	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type;
	if (fstatat(dir, entry->d_name, &st, AT_SYMLINK_NOFOLLOW))
		return DT_UNKNOWN;
	return S_ISDIR(st.st_mode) ? DT_DIR : S_ISLNK(st.st_mode) ? DT_LNK : DT_REG;
}

static bool is_entered(const struct tree *tree, const char *folder)
{
	return tree->headers ? !tree->alone : !index_left_out(folder);
}

static void visit(const struct tree *tree, const char *path, unsigned char kind,
		  GPtrArray *files, GPtrArray *unreadable)
{
	/* A link leads out of the tree, or to a file that is listed anyway. */
	if (kind == DT_LNK)
		return;
	if (kind == DT_DIR) {
		if (is_entered(tree, path))
			walk(tree, path, files, unreadable);
	} else if (is_wanted(tree, path)) {
		g_ptr_array_add(files, g_strdup(path));
	}
}

static void walk(const struct tree *tree, const char *folder, GPtrArray *files,
		 GPtrArray *unreadable)
{
	g_autofree char *full = g_build_filename(tree->root, folder, NULL);
	DIR *dir = opendir(full);
	struct dirent *entry;

	if (!dir) {
		add_unreadable(unreadable, folder, g_strerror(errno));
		return;
	}
	while ((entry = readdir(dir))) {
		g_autofree char *path = *entry->d_name == '.' ? NULL :
			*folder ? g_strconcat(folder, "/", entry->d_name, NULL) :
			g_strdup(entry->d_name);

		if (path)
			visit(tree, path, kind_of(dirfd(dir), entry), files,
			      unreadable);
	}
	closedir(dir);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *index_list(const struct tree *tree, GPtrArray *unreadable,
		      GError **error)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) tracked = NULL;

	/* Where git cannot answer (not installed, another owner), look. */
	if (tree->is_git && !tree->alone)
		tracked = git_list_files(tree->root, NULL);
	for (guint i = 0; tracked && i < tracked->len; i++) {
		const char *file = g_ptr_array_index(tracked, i);

		if (is_wanted(tree, file))
			g_ptr_array_add(files, g_strdup(file));
	}
	if (!tracked)
		walk(tree, "", files, unreadable);
	if (!files->len) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot list '%s': it holds no C file", tree->root);
		return NULL;
	}
	g_ptr_array_sort(files, compare_names);
	return g_steal_pointer(&files);
}

GPtrArray *index_list_of(const struct tree *tree, const GPtrArray *files)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < files->len; i++) {
		g_autofree char *full = g_build_filename(tree->root,
							 files->pdata[i], NULL);

		if (is_wanted(tree, files->pdata[i]) &&
		    !g_file_test(full, G_FILE_TEST_IS_SYMLINK) &&
		    g_file_test(full, G_FILE_TEST_IS_REGULAR))
			g_ptr_array_add(names, g_strdup(files->pdata[i]));
	}
	g_ptr_array_sort(names, compare_names);
	return names;
}

/* The headers of each architecture. */
static void list_arches(const struct tree *tree, GPtrArray *files,
			GPtrArray *unreadable)
{
	g_autofree char *arch = g_build_filename(tree->root, "arch", NULL);
	g_autoptr(GDir) dir = g_dir_open(arch, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *folder = g_build_filename("arch", name, "include",
							   NULL);
		g_autofree char *full = g_build_filename(tree->root, folder, NULL);

		if (g_file_test(full, G_FILE_TEST_IS_DIR))
			walk(tree, folder, files, unreadable);
	}
}

GPtrArray *index_list_api(const struct tree *tree)
{
	g_autoptr(GPtrArray) unreadable = g_ptr_array_new_with_free_func(
			(GDestroyNotify)incomplete_free);
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);

	walk(tree, "include", files, unreadable);
	walk(tree, "mm", files, unreadable);
	list_arches(tree, files, unreadable);
	g_ptr_array_sort(files, compare_names);
	return files;
}

GPtrArray *index_headers(const struct tree *tree)
{
	g_autoptr(GPtrArray) unreadable = g_ptr_array_new_with_free_func(
			(GDestroyNotify)incomplete_free);
	GPtrArray *files = index_list(tree, unreadable, NULL);

	for (guint i = files ? files->len : 0; i-- > 0;)
		if (!g_str_has_suffix(files->pdata[i], ".h"))
			g_ptr_array_remove_index(files, i);
	return files ? files : g_ptr_array_new_with_free_func(g_free);
}

GPtrArray *index_files_with(const struct tree *tree, const char *word,
			    GError **error)
{
	g_autoptr(GPtrArray) unreadable = g_ptr_array_new_with_free_func(
			(GDestroyNotify)incomplete_free);
	GPtrArray *files = index_list(tree, unreadable, error);

	for (guint i = files ? files->len : 0; i-- > 0;) {
		g_autofree char *text = tree_read(tree, files->pdata[i], NULL);

		if (!text || !strstr(text, word))
			g_ptr_array_remove_index(files, i);
	}
	return files;
}
