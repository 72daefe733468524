// SPDX-License-Identifier: GPL-2.0-only
/*
 * file.c - a fifo may have any name, and a rename would make a regular file of
 * /dev/null, for everybody.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"

/* No more than @size bytes, which may be less by now; false and errno. */
static bool read_size(int fd, char *text, gsize size, gsize *done)
{
	for (*done = 0; *done < size;) {
		ssize_t n = read(fd, text + *done, size - *done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		if (!n)
			break;
		*done += n;
	}
	text[*done] = '\0';
	return true;
}

char *file_read_fd(int fd, gsize *len)
{
	g_autofree char *text = NULL;
	struct stat st;
	gsize done;

	if (fstat(fd, &st))
		return NULL;
	if (!S_ISREG(st.st_mode)) {
		errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
		return NULL;
	}
	text = g_try_malloc(st.st_size + 1);
	if (!text) {
		errno = ENOMEM;
		return NULL;
	}
	if (!read_size(fd, text, st.st_size, &done))
		return NULL;
	if (len)
		*len = done;
	return g_steal_pointer(&text);
}

char *file_read(const char *path, GError **error)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	gsize len = 0;
	char *text = fd < 0 ? NULL : file_read_fd(fd, &len);
	int saved = errno;

	/* What follows a NUL would be overlooked. */
	if (text && strlen(text) < len) {
		g_clear_pointer(&text, g_free);
		saved = EILSEQ;
	}
	if (!text)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot read '%s': %s", path,
			    (fd >= 0 && saved == EINVAL) || saved == ENXIO ? "it is not a regular file" :
			    saved == EILSEQ ? "it holds a NUL byte" :
			    g_strerror(saved));
	if (fd >= 0)
		close(fd);
	return text;
}

bool file_write_fd(int fd, const char *text, size_t len)
{
	while (len) {
		ssize_t n = write(fd, text, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		text += n;
		len -= n;
	}
	return true;
}

static bool is_special(const char *path)
{
	struct stat st;

	return !lstat(path, &st) && !S_ISREG(st.st_mode);
}

static bool write_through(const char *path, const char *text, GError **error)
{
	FILE *f = fopen(path, "we");
	bool ok = f && fputs(text, f) >= 0;

	/* A full disk is told when the last bytes are flushed. */
	if (f && fclose(f))
		ok = false;
	if (!ok)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot write '%s': %s", path, g_strerror(errno));
	return ok;
}

bool file_write(const char *path, const char *text, GError **error)
{
	if (is_special(path))
		return write_through(path, text, error);
	return g_file_set_contents(path, text, -1, error);
}
