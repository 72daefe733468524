// SPDX-License-Identifier: GPL-2.0-only
/*
 * errors.c - a file without a name in place of stderr.
 */
#include "errors.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct errors {
	int kept, before;	/* what stands in for stderr, which is that; or -1 */
};

/* All that was kept, on stderr again; the caller frees it. */
static char *take(struct errors *e)
{
	off_t size = lseek(e->kept, 0, SEEK_END);
	char *text = g_malloc0((gsize)MAX(size, 0) + 1);
	ssize_t n = size > 0 ? pread(e->kept, text, (size_t)size, 0) : 0;

	dup2(e->before, STDERR_FILENO);
	close(e->before);
	close(e->kept);
	e->kept = e->before = -1;
	if (n > 0)
		fputs(text, stderr);
	return text;
}

static void say_at_exit(int status, void *data)
{
	struct errors *e = data;

	if (e->kept >= 0)
		g_free(take(e));
}

struct errors *errors_new(void)
{
	struct errors *e = g_new(struct errors, 1);

	*e = (struct errors){ -1, -1 };
	on_exit(say_at_exit, e);
	return e;
}

void errors_begin(struct errors *e)
{
	e->kept = memfd_create("errors", MFD_CLOEXEC);
	e->before = e->kept < 0 ? -1 : dup(STDERR_FILENO);
	if (e->before >= 0 && dup2(e->kept, STDERR_FILENO) >= 0)
		return;
	/* An error then has no text; that there was one is said. */
	if (e->kept >= 0)
		close(e->kept);
	if (e->before >= 0)
		close(e->before);
	*e = (struct errors){ -1, -1 };
}

static bool leaves_out(const char *line)
{
	return strstr(line, ": error: ") &&
	       !strstr(line, ": error: static assertion failed");
}

bool errors_end(struct errors *e, char **first)
{
	bool kept = e->kept >= 0;
	g_autofree char *text = kept ? take(e) : NULL;
	g_auto(GStrv) lines = g_strsplit(text ? text : "", "\n", -1);

	*first = NULL;
	for (char **l = lines; *l && !*first; l++)
		if (leaves_out(*l))
			*first = g_strdup(*l);
	return *first || (die_if_error && !kept);
}
