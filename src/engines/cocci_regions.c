// SPDX-License-Identifier: GPL-2.0-only
/*
 * cocci_regions.c - reads what --verbose-parsing prints for each dropped region:
 *
 *	 = File "mm/x.c", line 144, column 5, charpos = 3871
 *	badcount: 4
 *	bad: <a line of it>
 *	BAD:!!!!! <the line that it names>
 *	bad: <a line of it>
 *
 * Where it lost its way for good, as in what is no C at all, it does not come as
 * far as the named line: then everything from there on is dropped.
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
 * is no test: mmflags.h is not parsed, but there is nothing to miss in it.
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

struct region {
	unsigned int before, behind;	/* lines around the named one */
	bool named;			/* that one is there */
};

/* Steps over the lines of a region. */
static struct region count_lines(char ***at)
{
	struct region r = { 0 };
	char **l = *at;

	for (; l[1] && (g_str_has_prefix(l[1], "bad:") ||
			g_str_has_prefix(l[1], "BAD:")); l++) {
		if (l[1][0] == 'B')
			r.named = true;
		else if (r.named)
			r.behind++;
		else
			r.before++;
	}
	*at = l;
	return r;
}

static unsigned int last_line(const struct engine_run *run, const char *file)
{
	g_autofree char *text = tree_read(run->tree, file, NULL);
	unsigned int n = 1;

	for (const char *p = text; p && (p = strchr(p, '\n')); p++)
		n++;
	return n;
}

/* The file in ' = File "mm/x.c", line 144': spatch reads its own macros too. */
static bool is_about(const char *head, const char *end, const char *file)
{
	size_t n = strlen(file);

	return (size_t)(end - head) >= n && !strncmp(end - n, file, n);
}

void cocci_read_regions(const char *err, const struct engine_run *run,
			const char *file, struct answer *answer)
{
	g_auto(GStrv) lines = g_strsplit(err, "\n", -1);
	unsigned int named = 0;
	bool ours = true;

	for (char **l = lines; *l; l++) {
		const char *at = strstr(*l, "\", line ");
		unsigned int first, last;
		struct region r;

		if (g_str_has_prefix(*l, " = File ") && at) {
			named = strtoul(at + strlen("\", line "), NULL, 10);
			ours = is_about(*l, at, file);
		}
		if (!g_str_has_prefix(*l, "badcount:"))
			continue;
		r = count_lines(&l);
		first = named > r.before ? named - r.before : 1;
		last = r.named ? named + r.behind : last_line(run, file);
		if (ours && may_hold_finding(run, file, first, last))
			say(answer, file, first, last);
	}
}
