// SPDX-License-Identifier: GPL-2.0-only
/*
 * progress.c - draws one line over and over on stderr.
 */
#include "progress.h"

#define BAR_WIDTH 30
#define REDRAW_USEC 100000

struct progress {
	bool shown;
	gint64 drawn;		/* when last */
	gint64 started;		/* of this @what */
	char *what;
};

struct progress *progress_new(bool shown)
{
	struct progress *p = g_new0(struct progress, 1);

	p->shown = shown;
	return p;
}

/* "1:05" left if the rest goes as fast as what is done. */
static char *time_left(const struct progress *p, unsigned int done,
		       unsigned int total)
{
	gint64 spent = g_get_monotonic_time() - p->started;
	gint64 left;

	if (!done || !total || spent < G_USEC_PER_SEC)
		return g_strdup("");
	left = spent / done * (total - done) / G_USEC_PER_SEC;
	return g_strdup_printf(" %d:%02d left", (int)(left / 60),
			       (int)(left % 60));
}

static void draw(struct progress *p, unsigned int done, unsigned int total)
{
	char bar[BAR_WIDTH + 1];
	g_autofree char *left = time_left(p, done, total);
	unsigned int full = total ? (unsigned int)
		((guint64)done * BAR_WIDTH / total) : 0;

	memset(bar, ' ', BAR_WIDTH);
	memset(bar, '#', MIN(full, BAR_WIDTH));
	bar[BAR_WIDTH] = '\0';
	if (total)
		fprintf(stderr, "\r%-8s [%s] %u/%u%s\033[K", p->what, bar, done,
			total, left);
	else
		fprintf(stderr, "\r%-8s %u\033[K", p->what, done);
	fflush(stderr);
}

void progress_update(struct progress *p, const char *what, unsigned int done,
		     unsigned int total)
{
	gint64 now = g_get_monotonic_time();

	if (!p->shown)
		return;
	if (g_strcmp0(p->what, what)) {
		g_free(p->what);
		p->what = g_strdup(what);
		p->started = now;
		p->drawn = 0;
	}
	if (now - p->drawn < REDRAW_USEC && done != total)
		return;
	p->drawn = now;
	draw(p, done, total);
}

void progress_clear(struct progress *p)
{
	if (p->shown && p->what)
		fprintf(stderr, "\r\033[K");
}

void progress_free(struct progress *p)
{
	if (!p)
		return;
	g_free(p->what);
	g_free(p);
}
