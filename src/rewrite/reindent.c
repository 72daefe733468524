// SPDX-License-Identifier: GPL-2.0-only
/*
 * reindent.c - the longest common sequence of lines, blanks left out of account.
 */
#include "reindent.h"

/* Of so many lines that differ between the first and the last, none is looked at. */
#define MAX_LINES 2000u
#define TAB 8

struct lines {
	char **line;
	char **bare;		/* without blanks */
	guint n;
};

static char *without_blanks(const char *line)
{
	GString *bare = g_string_new(NULL);

	for (; *line; line++)
		if (!g_ascii_isspace(*line))
			g_string_append_c(bare, *line);
	return g_string_free(bare, FALSE);
}

static struct lines lines_of(const char *text)
{
	struct lines l = { .line = g_strsplit(text, "\n", -1) };

	l.n = g_strv_length(l.line);
	l.bare = g_new0(char *, l.n + 1);
	for (guint i = 0; i < l.n; i++)
		l.bare[i] = without_blanks(l.line[i]);
	return l;
}

static void lines_clear(struct lines *l)
{
	g_strfreev(l->line);
	g_strfreev(l->bare);
}

/* What the two have in common at the start, at most, and then at the end. */
static guint common_start(const struct lines *a, const struct lines *b)
{
	guint n = 0;

	while (n < a->n && n < b->n && !strcmp(a->line[n], b->line[n]))
		n++;
	return n;
}

static guint common_end(const struct lines *a, const struct lines *b, guint start)
{
	guint n = 0;

	while (n < MIN(a->n, b->n) - start &&
	       !strcmp(a->line[a->n - 1 - n], b->line[b->n - 1 - n]))
		n++;
	return n;
}

static guint column_of(const char *line)
{
	guint column = 0;

	for (; *line == ' ' || *line == '\t'; line++)
		column = *line == '\t' ? (column / TAB + 1) * TAB : column + 1;
	return column;
}

/*
 * A line of the text before takes the place of its twin; one that stands further
 * left or right now, as without the if around it, was moved on purpose.
 */
static void take_back(char *const *old, struct lines *new, guint i)
{
	if (*new->bare[i] && column_of(*old) == column_of(new->line[i])) {
		g_free(new->line[i]);
		new->line[i] = g_strdup(*old);
	}
}

static void indent_below_if(struct lines *new, guint i)
{
	const char *above = i ? new->line[i - 1] : "";
	size_t n = strspn(above, " \t");
	const char *own = new->line[i] + strspn(new->line[i], " \t");
	char *line;

	if (strncmp(above + n, "if (", 4) || !g_str_has_suffix(above, ")") || !*own)
		return;
	line = g_strdup_printf("%.*s\t%s", (int)n, above, own);
	g_free(new->line[i]);
	new->line[i] = line;
}

/* @rows[i][k]: how much old[i..] and new[k..] have in common. */
static void match(const struct lines *old, struct lines *new, guint start,
		  guint n_old, guint n_new)
{
	guint width = n_new + 1, i = 0, k = 0;
	g_autofree guint16 *rows = g_new0(guint16, (n_old + 1) * width);

	for (guint a = n_old; a-- > 0;)
		for (guint b = n_new; b-- > 0;)
			rows[a * width + b] =
				!strcmp(old->bare[start + a], new->bare[start + b]) ?
				rows[(a + 1) * width + b + 1] + 1 :
				MAX(rows[(a + 1) * width + b],
				    rows[a * width + b + 1]);
	while (k < n_new) {
		if (i < n_old &&
		    !strcmp(old->bare[start + i], new->bare[start + k])) {
			take_back(&old->line[start + i++], new, start + k++);
		} else if (i < n_old && rows[(i + 1) * width + k] >
					rows[i * width + k + 1]) {
			i++;
		} else {
			indent_below_if(new, start + k++);
		}
	}
}

char *reindent_as_before(const char *before, const char *after)
{
	struct lines old = lines_of(before), new = lines_of(after);
	guint start = common_start(&old, &new);
	guint end = common_end(&old, &new, start);
	guint n_old = old.n - start - end, n_new = new.n - start - end;
	char *text;

	if (n_old <= MAX_LINES && n_new <= MAX_LINES)
		match(&old, &new, start, n_old, n_new);
	text = g_strjoinv("\n", new.line);
	lines_clear(&old);
	lines_clear(&new);
	return text;
}
