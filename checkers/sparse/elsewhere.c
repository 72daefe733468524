// SPDX-License-Identifier: GPL-2.0-only
/*
 * elsewhere.c - reads summaries back.
 */
#include "elsewhere.h"

#include "ground/wire.h"

struct elsewhere {
	GHashTable *walks;	/* name -> struct walker *, owned */
};

struct elsewhere *elsewhere_new(void)
{
	struct elsewhere *e = g_new0(struct elsewhere, 1);

	e->walks = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
					 (GDestroyNotify)walker_free);
	return e;
}

void elsewhere_free(struct elsewhere *e)
{
	g_hash_table_unref(e->walks);
	g_free(e);
}

static bool read_line(struct elsewhere *e, const char *text, GError **error)
{
	struct wire_line line = { 0 };

	if (!*text)
		return true;
	if (!wire_parse(text, &line, error))
		return false;
	if (line.kind == WIRE_WALKER &&
	    !g_hash_table_contains(e->walks, line.walker->name)) {
		g_hash_table_insert(e->walks, line.walker->name, line.walker);
		line.walker = NULL;
	}
	wire_line_clear(&line);
	return true;
}

bool elsewhere_read(struct elsewhere *e, const char *file, GError **error)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	if (!g_file_get_contents(file, &text, NULL, error))
		return false;
	lines = g_strsplit(text, "\n", -1);
	for (char **l = lines; *l; l++)
		if (!read_line(e, *l, error))
			return false;
	return true;
}

const struct walker *elsewhere_find(const struct elsewhere *e, const char *name)
{
	return g_hash_table_lookup(e->walks, name);
}
