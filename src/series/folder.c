// SPDX-License-Identifier: GPL-2.0-only
/*
 * folder.c - made beside its place, locked, and renamed.
 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "folder.h"
#include "tree/leave.h"

#define BESIDE ".pfncheck-"
#define RANDOM "XXXXXX"

bool folder_is_free(const char *dir, GError **error)
{
	g_autoptr(GDir) d = NULL;

	if (!g_file_test(dir, G_FILE_TEST_EXISTS))
		return true;
	d = g_dir_open(dir, 0, error);
	if (!d)
		return false;
	if (!g_dir_read_name(d))
		return true;
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "'%s' exists and is not empty", dir);
	return false;
}

static void remove_files(const char *dir)
{
	g_autoptr(GDir) d = g_dir_open(dir, 0, NULL);
	const char *name;

	while (d && (name = g_dir_read_name(d))) {
		g_autofree char *path = g_build_filename(dir, name, NULL);

		g_unlink(path);
	}
	g_rmdir(dir);
}

/* Whether a mail, or the beginning of one, is all that it holds. */
static bool holds_mails(const char *dir)
{
	g_autoptr(GDir) d = g_dir_open(dir, 0, NULL);
	const char *name;

	while (d && (name = g_dir_read_name(d)))
		if (!strstr(name, ".patch"))
			return false;
	return d;
}

/* An open and locked @dir; -1 if it is not there or another process has it. */
static int lock_folder(const char *dir, int how)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0 && flock(fd, how)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static bool sweep_one(const char *path)
{
	int fd = lock_folder(path, LOCK_EX | LOCK_NB);
	bool ours = fd >= 0 && holds_mails(path);

	if (ours)
		remove_files(path);
	if (fd >= 0)
		close(fd);
	return ours && !g_file_test(path, G_FILE_TEST_EXISTS);
}

GPtrArray *folder_sweep(const char *dir)
{
	GPtrArray *swept = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *full = g_canonicalize_filename(dir, NULL);
	g_autofree char *parent = g_path_get_dirname(full);
	g_autofree char *base = g_path_get_basename(full);
	g_autofree char *start = g_strconcat(base, BESIDE, NULL);
	g_autoptr(GDir) d = g_dir_open(parent, 0, NULL);
	const char *name;

	while (d && (name = g_dir_read_name(d))) {
		g_autofree char *path = g_build_filename(parent, name, NULL);

		if (g_str_has_prefix(name, start) &&
		    strlen(name) == strlen(start) + strlen(RANDOM) &&
		    sweep_one(path))
			g_ptr_array_add(swept, g_steal_pointer(&path));
	}
	return swept;
}

struct folder *folder_new(const char *dir, GError **error)
{
	pfn_auto(folder) f = g_new0(struct folder, 1);
	g_autofree char *parent = NULL;

	f->lock = -1;
	f->dir = g_canonicalize_filename(dir, NULL);
	parent = g_path_get_dirname(f->dir);
	do {
		if (f->lock >= 0)
			close(f->lock);
		if (f->beside)
			leave_drop_folder(f->beside);
		g_free(f->beside);
		f->beside = g_strconcat(f->dir, BESIDE RANDOM, NULL);
		if (!g_mkdtemp_full(f->beside, 0777)) {
			g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
				    "cannot write into '%s': %s", parent,
				    g_strerror(errno));
			g_clear_pointer(&f->beside, g_free);
			return NULL;
		}
		f->lock = lock_folder(f->beside, LOCK_EX);
		leave_add_folder(f->beside, -1);
		/* Another run may have swept it before it was locked. */
	} while (!g_file_test(f->beside, G_FILE_TEST_IS_DIR));
	return g_steal_pointer(&f);
}

bool folder_finish(struct folder *f, GError **error)
{
	if (g_rename(f->beside, f->dir)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot make '%s': %s", f->dir, g_strerror(errno));
		return false;
	}
	leave_drop_folder(f->beside);
	g_clear_pointer(&f->beside, g_free);
	return true;
}

void folder_free(struct folder *f)
{
	if (!f)
		return;
	if (f->beside) {
		remove_files(f->beside);
		leave_drop_folder(f->beside);
	}
	if (f->lock >= 0)
		close(f->lock);
	g_free(f->beside);
	g_free(f->dir);
	g_free(f);
}
