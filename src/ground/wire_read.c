// SPDX-License-Identifier: GPL-2.0-only
/*
 * wire_read.c - reads a checker's line back.  A checker may have died half-way
 * or be another version: nothing is taken on trust, and a line is used whole or
 * not at all.  The first fault is kept in struct reader, what follows is idle.
 */
#include <json-glib/json-glib.h>

#include "wire.h"

struct reader {
	JsonObject *object;	/* borrowed */
	GError **error;
	bool failed;
};

static void fail(struct reader *r, const char *member, const char *what)
{
	if (!r->failed)
		g_set_error(r->error, PFN_ERROR, PFN_EXIT_INCOMPLETE,
			    "cannot read a checker's line: '%s' %s", member,
			    what);
	r->failed = true;
}

static JsonNode *member(struct reader *r, const char *name)
{
	JsonNode *node = r->failed ? NULL :
		json_object_get_member(r->object, name);

	if (!node)
		fail(r, name, "is missing");
	return node;
}

/* NULL where it is null or wrong; the latter fails. */
static const char *get_nullable(struct reader *r, const char *name)
{
	JsonNode *node = member(r, name);

	if (!node || JSON_NODE_HOLDS_NULL(node))
		return NULL;
	if (!JSON_NODE_HOLDS_VALUE(node) ||
	    json_node_get_value_type(node) != G_TYPE_STRING) {
		fail(r, name, "is no string");
		return NULL;
	}
	return json_node_get_string(node);
}

static const char *get_string(struct reader *r, const char *name)
{
	const char *value = get_nullable(r, name);

	if (!value || !*value)
		fail(r, name, "is empty");
	return value;
}

/* A name that leaves the tree could make a rewrite write outside of it. */
static const char *get_file(struct reader *r)
{
	const char *file = get_string(r, "file");
	g_auto(GStrv) parts = g_strsplit(file ? file : "", "/", -1);

	if (file && *file == '/')
		fail(r, "file", "is not relative to the tree");
	if (g_strv_contains((const char *const *)parts, ".."))
		fail(r, "file", "leaves the tree");
	return file;
}

static unsigned int get_number(struct reader *r, const char *name,
			       unsigned int min)
{
	JsonNode *node = member(r, name);
	gint64 value;

	if (!node)
		return 0;
	if (!JSON_NODE_HOLDS_VALUE(node) ||
	    json_node_get_value_type(node) != G_TYPE_INT64) {
		fail(r, name, "is no number");
		return 0;
	}
	value = json_node_get_int(node);
	if (value < min || value > G_MAXINT)
		fail(r, name, "is out of range");
	return value;
}

static bool get_bool(struct reader *r, const char *name)
{
	JsonNode *node = member(r, name);

	if (node && (!JSON_NODE_HOLDS_VALUE(node) ||
		     json_node_get_value_type(node) != G_TYPE_BOOLEAN))
		fail(r, name, "is no boolean");
	return node && !r->failed && json_node_get_boolean(node);
}

static JsonArray *get_array(struct reader *r, const char *name)
{
	JsonNode *node = member(r, name);

	if (node && !JSON_NODE_HOLDS_ARRAY(node))
		fail(r, name, "is no array");
	return r->failed ? NULL : json_node_get_array(node);
}

/* A reader of the object in member @name; used only if that did not fail. */
static struct reader get_object(struct reader *r, const char *name)
{
	JsonNode *node = member(r, name);

	if (node && !JSON_NODE_HOLDS_OBJECT(node))
		fail(r, name, "is no object");
	return (struct reader){
		.object = r->failed ? NULL : json_node_get_object(node),
		.error = r->error,
		.failed = r->failed,
	};
}

static const char *array_string(struct reader *r, JsonArray *array, guint i,
				const char *name)
{
	JsonNode *node = json_array_get_element(array, i);

	if (JSON_NODE_HOLDS_VALUE(node) &&
	    json_node_get_value_type(node) == G_TYPE_STRING)
		return json_node_get_string(node);
	fail(r, name, "holds something else than strings");
	return "";
}

static unsigned int get_flags(struct reader *r)
{
	JsonArray *array = get_array(r, "flags");
	unsigned int flags = 0;

	for (guint i = 0; array && i < json_array_get_length(array); i++) {
		unsigned int flag = kapi_flag(array_string(r, array, i, "flags"));

		if (!flag)
			fail(r, "flags", "holds an unknown flag");
		flags |= flag;
	}
	return flags;
}

static unsigned int get_engine(struct reader *r)
{
	unsigned int engine = rule_engine_parse(get_string(r, "engine"));

	if (!engine)
		fail(r, "engine", "is unknown");
	return engine;
}

static GPtrArray *get_path(struct reader *r)
{
	JsonArray *array = get_array(r, "path");
	GPtrArray *path;

	if (!array || !json_array_get_length(array))
		return NULL;
	path = g_ptr_array_new_with_free_func((GDestroyNotify)step_free);
	for (guint i = 0; i < json_array_get_length(array); i++) {
		JsonNode *node = json_array_get_element(array, i);
		struct reader s = { .error = r->error, .failed = r->failed };

		if (!JSON_NODE_HOLDS_OBJECT(node)) {
			fail(r, "path", "holds something else than objects");
			break;
		}
		s.object = json_node_get_object(node);
		g_ptr_array_add(path, step_new(get_file(&s),
					       get_number(&s, "line", 1),
					       get_string(&s, "text")));
		r->failed = s.failed;
	}
	return path;
}

static struct carrier *get_carrier(struct reader *r)
{
	JsonNode *node = member(r, "carrier");
	enum carrier_kind kind = CARRIER_MACRO;
	struct carrier *carrier;
	struct reader c;

	if (!node || JSON_NODE_HOLDS_NULL(node))
		return NULL;
	c = get_object(r, "carrier");
	if (!carrier_kind_parse(get_string(&c, "kind"), &kind))
		fail(&c, "kind", "is unknown");
	carrier = carrier_new(kind, get_string(&c, "name"), get_file(&c),
			      get_number(&c, "line", 1), get_flags(&c), NULL);
	r->failed = c.failed;
	return carrier;
}

static void get_fix(struct reader *r, struct finding *f)
{
	struct reader fix = get_object(r, "fix");

	if (!fix_state_parse(get_string(&fix, "state"), &f->fix))
		fail(&fix, "state", "is unknown");
	if (!rule_effect_parse(get_string(&fix, "effect"), &f->effect))
		fail(&fix, "effect", "is unknown");
	f->why = g_strdup(get_nullable(&fix, "why"));
	r->failed = fix.failed;
}

static void read_finding(struct reader *r, struct wire_line *out)
{
	const struct rule *rule = rule_find(get_string(r, "rule"));
	struct finding *f;

	if (!rule) {
		fail(r, "rule", "is unknown");
		return;
	}
	f = finding_new(rule, get_file(r), get_number(r, "line", 1),
			get_number(r, "column", 1), get_nullable(r, "function"));
	f->flags = get_flags(r);
	f->carrier = get_carrier(r);
	get_fix(r, f);
	f->message = g_strdup(get_nullable(r, "message"));
	f->path = get_path(r);
	out->kind = WIRE_FINDING;
	out->finding = f;
}

static void read_incomplete(struct reader *r, struct wire_line *out)
{
	struct incomplete *inc = incomplete_new(get_file(r), get_engine(r),
						get_string(r, "reason"));

	inc->first = get_number(r, "first", 0);
	inc->last = get_number(r, "last", 0);
	if (inc->last < inc->first)
		fail(r, "last", "stands before 'first'");
	out->kind = WIRE_INCOMPLETE;
	out->incomplete = inc;
}

static void get_filtered(struct reader *r, struct walker *w)
{
	static const char *const levels[] = { "pte", "pmd", "pud" };
	struct reader f = get_object(r, "filtered");

	for (int i = 0; i < LEVEL_COUNT; i++)
		if (!filter_answer_parse(get_string(&f, levels[i]),
					 &w->filtered[i]))
			fail(&f, levels[i], "is unknown");
	r->failed = f.failed;
}

static void read_walker(struct reader *r, struct wire_line *out)
{
	struct walker *w = walker_new(get_file(r), get_number(r, "line", 1),
				      get_string(r, "name"));
	JsonArray *callbacks = get_array(r, "callbacks");

	for (guint i = 0; callbacks && i < json_array_get_length(callbacks); i++)
		g_ptr_array_add(w->callbacks,
				g_strdup(array_string(r, callbacks, i,
						      "callbacks")));
	w->own_test_walk = get_bool(r, "test_walk");
	w->gate_flags = get_flags(r);
	w->gate_io = get_bool(r, "io");
	get_filtered(r, w);
	w->path = get_path(r);
	out->kind = WIRE_WALKER;
	out->walker = w;
}

static void read_done(struct reader *r, struct wire_line *out)
{
	out->kind = WIRE_DONE;
	out->done_file = g_strdup(get_file(r));
	out->done_engine = get_engine(r);
}

static const struct {
	const char *kind;
	void (*read)(struct reader *r, struct wire_line *out);
} kinds[] = {
	{ "finding", read_finding },
	{ "incomplete", read_incomplete },
	{ "walker", read_walker },
	{ "done", read_done },
};

static void read_line(struct reader *r, struct wire_line *out)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		struct reader inner;

		if (!json_object_has_member(r->object, kinds[i].kind))
			continue;
		inner = get_object(r, kinds[i].kind);
		if (!inner.failed)
			kinds[i].read(&inner, out);
		r->failed = inner.failed;
		return;
	}
	fail(r, "kind", "is unknown");
}

bool wire_parse(const char *text, struct wire_line *out, GError **error)
{
	struct reader r = { .error = error };
	g_autoptr(JsonParser) parser = NULL;
	JsonNode *root;

	if (!g_utf8_validate(text, -1, NULL)) {
		fail(&r, "line", "is not UTF-8");
		return false;
	}
	parser = json_parser_new_immutable();
	if (!json_parser_load_from_data(parser, text, -1, error)) {
		g_prefix_error(error, "cannot read a checker's line: ");
		return false;
	}
	root = json_parser_get_root(parser);
	if (!root || !JSON_NODE_HOLDS_OBJECT(root) ||
	    json_object_get_size(json_node_get_object(root)) != 1) {
		fail(&r, "line", "is no object with one member");
		return false;
	}
	r.object = json_node_get_object(root);
	read_line(&r, out);
	if (r.failed)
		wire_line_clear(out);
	return !r.failed;
}
