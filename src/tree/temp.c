// SPDX-License-Identifier: GPL-2.0-only
/*
 * temp.c - who uses a folder holds a lock on it, which ends with the process: a
 * folder of that name without a lock was left behind.
 */
#include "temp.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "leave.h"

#define PREFIX "pfncheck-run-"
#define RANDOM "XXXXXX"

/* The folder @path if it is ours, -1 else. */
static int open_own(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;

	if (fd >= 0 && (fstat(fd, &st) || st.st_uid != geteuid())) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* True if @path is still the folder that @fd opened. */
static bool is_there(const char *path, int fd)
{
	struct stat a, b;

	return !lstat(path, &a) && !fstat(fd, &b) && a.st_dev == b.st_dev &&
	       a.st_ino == b.st_ino;
}

char *temp_folder(GError **error)
{
	g_autofree char *top = g_canonicalize_filename(g_get_tmp_dir(), NULL);

	for (;;) {
		g_autofree char *dir = g_build_filename(top, PREFIX RANDOM, NULL);
		int fd;

		if (!g_mkdtemp(dir)) {
			g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
				    "cannot make a folder in '%s': %s", top,
				    g_strerror(errno));
			return NULL;
		}
		/* Another run may sweep it before it is locked. */
		fd = open_own(dir);
		if (fd < 0 || flock(fd, LOCK_EX) || is_there(dir, fd)) {
			leave_add_folder(dir, fd);
			return g_steal_pointer(&dir);
		}
		close(fd);
	}
}

void temp_remove(char *dir)
{
	if (!dir)
		return;
	leave_remove_folder(dir);
	leave_drop_folder(dir);
	g_free(dir);
}

static void sweep_one(const char *path)
{
	int fd = open_own(path);

	if (fd < 0)
		return;
	if (!flock(fd, LOCK_EX | LOCK_NB))
		leave_remove_folder(path);
	close(fd);
}

void temp_sweep(void)
{
	g_autofree char *top = g_canonicalize_filename(g_get_tmp_dir(), NULL);
	g_autoptr(GDir) d = g_dir_open(top, 0, NULL);
	const char *name;

	while (d && (name = g_dir_read_name(d))) {
		g_autofree char *path = NULL;

		if (!g_str_has_prefix(name, PREFIX) ||
		    strlen(name) != strlen(PREFIX RANDOM))
			continue;
		path = g_build_filename(top, name, NULL);
		sweep_one(path);
	}
}
