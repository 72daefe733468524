// SPDX-License-Identifier: GPL-2.0-only
/*
 * beneath.c - openat2() for reading; part by part for writing.
 *
 * openat2() is of Linux 5.6, and older sandboxes refuse it: then, and where a link
 * is absolute, the real name decides.
 */
#include "beneath.h"
#include "file.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define READ_MODE (O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)

static int open_resolved(const char *root, const char *file)
{
	struct open_how how = {
		.flags = READ_MODE,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
	};
	int dir = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	int fd, saved;

	if (dir < 0)
		return -1;
	fd = (int)syscall(SYS_openat2, dir, file, &how, sizeof(how));
	saved = errno;
	close(dir);
	errno = saved;
	return fd;
}

/* By its real name; EXDEV where that is not below @root. */
static int open_real(const char *root, const char *file)
{
	g_autofree char *path = g_build_filename(root, file, NULL);
	char *real = realpath(path, NULL);
	size_t n = strlen(root);
	int fd = -1;

	if (!real)
		return -1;
	if (!strncmp(real, root, n) && real[n] == '/')
		fd = open(real, READ_MODE | O_NOFOLLOW);
	else
		errno = EXDEV;
	free(real);
	return fd;
}

int beneath_open(const char *root, const char *file)
{
	int fd = open_resolved(root, file);

	if (fd >= 0 || (errno != EXDEV && errno != ENOSYS && errno != EPERM))
		return fd;
	return open_real(root, file);
}

/* A part of a name that leads somewhere else than down. */
static bool is_astray(const char *part)
{
	return !*part || !strcmp(part, ".") || !strcmp(part, "..");
}

/* One step down; with @make the folder is made where there is none. */
static int step_down(int dir, const char *part, bool make)
{
	int next;

	if (is_astray(part)) {
		errno = EXDEV;
		return -1;
	}
	if (make && mkdirat(dir, part, 0700) && errno != EEXIST)
		return -1;
	next = openat(dir, part,
		      O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	return next;
}

static int open_folder(const char *root, const char *file, bool make,
		       const char **name)
{
	g_auto(GStrv) parts = g_strsplit(file, "/", -1);
	guint n = g_strv_length(parts);
	int dir = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	*name = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
	if (dir >= 0 && is_astray(*name)) {
		close(dir);
		errno = EXDEV;
		return -1;
	}
	for (guint i = 0; dir >= 0 && i + 1 < n; i++) {
		int next = step_down(dir, parts[i], make);
		int saved = errno;

		close(dir);
		errno = saved;
		dir = next;
	}
	return dir;
}

int beneath_folder(const char *root, const char *file, const char **name)
{
	return open_folder(root, file, false, name);
}

bool beneath_write(const char *root, const char *file, const char *text,
		   size_t len, GError **error)
{
	const char *name;
	int dir = open_folder(root, file, true, &name);
	int fd = dir < 0 ? -1 : openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC |
				       O_NOFOLLOW | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && file_write_fd(fd, text, len);
	int saved = errno;

	if (fd >= 0 && close(fd) && ok) {
		ok = false;
		saved = errno;
	}
	if (dir >= 0)
		close(dir);
	if (!ok)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot write '%s': %s", file, saved == EXDEV ?
			    "its name leads out of the folder" :
			    g_strerror(saved));
	return ok;
}
