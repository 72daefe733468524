// SPDX-License-Identifier: GPL-2.0-only
/*
 * wire_unfiltered.c - reads effects of entries that nobody asked back.
 */
#include "wire_reader.h"

static void read_locks(struct reader *r, struct unfiltered *u)
{
	JsonArray *array = reader_array(r, "locks");

	for (guint i = 0; array && i < json_array_get_length(array); i++)
		g_ptr_array_add(u->locks,
				g_strdup(reader_element(r, array, i, "locks")));
}

static struct unfiltered *read_one(struct reader *r)
{
	enum pt_level level = LEVEL_PTE;
	enum entry_use use = USE_CALL;
	struct unfiltered *u;
	GPtrArray *path;

	if (!pt_level_parse(reader_string(r, "level"), &level))
		reader_fail(r, "level", "is unknown");
	if (!entry_use_parse(reader_string(r, "use"), &use))
		reader_fail(r, "use", "is unknown");
	u = unfiltered_new(level, use, reader_file(r),
			   reader_number(r, "line", 1),
			   reader_number(r, "column", 1),
			   reader_string(r, "function"),
			   reader_nullable(r, "entry"));
	read_locks(r, u);
	path = reader_path(r);
	if (path) {
		g_ptr_array_unref(u->path);
		u->path = path;
	}
	return u;
}

void reader_unfiltered(struct reader *r, GPtrArray *list)
{
	JsonArray *array = reader_array(r, "unfiltered");

	for (guint i = 0; array && i < json_array_get_length(array); i++) {
		JsonNode *node = json_array_get_element(array, i);
		struct reader one = { .error = r->error, .failed = r->failed };

		if (!JSON_NODE_HOLDS_OBJECT(node)) {
			reader_fail(r, "unfiltered",
				    "holds something else than objects");
			return;
		}
		one.object = json_node_get_object(node);
		g_ptr_array_add(list, read_one(&one));
		r->failed = one.failed;
	}
}

static void read_roots(struct reader *r, struct unasked *u)
{
	JsonArray *array = reader_array(r, "roots");

	for (guint i = 0; array && i < json_array_get_length(array); i++) {
		JsonNode *node = json_array_get_element(array, i);
		struct reader one = { .error = r->error, .failed = r->failed };
		const char *name;

		if (!JSON_NODE_HOLDS_OBJECT(node)) {
			reader_fail(r, "roots",
				    "holds something else than objects");
			return;
		}
		one.object = json_node_get_object(node);
		name = reader_string(&one, "name");
		if (name)
			unasked_add_root(u, name, reader_flags(&one),
					 reader_nullable(&one, "needs"));
		r->failed = one.failed;
	}
}

struct unasked *reader_unasked(struct reader *r)
{
	JsonNode *node = reader_member(r, "unasked");
	enum pt_level level = LEVEL_PTE;
	enum entry_use use = USE_CALL;
	struct unasked *u;
	struct reader one;

	if (!node || JSON_NODE_HOLDS_NULL(node))
		return NULL;
	one = reader_object(r, "unasked");
	if (!pt_level_parse(reader_string(&one, "level"), &level))
		reader_fail(&one, "level", "is unknown");
	if (!entry_use_parse(reader_string(&one, "use"), &use))
		reader_fail(&one, "use", "is unknown");
	u = unasked_new(level, use);
	read_roots(&one, u);
	r->failed = one.failed;
	return u;
}
