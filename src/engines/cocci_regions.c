// SPDX-License-Identifier: GPL-2.0-only
/*
 * cocci_regions.c - reads what --verbose-parsing prints for each dropped region:
 *
 *	 = File "FILE", line 144, column 5, charpos = 3871
 *	badcount: 4
 *	bad: <a line of it>
 *	BAD:!!!!! <the line that it names>
 *	bad: <a line of it>
 *
 * Where it lost its way for good, as in what is no C at all, it does not come as
 * far as the named line: then everything from there on is dropped. An error in
 * the text of a macro names the file and line of that macro, which may stand
 * further up in the same file; only the printed lines then say where it was.
 */
#include "cocci_regions.h"
#include "ground/source.h"

static void say(struct answer *answer, const char *file, unsigned int first,
		unsigned int last)
{
	struct incomplete *inc = incomplete_new(file, ENGINE_COCCI,
			"spatch cannot parse this region");

	inc->first = first;
	inc->last = last;
	g_ptr_array_add(answer->incomplete, inc);
}

/*
 * A token that is an expression by itself, like a row of a table of flag names,
 * is not a test: mmflags.h is not parsed, but there is nothing to miss in it.
 */
static bool may_be_read(const struct engine_run *run, const struct source *src,
			const struct index_token *t)
{
	struct source_read read = { 0 };
	int at = source_token_at(src, t->line, t->column);

	if (at < 0 || !source_read_at(src, at, run->index->carriers, &read))
		return false;
	g_free(read.expression);
	return read.first != read.last;
}

static bool holds_read(const struct engine_run *run, const struct source *src,
		       unsigned int first, unsigned int last)
{
	const struct candidate *c = index_find(run->index, src->file);

	for (guint i = 0; c && i < c->tokens->len; i++) {
		const struct index_token *t = c->tokens->pdata[i];

		if (t->line >= first && t->line <= last &&
		    may_be_read(run, src, t))
			return true;
	}
	return false;
}

/* True if a call stands in those lines, or a flag that may be tested. */
static bool may_hold_finding(const struct engine_run *run, const char *file,
			     unsigned int first, unsigned int last)
{
	g_autofree char *text = NULL;
	pfn_auto(source) src = NULL;

	if (index_holds_call(run->index, file, first, last))
		return true;
	if (!index_holds(run->index, file, first, last))
		return false;
	text = tree_read(run->tree, file, NULL);
	if (!text)
		return true;
	src = source_new(file, text);
	return holds_read(run, src, first, last);
}

struct reader {
	const struct engine_run *run;
	const char *file;
	char **lines;			/* of the file */
	unsigned int count;		/* of these */
	unsigned int named;		/* line that the last error names; 0:
					 * one of another file, as of a macro */
	unsigned int last;		/* line of the last region's end */
};

/* The printed lines of a region. */
struct region {
	char **first;
	unsigned int count, before;	/* all; those above the named one */
	bool named;			/* that one is there */
};

/* Steps over the lines of a region. */
static struct region take_lines(char ***at)
{
	struct region r = { .first = *at + 1 };
	char **l = *at;

	for (; l[1] && (g_str_has_prefix(l[1], "bad:") ||
			g_str_has_prefix(l[1], "BAD:")); l++) {
		r.named = r.named || l[1][0] == 'B';
		r.before += !r.named;
		r.count++;
	}
	*at = l;
	return r;
}

/* "bad: TEXT" or "BAD:!!!!! TEXT" says TEXT. */
static bool says(const char *printed, const char *line)
{
	const char *text = strchr(printed, ' ');

	return text && !strcmp(text + 1, line);
}

/* The line where the printed lines stand behind the last region, or 0. */
static unsigned int find_lines(const struct reader *r, const struct region *g)
{
	unsigned int start = r->last ? r->last - 1 : 0;

	for (unsigned int i = start; g->count && i < r->count; i++) {
		unsigned int n = 0;

		while (n < g->count && r->lines[i + n] &&
		       says(g->first[n], r->lines[i + n]))
			n++;
		if (n == g->count)
			return i + 1;
	}
	return 0;
}

/* True for what stands between functions: nothing of it can be lost. */
static bool is_between(const char *line)
{
	while (*line == ' ' || *line == '\t')
		line++;
	return !*line || !strcmp(line, "}") || !strcmp(line, "};") ||
	       (*line == '#' && !g_str_has_suffix(line, "\\"));
}

/* The lines of a region: the one in front of it is printed, too. */
static void place_region(const struct reader *r, const struct region *g,
			 unsigned int *first, unsigned int *last)
{
	unsigned int found = find_lines(r, g);

	*first = 1;
	*last = r->count;
	if (r->named && (g->named || !found || found + g->count <= r->named)) {
		*first = r->named > g->before ? r->named - g->before : 1;
		if (g->named)
			*last = *first + g->count - 1;
	} else if (found) {
		*first = found;
		*last = found + g->count - 1;
	}
	*last = MIN(*last, r->count);
	while (*first < *last && is_between(r->lines[*first - 1]))
		++*first;
}

static void judge_region(struct reader *r, const struct region *g,
			 struct answer *answer)
{
	unsigned int first, last;

	place_region(r, g, &first, &last);
	if (may_hold_finding(r->run, r->file, first, last))
		say(answer, r->file, first, last);
	if (last < r->count)
		r->last = last;
}

void cocci_read_regions(const char *err, const struct engine_run *run,
			const char *file, struct answer *answer)
{
	g_auto(GStrv) lines = g_strsplit(err, "\n", -1);
	g_autofree char *text = tree_read(run->tree, file, NULL);
	g_autofree char *where = g_strdup_printf(" = File \"%s/%s\", line ",
						 run->tree->root, file);
	g_auto(GStrv) source = g_strsplit(text ? text : "", "\n", -1);
	struct reader r = {
		.run = run, .file = file, .lines = source,
		.count = g_strv_length(source),
	};

	for (char **l = lines; *l; l++) {
		if (g_str_has_prefix(*l, " = File "))
			r.named = g_str_has_prefix(*l, where) ?
				strtoul(*l + strlen(where), NULL, 10) : 0;
		if (g_str_has_prefix(*l, "badcount:")) {
			struct region g = take_lines(&l);

			/* At the very end: it may be all that is lost. */
			if (r.named >= r.count)
				r.named = 0;
			judge_region(&r, &g, answer);
		}
	}
}
