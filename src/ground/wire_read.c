// SPDX-License-Identifier: GPL-2.0-only
/*
 * wire_read.c - reads a checker's line back.  A checker may have died half-way
 * or be another version: nothing is taken on trust, and a line is used whole or
 * not at all.  The first fault is kept in struct reader, what follows is idle.
 */
#include "facts.h"
#include "wire.h"
#include "wire_reader.h"

static unsigned int get_facts(struct reader *r)
{
	JsonArray *array = reader_array(r, "facts");
	unsigned int facts = 0;

	for (guint i = 0; array && i < json_array_get_length(array); i++) {
		enum fact fact = 0;

		if (!facts_parse(reader_element(r, array, i, "facts"), &fact))
			reader_fail(r, "facts", "holds an unknown fact");
		facts |= 1u << fact;
	}
	return facts;
}

static unsigned int get_engine(struct reader *r)
{
	unsigned int engine = rule_engine_parse(reader_string(r, "engine"));

	if (!engine)
		reader_fail(r, "engine", "is unknown");
	return engine;
}

static struct carrier *get_carrier(struct reader *r)
{
	JsonNode *node = reader_member(r, "carrier");
	enum carrier_kind kind = CARRIER_MACRO;
	struct carrier *carrier;
	struct reader c;

	if (!node || JSON_NODE_HOLDS_NULL(node))
		return NULL;
	c = reader_object(r, "carrier");
	if (!carrier_kind_parse(reader_string(&c, "kind"), &kind))
		reader_fail(&c, "kind", "is unknown");
	carrier = carrier_new(kind, reader_string(&c, "name"), reader_place(&c),
			      reader_number(&c, "line", 1), reader_flags(&c), NULL);
	r->failed = c.failed;
	return carrier;
}

static void get_fix(struct reader *r, struct finding *f)
{
	struct reader fix = reader_object(r, "fix");

	if (!fix_state_parse(reader_string(&fix, "state"), &f->fix))
		reader_fail(&fix, "state", "is unknown");
	if (!rule_effect_parse(reader_string(&fix, "effect"), &f->effect))
		reader_fail(&fix, "effect", "is unknown");
	f->why = g_strdup(reader_nullable(&fix, "why"));
	r->failed = fix.failed;
}

static void read_finding(struct reader *r, struct wire_line *out)
{
	const struct rule *rule = rule_find(reader_string(r, "rule"));
	struct finding *f;

	if (!rule) {
		reader_fail(r, "rule", "is unknown");
		return;
	}
	f = finding_new(rule, reader_file(r), reader_number(r, "line", 1),
			reader_number(r, "column", 1), reader_nullable(r, "function"));
	f->flags = reader_flags(r);
	f->carrier = get_carrier(r);
	get_fix(r, f);
	f->facts = get_facts(r);
	f->message = g_strdup(reader_nullable(r, "message"));
	f->path = reader_path(r);
	f->unasked = reader_unasked(r);
	out->kind = WIRE_FINDING;
	out->finding = f;
}

static void read_incomplete(struct reader *r, struct wire_line *out)
{
	struct incomplete *inc = incomplete_new(reader_file(r), get_engine(r),
						reader_string(r, "reason"));

	inc->first = reader_number(r, "first", 0);
	inc->last = reader_number(r, "last", 0);
	if (inc->last < inc->first)
		reader_fail(r, "last", "stands before 'first'");
	out->kind = WIRE_INCOMPLETE;
	out->incomplete = inc;
}

static void get_filtered(struct reader *r, struct walker *w)
{
	static const char *const levels[] = { "pte", "pmd", "pud" };
	struct reader f = reader_object(r, "filtered");

	for (int i = 0; i < LEVEL_COUNT; i++)
		if (!filter_answer_parse(reader_string(&f, levels[i]),
					 &w->filtered[i]))
			reader_fail(&f, levels[i], "is unknown");
	r->failed = f.failed;
}

static void read_walker(struct reader *r, struct wire_line *out)
{
	struct walker *w = walker_new(reader_file(r), reader_number(r, "line", 1),
				      reader_string(r, "name"));
	JsonArray *callbacks = reader_array(r, "callbacks");

	for (guint i = 0; callbacks && i < json_array_get_length(callbacks); i++)
		g_ptr_array_add(w->callbacks,
				g_strdup(reader_element(r, callbacks, i,
						      "callbacks")));
	w->own_test_walk = reader_bool(r, "test_walk");
	w->gate_flags = reader_flags(r);
	w->gate_io = reader_bool(r, "io");
	w->forks = reader_bool(r, "forks");
	get_filtered(r, w);
	w->path = reader_path(r);
	reader_unfiltered(r, w->unfiltered);
	out->kind = WIRE_WALKER;
	out->walker = w;
}

static void read_call(struct reader *r, struct wire_line *out)
{
	const char *from = reader_nullable(r, "from");
	const char *to = reader_string(r, "to");

	out->call = reach_call_new(from, to, reader_flags(r),
				   reader_nullable(r, "gate"),
				   reader_nullable(r, "args"));
	out->kind = WIRE_CALL;
}

static void read_done(struct reader *r, struct wire_line *out)
{
	out->kind = WIRE_DONE;
	out->done_file = g_strdup(reader_file(r));
	out->done_engine = get_engine(r);
}

static const struct {
	const char *kind;
	void (*read)(struct reader *r, struct wire_line *out);
} kinds[] = {
	{ "finding", read_finding },
	{ "incomplete", read_incomplete },
	{ "walker", read_walker },
	{ "call", read_call },
	{ "done", read_done },
};

static void read_line(struct reader *r, struct wire_line *out)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		struct reader inner;

		if (!json_object_has_member(r->object, kinds[i].kind))
			continue;
		inner = reader_object(r, kinds[i].kind);
		if (!inner.failed)
			kinds[i].read(&inner, out);
		r->failed = inner.failed;
		return;
	}
	reader_fail(r, "kind", "is unknown");
}

bool wire_parse(const char *text, struct wire_line *out, GError **error)
{
	struct reader r = { .error = error };
	g_autoptr(JsonParser) parser = NULL;
	JsonNode *root;

	if (!g_utf8_validate(text, -1, NULL)) {
		reader_fail(&r, "line", "is not UTF-8");
		return false;
	}
	if (!wire_is_one_object(text)) {
		reader_fail(&r, "line", "is not an object with one member");
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
		reader_fail(&r, "line", "is not an object with one member");
		return false;
	}
	r.object = json_node_get_object(root);
	read_line(&r, out);
	if (r.failed)
		wire_line_clear(out);
	return !r.failed;
}
