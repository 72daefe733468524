// SPDX-License-Identifier: GPL-2.0-only
/*
 * emit_json.c - the stable, versioned report for programs.
 *
 * Version 1.  Members are added, never renamed or left out; an array is there
 * even when it is empty.
 */
#include <json-glib/json-glib.h>

#include "emit.h"

#define JSON_REPORT_VERSION 1

static void member_string(JsonBuilder *b, const char *name, const char *value)
{
	json_builder_set_member_name(b, name);
	if (value) {
		g_autofree char *utf8 = g_utf8_make_valid(value, -1);

		json_builder_add_string_value(b, utf8);
	} else {
		json_builder_add_null_value(b);
	}
}

static void member_int(JsonBuilder *b, const char *name, gint64 value)
{
	json_builder_set_member_name(b, name);
	json_builder_add_int_value(b, value);
}

static void begin_array(JsonBuilder *b, const char *name)
{
	json_builder_set_member_name(b, name);
	json_builder_begin_array(b);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(a, b);
}

static void add_tree(JsonBuilder *b, const struct tree *tree)
{
	g_autoptr(GList) names = g_list_sort(
			g_hash_table_get_keys(tree->has), compare_names);

	json_builder_set_member_name(b, "tree");
	json_builder_begin_object(b);
	member_string(b, "path", tree->root);
	member_string(b, "kernel", tree->kernel);
	begin_array(b, "has");
	for (GList *l = names; l; l = l->next)
		json_builder_add_string_value(b, l->data);
	json_builder_end_array(b);
	json_builder_end_object(b);
}

static void add_flags(JsonBuilder *b, unsigned int flags)
{
	begin_array(b, "flags");
	if (flags & PFN_FLAG_PFNMAP)
		json_builder_add_string_value(b, "VM_PFNMAP");
	if (flags & PFN_FLAG_MIXEDMAP)
		json_builder_add_string_value(b, "VM_MIXEDMAP");
	json_builder_end_array(b);
}

static void add_carrier(JsonBuilder *b, const struct carrier *c)
{
	json_builder_set_member_name(b, "carrier");
	if (!c) {
		json_builder_add_null_value(b);
		return;
	}
	json_builder_begin_object(b);
	member_string(b, "kind", carrier_kind_name(c->kind));
	member_string(b, "name", c->name);
	member_string(b, "file", c->file);
	member_int(b, "line", c->line);
	json_builder_end_object(b);
}

static void add_engines(JsonBuilder *b, unsigned int engines)
{
	begin_array(b, "engines");
	for (unsigned int bit = ENGINE_COCCI; bit <= ENGINE_SPARSE; bit <<= 1)
		if (engines & bit)
			json_builder_add_string_value(b, rule_engine_name(bit));
	json_builder_end_array(b);
}

static void add_fix(JsonBuilder *b, const struct finding *f)
{
	json_builder_set_member_name(b, "fix");
	json_builder_begin_object(b);
	member_string(b, "state", fix_state_name(f->fix));
	member_string(b, "effect", f->effect == EFFECT_NO_EFFECT ? NULL :
		      rule_effect_name(f->effect));
	member_string(b, "why", f->why);
	json_builder_end_object(b);
}

static void add_path(JsonBuilder *b, const GPtrArray *path)
{
	begin_array(b, "path");
	for (guint i = 0; path && i < path->len; i++) {
		const struct step *s = path->pdata[i];

		json_builder_begin_object(b);
		member_string(b, "file", s->file);
		member_int(b, "line", s->line);
		member_string(b, "text", s->text);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
}

static void add_finding(JsonBuilder *b, const struct finding *f)
{
	g_autofree char *message = emit_message(f);

	json_builder_begin_object(b);
	member_string(b, "rule", f->rule->slug);
	member_string(b, "level", rule_level_name(f->rule->level));
	member_string(b, "file", f->file);
	member_int(b, "line", f->line);
	member_int(b, "column", f->column);
	member_string(b, "function", f->function);
	member_string(b, "expression", f->expression);
	add_flags(b, f->flags);
	add_carrier(b, f->carrier);
	add_engines(b, f->engines);
	add_fix(b, f);
	add_path(b, f->path);
	member_string(b, "message", message);
	member_string(b, "fingerprint", f->fingerprint);
	json_builder_end_object(b);
}

static void add_incomplete(JsonBuilder *b, const struct incomplete *inc)
{
	json_builder_begin_object(b);
	member_string(b, "file", inc->file);
	member_string(b, "engine",
		      inc->engine ? rule_engine_name(inc->engine) : NULL);
	member_int(b, "first", inc->first);
	member_int(b, "last", inc->last);
	member_string(b, "reason", inc->reason);
	json_builder_end_object(b);
}

static void add_stale(JsonBuilder *b, const struct report *r)
{
	begin_array(b, "stale");
	for (guint i = 0; r->stale && i < r->stale->len; i++) {
		const struct baseline_entry *e = r->stale->pdata[i];

		json_builder_begin_object(b);
		member_string(b, "fingerprint", e->fingerprint);
		member_string(b, "rule", e->slug);
		member_string(b, "file", e->file);
		member_string(b, "function", e->function);
		member_string(b, "expression", e->expression);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
}

static void add_stats(JsonBuilder *b, const struct report *r)
{
	json_builder_set_member_name(b, "stats");
	json_builder_begin_object(b);
	member_int(b, "files_indexed", r->index->files);
	member_int(b, "candidates", r->index->candidates->len);
	member_int(b, "jobs", r->stats.jobs);
	member_int(b, "cached", r->stats.cached);
	member_int(b, "not_asked", r->stats.not_asked);
	member_int(b, "in_baseline", r->known);
	json_builder_set_member_name(b, "seconds");
	json_builder_begin_object(b);
	json_builder_set_member_name(b, "index");
	json_builder_add_double_value(b, r->index->seconds);
	for (int i = 0; i < 3; i++) {
		json_builder_set_member_name(b, rule_engine_name(1u << i));
		json_builder_add_double_value(b, r->stats.seconds[i]);
	}
	json_builder_set_member_name(b, "total");
	json_builder_add_double_value(b, r->seconds);
	json_builder_end_object(b);
	json_builder_end_object(b);
}

void emit_json(const struct report *report, const struct emit_options *options,
	       GString *out)
{
	g_autoptr(JsonBuilder) b = json_builder_new();
	g_autoptr(JsonNode) root = NULL;
	g_autofree char *text = NULL;

	json_builder_begin_object(b);
	member_int(b, "version", JSON_REPORT_VERSION);
	add_tree(b, report->tree);
	begin_array(b, "findings");
	for (guint i = 0; i < report->findings->len; i++)
		add_finding(b, report->findings->pdata[i]);
	json_builder_end_array(b);
	begin_array(b, "incomplete");
	for (guint i = 0; i < report->incomplete->len; i++)
		add_incomplete(b, report->incomplete->pdata[i]);
	json_builder_end_array(b);
	add_stale(b, report);
	add_stats(b, report);
	json_builder_end_object(b);

	root = json_builder_get_root(b);
	text = json_to_string(root, TRUE);
	g_string_append(out, text);
	g_string_append_c(out, '\n');
}
