// SPDX-License-Identifier: GPL-2.0-only
/*
 * emit_json.c - the stable, versioned report for programs.
 *
 * Version 1.  Members are added, never renamed or left out; an array is there
 * even when it is empty.
 */
#include "emit_json.h"

#define JSON_REPORT_VERSION 1

void emit_json_text(JsonBuilder *b, const char *name, const char *value)
{
	json_builder_set_member_name(b, name);
	if (value) {
		g_autofree char *utf8 = g_utf8_make_valid(value, -1);

		json_builder_add_string_value(b, utf8);
	} else {
		json_builder_add_null_value(b);
	}
}

void emit_json_number(JsonBuilder *b, const char *name, gint64 value)
{
	json_builder_set_member_name(b, name);
	json_builder_add_int_value(b, value);
}

void emit_json_array(JsonBuilder *b, const char *name)
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
	emit_json_text(b, "path", tree->root);
	emit_json_text(b, "kernel", tree->kernel);
	emit_json_array(b, "has");
	for (GList *l = names; l; l = l->next)
		json_builder_add_string_value(b, l->data);
	json_builder_end_array(b);
	json_builder_end_object(b);
}

static void add_flags(JsonBuilder *b, unsigned int flags)
{
	emit_json_array(b, "flags");
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
	emit_json_text(b, "kind", carrier_kind_name(c->kind));
	emit_json_text(b, "name", c->name);
	emit_json_text(b, "file", c->file);
	emit_json_number(b, "line", c->line);
	json_builder_end_object(b);
}

static void add_engines(JsonBuilder *b, unsigned int engines)
{
	emit_json_array(b, "engines");
	for (unsigned int bit = ENGINE_COCCI; bit <= ENGINE_SPARSE; bit <<= 1)
		if (engines & bit)
			json_builder_add_string_value(b, rule_engine_name(bit));
	json_builder_end_array(b);
}

static void add_fix(JsonBuilder *b, const struct finding *f)
{
	json_builder_set_member_name(b, "fix");
	json_builder_begin_object(b);
	emit_json_text(b, "state", fix_state_name(f->fix));
	emit_json_text(b, "effect", f->effect == EFFECT_NO_EFFECT ? NULL :
		      rule_effect_name(f->effect));
	emit_json_text(b, "why", f->why);
	json_builder_end_object(b);
}

static void add_path(JsonBuilder *b, const GPtrArray *path)
{
	emit_json_array(b, "path");
	for (guint i = 0; path && i < path->len; i++) {
		const struct step *s = path->pdata[i];

		json_builder_begin_object(b);
		emit_json_text(b, "file", s->file);
		emit_json_number(b, "line", s->line);
		emit_json_text(b, "text", s->text);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
}

/* "unasked": null but for the rule about that. */
static void add_unasked(JsonBuilder *b, const struct finding *f)
{
	const struct unasked *u = f->unasked;

	json_builder_set_member_name(b, "unasked");
	if (!u) {
		json_builder_add_null_value(b);
		return;
	}
	json_builder_begin_object(b);
	emit_json_text(b, "level", pt_level_name(u->level));
	emit_json_text(b, "use", entry_use_name(u->use));
	json_builder_set_member_name(b, "reachable");
	json_builder_add_boolean_value(b, !f->hidden);
	emit_json_array(b, "gates");
	for (guint i = 0; i < u->gates->len; i++)
		json_builder_add_string_value(b, u->gates->pdata[i]);
	json_builder_end_array(b);
	json_builder_end_object(b);
}

void emit_json_finding(JsonBuilder *b, const struct finding *f)
{
	g_autofree char *message = emit_message(f);

	json_builder_begin_object(b);
	emit_json_text(b, "rule", f->rule->slug);
	emit_json_text(b, "level", rule_level_name(f->level));
	emit_json_text(b, "file", f->file);
	emit_json_number(b, "line", f->line);
	emit_json_number(b, "column", f->column);
	emit_json_text(b, "function", f->function);
	emit_json_text(b, "expression", f->expression);
	add_flags(b, f->flags);
	add_carrier(b, f->carrier);
	add_engines(b, f->engines);
	add_fix(b, f);
	add_path(b, f->path);
	add_unasked(b, f);
	emit_json_text(b, "message", message);
	emit_json_text(b, "fingerprint", f->fingerprint);
	json_builder_end_object(b);
}

void emit_json_incomplete(JsonBuilder *b, const struct incomplete *inc)
{
	json_builder_begin_object(b);
	emit_json_text(b, "file", inc->file);
	emit_json_text(b, "engine",
		      inc->engine ? rule_engine_name(inc->engine) : NULL);
	emit_json_number(b, "first", inc->first);
	emit_json_number(b, "last", inc->last);
	emit_json_text(b, "reason", inc->reason);
	json_builder_end_object(b);
}

/* Beside "incomplete": another build would answer. */
static void add_absent(JsonBuilder *b, const struct lacks *lacks)
{
	emit_json_array(b, "not_built");
	for (guint i = 0; i < lacks->absent->len; i++) {
		const struct absent *a = lacks->absent->pdata[i];

		json_builder_begin_object(b);
		emit_json_text(b, "file", a->file);
		emit_json_text(b, "option", a->option);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
}

static void add_stale(JsonBuilder *b, const struct report *r)
{
	emit_json_array(b, "stale");
	for (guint i = 0; r->stale && i < r->stale->len; i++) {
		const struct baseline_entry *e = r->stale->pdata[i];

		json_builder_begin_object(b);
		emit_json_text(b, "fingerprint", e->fingerprint);
		emit_json_text(b, "rule", e->slug);
		emit_json_text(b, "file", e->file);
		emit_json_text(b, "function", e->function);
		emit_json_text(b, "expression", e->expression);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
}

static void add_stats(JsonBuilder *b, const struct report *r)
{
	json_builder_set_member_name(b, "stats");
	json_builder_begin_object(b);
	emit_json_number(b, "files_indexed", r->index->files);
	emit_json_number(b, "candidates", r->index->candidates->len);
	emit_json_number(b, "jobs", r->stats.jobs);
	emit_json_number(b, "cached", r->stats.cached);
	emit_json_number(b, "not_asked", r->stats.not_asked);
	emit_json_number(b, "in_baseline", r->known);
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

void emit_json_print(JsonBuilder *b, GString *out)
{
	g_autoptr(JsonNode) root = json_builder_get_root(b);
	g_autofree char *text = json_to_string(root, TRUE);

	g_string_append(out, text);
	g_string_append_c(out, '\n');
}

void emit_json(const struct report *report, const struct emit_options *options,
	       GString *out)
{
	g_autoptr(JsonBuilder) b = json_builder_new();

	json_builder_begin_object(b);
	emit_json_number(b, "version", JSON_REPORT_VERSION);
	add_tree(b, report->tree);
	emit_json_array(b, "findings");
	for (guint i = 0; i < report->findings->len; i++)
		emit_json_finding(b, report->findings->pdata[i]);
	json_builder_end_array(b);
	emit_json_array(b, "incomplete");
	for (guint i = 0; i < report->incomplete->len; i++)
		emit_json_incomplete(b, report->incomplete->pdata[i]);
	json_builder_end_array(b);
	add_absent(b, report->lacks);
	add_stale(b, report);
	add_stats(b, report);
	json_builder_end_object(b);
	emit_json_print(b, out);
}
