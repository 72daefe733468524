// SPDX-License-Identifier: GPL-2.0-only
/*
 * edits.c - applied from front to back in one pass.
 */
#include "edits.h"

struct edit {
	size_t offset, length;
	char *with;
};

struct edits {
	char *text;
	GArray *all;			/* struct edit */
};

static void edit_clear(gpointer data)
{
	g_free(((struct edit *)data)->with);
}

struct edits *edits_new(const char *text)
{
	struct edits *e = g_new0(struct edits, 1);

	e->text = g_strdup(text);
	e->all = g_array_new(FALSE, FALSE, sizeof(struct edit));
	g_array_set_clear_func(e->all, edit_clear);
	return e;
}

void edits_free(struct edits *edits)
{
	if (!edits)
		return;
	g_array_unref(edits->all);
	g_free(edits->text);
	g_free(edits);
}

void edits_replace(struct edits *edits, size_t offset, size_t length,
		   const char *with)
{
	struct edit e = { offset, length, g_strdup(with) };
	guint at = edits->all->len;

	while (at && g_array_index(edits->all, struct edit, at - 1).offset > offset)
		at--;
	g_array_insert_val(edits->all, at, e);
}

void edits_after_line(struct edits *edits, size_t offset, const char *lines)
{
	const char *end = strchr(edits->text + offset, '\n');

	edits_replace(edits, end ? (size_t)(end + 1 - edits->text) :
				   strlen(edits->text), 0, lines);
}

char *edits_indent(const char *text, size_t offset)
{
	const char *line = text + offset;
	size_t n = 0;

	while (line > text && line[-1] != '\n')
		line--;
	while (line[n] == ' ' || line[n] == '\t')
		n++;
	return g_strndup(line, n);
}

char *edits_apply(const struct edits *edits)
{
	GString *out = g_string_new(NULL);
	size_t at = 0;

	for (guint i = 0; i < edits->all->len; i++) {
		const struct edit *e = &g_array_index(edits->all, struct edit, i);

		if (e->offset < at)
			continue;
		g_string_append_len(out, edits->text + at, e->offset - at);
		g_string_append(out, e->with);
		at = e->offset + e->length;
	}
	g_string_append(out, edits->text + at);
	return g_string_free(out, FALSE);
}
