// SPDX-License-Identifier: GPL-2.0-only
/*
 * engine_check.c - an engine may be broken: what it says is held against the files
 * that it speaks of.
 */
#include "engine_queue.h"

/* No file of a kernel has a tenth of that. */
#define MOST_FINDINGS 10000

/* The file that was looked at last; an engine names few. */
struct checked {
	const struct tree *tree;
	char *file;
	char **lines;			/* NULL: it is not there */
	guint count;
};

static void look_at(struct checked *c, const char *file)
{
	g_autofree char *text = NULL;

	if (!g_strcmp0(c->file, file))
		return;
	g_free(c->file);
	g_strfreev(c->lines);
	text = tree_read(c->tree, file, NULL);
	c->file = g_strdup(file);
	c->lines = text ? g_strsplit(text, "\n", -1) : NULL;
	c->count = text ? g_strv_length(c->lines) : 0;
}

/* A step may stand in a generated header, which is not in the tree. */
static bool step_is_there(struct checked *c, const struct step *s)
{
	look_at(c, s->file);
	return s->line <= c->count || !c->lines;
}

/* True if @file has that line, and, unless it is 0, that column in it. */
static bool is_there(struct checked *c, const char *file, unsigned int line,
		     unsigned int column)
{
	look_at(c, file);
	return line && line <= c->count &&
	       column <= strlen(c->lines[line - 1]) + 1;
}

static bool finding_is_there(struct checked *c, const struct finding *f)
{
	if (!f->column || !is_there(c, f->file, f->line, f->column))
		return false;
	for (guint i = 0; f->path && i < f->path->len; i++) {
		if (!step_is_there(c, f->path->pdata[i]))
			return false;
	}
	return true;
}

/* Takes out what cannot be; returns a place of it, which the caller frees. */
static char *drop_impossible(struct checked *c, struct answer *answer)
{
	char *place = NULL;

	for (guint i = answer->findings->len; i-- > 0;) {
		const struct finding *f = answer->findings->pdata[i];

		if (finding_is_there(c, f))
			continue;
		g_free(place);
		place = g_strdup_printf("%s:%u:%u", f->file, f->line, f->column);
		g_ptr_array_remove_index(answer->findings, i);
	}
	for (guint i = answer->walkers->len; i-- > 0;) {
		const struct walker *w = answer->walkers->pdata[i];

		if (is_there(c, w->file, w->line, 0))
			continue;
		g_free(place);
		place = g_strdup_printf("%s:%u", w->file, w->line);
		g_ptr_array_remove_index(answer->walkers, i);
	}
	return place;
}

/* Lines that are not there are no lines to show. */
static void check_regions(struct checked *c, struct answer *answer)
{
	for (guint i = 0; i < answer->incomplete->len; i++) {
		struct incomplete *inc = answer->incomplete->pdata[i];

		if (inc->first && !is_there(c, inc->file, inc->first, 0))
			inc->first = inc->last = 0;
		else
			inc->last = MIN(inc->last, c->count);
	}
}

/* The private folder has another name in each run. */
static void shorten_reasons(struct answer *answer, const char *workdir)
{
	g_autofree char *prefix = g_strconcat(workdir, "/", NULL);

	for (guint i = 0; i < answer->incomplete->len; i++) {
		struct incomplete *inc = answer->incomplete->pdata[i];
		GString *reason = g_string_new(inc->reason);

		g_string_replace(reason, prefix, "", 0);
		g_free(inc->reason);
		inc->reason = g_string_free(reason, FALSE);
	}
}

void job_check_answer(const struct job *job, struct answer *answer)
{
	struct checked c = { .tree = job->run->tree };
	g_autofree char *place = NULL, *why = NULL;

	shorten_reasons(answer, job->run->workdir);
	if (answer->findings->len > MOST_FINDINGS) {
		g_ptr_array_set_size(answer->findings, MOST_FINDINGS);
		job_say_incomplete(job, answer,
				   "named more places than a file can hold");
	}
	place = drop_impossible(&c, answer);
	check_regions(&c, answer);
	if (place) {
		why = g_strdup_printf("named a place that is not there: %s", place);
		job_say_incomplete(job, answer, why);
	}
	g_free(c.file);
	g_strfreev(c.lines);
}
