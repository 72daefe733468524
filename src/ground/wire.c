// SPDX-License-Identifier: GPL-2.0-only
/*
 * wire.c - one object of a checker as a line of JSON.  wire_read.c is the way
 * back.
 */
#include <json-glib/json-glib.h>

#include "facts.h"
#include "wire.h"

void wire_line_clear(struct wire_line *line)
{
	finding_free(line->finding);
	incomplete_free(line->incomplete);
	walker_free(line->walker);
	reach_call_free(line->call);
	g_free(line->done_file);
	memset(line, 0, sizeof(*line));
}

/* {"KIND": {  -- what follows are the members. */
static JsonBuilder *begin(const char *kind)
{
	JsonBuilder *b = json_builder_new();

	json_builder_begin_object(b);
	json_builder_set_member_name(b, kind);
	json_builder_begin_object(b);
	return b;
}

static char *end(JsonBuilder *b)
{
	g_autoptr(JsonGenerator) generator = json_generator_new();
	g_autoptr(JsonNode) root = NULL;

	json_builder_end_object(b);
	json_builder_end_object(b);
	root = json_builder_get_root(b);
	json_generator_set_root(generator, root);
	return json_generator_to_data(generator, NULL);
}

static void add_null(JsonBuilder *b, const char *name)
{
	json_builder_set_member_name(b, name);
	json_builder_add_null_value(b);
}

/* JSON is UTF-8, a kernel file need not be: bytes that are not are replaced. */
static void add_string(JsonBuilder *b, const char *name, const char *value)
{
	g_autofree char *valid = NULL;

	if (!value) {
		add_null(b, name);
		return;
	}
	valid = g_utf8_make_valid(value, -1);
	json_builder_set_member_name(b, name);
	json_builder_add_string_value(b, valid);
}

static void add_number(JsonBuilder *b, const char *name, unsigned int value)
{
	json_builder_set_member_name(b, name);
	json_builder_add_int_value(b, value);
}

static void add_flags(JsonBuilder *b, unsigned int flags)
{
	json_builder_set_member_name(b, "flags");
	json_builder_begin_array(b);
	if (flags & PFN_FLAG_PFNMAP)
		json_builder_add_string_value(b, "VM_PFNMAP");
	if (flags & PFN_FLAG_MIXEDMAP)
		json_builder_add_string_value(b, "VM_MIXEDMAP");
	json_builder_end_array(b);
}

static void add_place(JsonBuilder *b, const char *file, unsigned int line)
{
	add_string(b, "file", file);
	add_number(b, "line", line);
}

static void add_path(JsonBuilder *b, const GPtrArray *path)
{
	json_builder_set_member_name(b, "path");
	json_builder_begin_array(b);
	for (guint i = 0; path && i < path->len; i++) {
		const struct step *s = g_ptr_array_index(path, i);

		json_builder_begin_object(b);
		add_place(b, s->file, s->line);
		add_string(b, "text", s->text);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
}

static void add_carrier(JsonBuilder *b, const struct carrier *c)
{
	if (!c) {
		add_null(b, "carrier");
		return;
	}
	json_builder_set_member_name(b, "carrier");
	json_builder_begin_object(b);
	add_string(b, "kind", carrier_kind_name(c->kind));
	add_string(b, "name", c->name);
	add_place(b, c->file, c->line);
	add_flags(b, c->flags);
	json_builder_end_object(b);
}

static void add_fix(JsonBuilder *b, const struct finding *f)
{
	json_builder_set_member_name(b, "fix");
	json_builder_begin_object(b);
	add_string(b, "state", fix_state_name(f->fix));
	add_string(b, "effect", rule_effect_name(f->effect));
	add_string(b, "why", f->why);
	json_builder_end_object(b);
}

static void add_facts(JsonBuilder *b, unsigned int facts)
{
	json_builder_set_member_name(b, "facts");
	json_builder_begin_array(b);
	for (int i = 0; i < FACT_COUNT; i++)
		if (facts & 1u << i)
			json_builder_add_string_value(b, facts_name(i));
	json_builder_end_array(b);
}

static void add_unasked(JsonBuilder *b, const struct unasked *u)
{
	if (!u) {
		add_null(b, "unasked");
		return;
	}
	json_builder_set_member_name(b, "unasked");
	json_builder_begin_object(b);
	add_string(b, "level", pt_level_name(u->level));
	add_string(b, "use", entry_use_name(u->use));
	json_builder_set_member_name(b, "roots");
	json_builder_begin_array(b);
	for (guint i = 0; i < u->roots->len; i++) {
		const struct unasked_root *root = g_ptr_array_index(u->roots, i);

		json_builder_begin_object(b);
		add_string(b, "name", root->name);
		add_flags(b, root->flags);
		add_string(b, "needs", root->needs);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
	json_builder_end_object(b);
}

char *wire_print_finding(const struct finding *f)
{
	g_autoptr(JsonBuilder) b = begin("finding");

	add_string(b, "rule", f->rule->slug);
	add_place(b, f->file, f->line);
	add_number(b, "column", f->column);
	add_string(b, "function", f->function);
	add_flags(b, f->flags);
	add_carrier(b, f->carrier);
	add_fix(b, f);
	add_facts(b, f->facts);
	add_string(b, "message", f->message);
	add_path(b, f->path);
	add_unasked(b, f->unasked);
	return end(b);
}

char *wire_print_incomplete(const struct incomplete *inc)
{
	g_autoptr(JsonBuilder) b = begin("incomplete");

	add_string(b, "file", inc->file);
	add_string(b, "engine", rule_engine_name(inc->engine));
	add_number(b, "first", inc->first);
	add_number(b, "last", inc->last);
	add_string(b, "reason", inc->reason);
	return end(b);
}

static void add_strings(JsonBuilder *b, const char *name,
			const GPtrArray *strings)
{
	json_builder_set_member_name(b, name);
	json_builder_begin_array(b);
	for (guint i = 0; i < strings->len; i++)
		json_builder_add_string_value(b, g_ptr_array_index(strings, i));
	json_builder_end_array(b);
}

static void add_unfiltered(JsonBuilder *b, const GPtrArray *list)
{
	json_builder_set_member_name(b, "unfiltered");
	json_builder_begin_array(b);
	for (guint i = 0; i < list->len; i++) {
		const struct unfiltered *u = g_ptr_array_index(list, i);

		json_builder_begin_object(b);
		add_string(b, "level", pt_level_name(u->level));
		add_string(b, "use", entry_use_name(u->use));
		add_place(b, u->file, u->line);
		add_number(b, "column", u->column);
		add_string(b, "function", u->function);
		add_string(b, "entry", u->entry);
		add_strings(b, "locks", u->locks);
		add_path(b, u->path);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
}

static void add_filtered(JsonBuilder *b, const struct walker *w)
{
	static const char *const levels[] = { "pte", "pmd", "pud" };

	json_builder_set_member_name(b, "filtered");
	json_builder_begin_object(b);
	for (int i = 0; i < LEVEL_COUNT; i++)
		add_string(b, levels[i], filter_answer_name(w->filtered[i]));
	json_builder_end_object(b);
}

char *wire_print_walker(const struct walker *w)
{
	g_autoptr(JsonBuilder) b = begin("walker");

	add_place(b, w->file, w->line);
	add_string(b, "name", w->name);
	add_strings(b, "callbacks", w->callbacks);
	json_builder_set_member_name(b, "test_walk");
	json_builder_add_boolean_value(b, w->own_test_walk);
	add_flags(b, w->gate_flags);
	json_builder_set_member_name(b, "io");
	json_builder_add_boolean_value(b, w->gate_io);
	json_builder_set_member_name(b, "forks");
	json_builder_add_boolean_value(b, w->forks);
	add_filtered(b, w);
	add_path(b, w->path);
	add_unfiltered(b, w->unfiltered);
	return end(b);
}

char *wire_print_call(const struct reach_call *c)
{
	g_autoptr(JsonBuilder) b = begin("call");

	add_string(b, "from", c->from);
	add_string(b, "to", c->to);
	add_flags(b, c->flags);
	add_string(b, "gate", c->gate);
	add_string(b, "args", c->args);
	return end(b);
}

char *wire_print_done(const char *file, unsigned int engine)
{
	g_autoptr(JsonBuilder) b = begin("done");

	add_string(b, "file", file);
	add_string(b, "engine", rule_engine_name(engine));
	return end(b);
}
