// SPDX-License-Identifier: GPL-2.0-only
/*
 * file.c - a rename would make a regular file of /dev/null, for everybody.
 */
#include <sys/stat.h>

#include "file.h"

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
