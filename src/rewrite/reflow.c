// SPDX-License-Identifier: GPL-2.0-only
/*
 * reflow.c - Coccinelle puts a new expression on one line, however long.
 */
#include "reflow.h"

#define WIDTH 80
#define TAB 8

static unsigned int width_of(const char *text, size_t n)
{
	unsigned int column = 0;

	for (size_t i = 0; i < n; i++)
		column = text[i] == '\t' ? (column / TAB + 1) * TAB : column + 1;
	return column;
}

/* Where to break a line, and the column at which the rest goes on. */
struct cut {
	size_t at;			/* first byte of the rest; 0: nowhere */
	unsigned int depth, column;
};

/*
 * The last && or || of the outermost level that fits.  Depth counts brackets
 * that are open; a break outside all of them would have no column to align to.
 */
static struct cut find_cut(const char *line)
{
	unsigned int columns[64] = { 0 }, depth = 0;
	struct cut best = { 0 };

	for (size_t i = 0; line[i]; i++) {
		if (line[i] == '(' && depth < G_N_ELEMENTS(columns) - 1)
			columns[++depth] = width_of(line, i + 1);
		else if (line[i] == ')' && depth)
			depth--;
		if (!depth || (strncmp(line + i, "&& ", 3) &&
			       strncmp(line + i, "|| ", 3)))
			continue;
		if (width_of(line, i + 2) > WIDTH || !line[i + 3])
			break;
		if (!best.at || depth <= best.depth)
			best = (struct cut){ i + 3, depth, columns[depth] };
	}
	return best;
}

static void append_indent(GString *out, unsigned int column)
{
	for (; column >= TAB; column -= TAB)
		g_string_append_c(out, '\t');
	for (; column; column--)
		g_string_append_c(out, ' ');
}

static void append_line(GString *out, const char *line)
{
	g_autofree char *rest = g_strdup(line);

	while (width_of(rest, strlen(rest)) > WIDTH) {
		struct cut cut = find_cut(rest);
		g_autoptr(GString) next = g_string_new(NULL);

		if (!cut.at)
			break;
		g_string_append_len(out, rest, cut.at - 1);
		g_string_append_c(out, '\n');
		append_indent(next, cut.column);
		g_string_append(next, rest + cut.at);
		g_free(rest);
		rest = g_strdup(next->str);
	}
	g_string_append(out, rest);
}

char *reflow_lines(const char *before, const char *after)
{
	g_auto(GStrv) old = g_strsplit(before, "\n", -1);
	g_auto(GStrv) new = g_strsplit(after, "\n", -1);
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
	GString *out = g_string_new(NULL);

	for (char **l = old; *l; l++)
		g_hash_table_add(known, *l);
	for (char **l = new; *l; l++) {
		if (g_hash_table_contains(known, *l))
			g_string_append(out, *l);
		else
			append_line(out, *l);
		if (l[1])
			g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}
