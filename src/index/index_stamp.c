// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_stamp.c - what a cached answer may depend on beside the file itself:
 * headers of the tree, generated headers and the flags of a build.
 */
#include "index_parts.h"

/* What changes whenever the file does; the change time cannot be set back. */
char *index_stamp_of(const struct stat *st)
{
	return g_strdup_printf("%lld %lld.%09ld %lld.%09ld",
			       (long long)st->st_size,
			       (long long)st->st_mtim.tv_sec, st->st_mtim.tv_nsec,
			       (long long)st->st_ctim.tv_sec, st->st_ctim.tv_nsec);
}

char *index_stamp(const char *root, const char *name)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	struct stat st;

	if (lstat(path, &st))
		return g_strdup("gone");
	return index_stamp_of(&st);
}

static void add_folder_stamps(GChecksum *sum, const char *root,
			      const char *folder);

static void add_stamp(GChecksum *sum, const char *root, const char *name)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	g_autofree char *stamp = NULL;

	/* Links to folders may go round in circles. */
	if (g_file_test(path, G_FILE_TEST_IS_DIR) &&
	    !g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
		add_folder_stamps(sum, root, name);
		return;
	}
	stamp = index_stamp(root, name);
	g_checksum_update(sum, (const guchar *)name, strlen(name) + 1);
	g_checksum_update(sum, (const guchar *)stamp, strlen(stamp) + 1);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_folder_stamps(GChecksum *sum, const char *root,
			      const char *folder)
{
	g_autofree char *path = g_build_filename(root, folder, NULL);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		g_ptr_array_add(names, g_build_filename(folder, name, NULL));
	g_ptr_array_sort(names, compare_names);
	for (guint i = 0; i < names->len; i++)
		add_stamp(sum, root, g_ptr_array_index(names, i));
}

/* Generated headers and the configuration; the flags belong to the answer too. */
void index_add_build_stamps(GChecksum *sum, const struct tree_build *build)
{
	g_autofree char *flags = g_strjoinv(" ", build->flags);
	g_autofree char *arch = g_build_filename("arch", build->arch, "include",
						 "generated", NULL);

	g_checksum_update(sum, (const guchar *)build->dir,
			  strlen(build->dir) + 1);
	g_checksum_update(sum, (const guchar *)flags, strlen(flags) + 1);
	add_folder_stamps(sum, build->dir, "include/generated");
	add_folder_stamps(sum, build->dir, arch);
}
