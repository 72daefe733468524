// SPDX-License-Identifier: GPL-2.0-only
/*
 * wire_reader.c - members of a line's objects, each checked.
 */
#include "wire_reader.h"

#include "finding.h"

void reader_fail(struct reader *r, const char *member, const char *what)
{
	if (!r->failed)
		g_set_error(r->error, PFN_ERROR, PFN_EXIT_INCOMPLETE,
			    "cannot read a checker's line: '%s' %s", member,
			    what);
	r->failed = true;
}

JsonNode *reader_member(struct reader *r, const char *name)
{
	JsonNode *node = r->failed ? NULL :
		json_object_get_member(r->object, name);

	if (!node)
		reader_fail(r, name, "is missing");
	return node;
}

/* NULL where it is null or wrong; the latter fails. */
const char *reader_nullable(struct reader *r, const char *name)
{
	JsonNode *node = reader_member(r, name);

	if (!node || JSON_NODE_HOLDS_NULL(node))
		return NULL;
	if (!JSON_NODE_HOLDS_VALUE(node) ||
	    json_node_get_value_type(node) != G_TYPE_STRING) {
		reader_fail(r, name, "is not a string");
		return NULL;
	}
	return json_node_get_string(node);
}

const char *reader_string(struct reader *r, const char *name)
{
	const char *value = reader_nullable(r, name);

	if (!value || !*value)
		reader_fail(r, name, "is empty");
	return value;
}

const char *reader_place(struct reader *r)
{
	const char *file = reader_string(r, "file");
	g_auto(GStrv) parts = g_strsplit(file ? file : "", "/", -1);

	if (g_strv_contains((const char *const *)parts, ".."))
		reader_fail(r, "file", "leaves the tree");
	return file;
}

/* A name that leaves the tree could make a rewrite write outside of it. */
const char *reader_file(struct reader *r)
{
	const char *file = reader_place(r);

	if (file && *file == '/')
		reader_fail(r, "file", "is not relative to the tree");
	return file;
}

unsigned int reader_number(struct reader *r, const char *name,
			       unsigned int min)
{
	JsonNode *node = reader_member(r, name);
	gint64 value;

	if (!node)
		return 0;
	if (!JSON_NODE_HOLDS_VALUE(node) ||
	    json_node_get_value_type(node) != G_TYPE_INT64) {
		reader_fail(r, name, "is not a number");
		return 0;
	}
	value = json_node_get_int(node);
	if (value < min || value > G_MAXINT)
		reader_fail(r, name, "is out of range");
	return value;
}

bool reader_bool(struct reader *r, const char *name)
{
	JsonNode *node = reader_member(r, name);

	if (node && (!JSON_NODE_HOLDS_VALUE(node) ||
		     json_node_get_value_type(node) != G_TYPE_BOOLEAN))
		reader_fail(r, name, "is not a boolean");
	return node && !r->failed && json_node_get_boolean(node);
}

JsonArray *reader_array(struct reader *r, const char *name)
{
	JsonNode *node = reader_member(r, name);

	if (node && !JSON_NODE_HOLDS_ARRAY(node))
		reader_fail(r, name, "is not an array");
	return r->failed ? NULL : json_node_get_array(node);
}

/* A reader of the object in member @name; used only if that did not fail. */
struct reader reader_object(struct reader *r, const char *name)
{
	JsonNode *node = reader_member(r, name);

	if (node && !JSON_NODE_HOLDS_OBJECT(node))
		reader_fail(r, name, "is not an object");
	return (struct reader){
		.object = r->failed ? NULL : json_node_get_object(node),
		.error = r->error,
		.failed = r->failed,
	};
}

const char *reader_element(struct reader *r, JsonArray *array, guint i,
				const char *name)
{
	JsonNode *node = json_array_get_element(array, i);

	if (JSON_NODE_HOLDS_VALUE(node) &&
	    json_node_get_value_type(node) == G_TYPE_STRING)
		return json_node_get_string(node);
	reader_fail(r, name, "holds something else than strings");
	return "";
}

GPtrArray *reader_path(struct reader *r)
{
	JsonArray *array = reader_array(r, "path");
	GPtrArray *path;

	if (!array || !json_array_get_length(array))
		return NULL;
	path = g_ptr_array_new_with_free_func((GDestroyNotify)step_free);
	for (guint i = 0; i < json_array_get_length(array); i++) {
		JsonNode *node = json_array_get_element(array, i);
		struct reader s = { .error = r->error, .failed = r->failed };

		if (!JSON_NODE_HOLDS_OBJECT(node)) {
			reader_fail(r, "path", "holds something else than objects");
			break;
		}
		s.object = json_node_get_object(node);
		g_ptr_array_add(path, step_new(reader_place(&s),
					       reader_number(&s, "line", 1),
					       reader_string(&s, "text")));
		r->failed = s.failed;
	}
	return path;
}

unsigned int reader_flags(struct reader *r)
{
	JsonArray *array = reader_array(r, "flags");
	unsigned int flags = 0;

	for (guint i = 0; array && i < json_array_get_length(array); i++) {
		unsigned int flag = kapi_flag(reader_element(r, array, i, "flags"));

		if (!flag)
			reader_fail(r, "flags", "holds an unknown flag");
		flags |= flag;
	}
	return flags;
}
