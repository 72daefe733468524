// SPDX-License-Identifier: GPL-2.0-only
/*
 * emit_sarif.c - SARIF 2.1.0, as code hosting sites and editors read it.
 *
 * Every rule is described, found or not; a filter-dominance path is a code
 * flow; a rewrite is a fix whose replacements are whole lines.
 */
#include "emit_json.h"
#include "emit_sarif.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"
static void add_rule(JsonBuilder *b, const struct rule *rule)
{
	g_autofree char *help = g_strdup_printf("pfncheck explain %s",
						rule->slug);

	sarif_object(b, NULL);
	sarif_string(b, "id", rule->slug);
	sarif_text(b, "shortDescription", rule->title);
	sarif_text(b, "help", help);
	sarif_object(b, "defaultConfiguration");
	sarif_string(b, "level", rule_level_name(rule->level));
	json_builder_end_object(b);
	sarif_object(b, "properties");
	sarif_array(b, "tags");
	json_builder_add_string_value(b, "linux");
	json_builder_add_string_value(b, "mm");
	json_builder_end_array(b);
	if (rule->effect != EFFECT_NO_EFFECT)
		sarif_string(b, "effect", rule_effect_name(rule->effect));
	json_builder_end_object(b);
	json_builder_end_object(b);
}

static void add_tool(JsonBuilder *b)
{
	sarif_object(b, "tool");
	sarif_object(b, "driver");
	sarif_string(b, "name", "pfncheck");
	sarif_string(b, "version", PFN_VERSION);
	sarif_array(b, "rules");
	for (int id = 0; id < RULE_COUNT; id++)
		add_rule(b, rule_get(id));
	json_builder_end_array(b);
	json_builder_end_object(b);
	json_builder_end_object(b);
}

static void add_location(JsonBuilder *b, const struct finding *f)
{
	sarif_array(b, "locations");
	sarif_object(b, NULL);
	sarif_physical(b, f->file, f->line, f->column);
	if (f->function) {
		sarif_array(b, "logicalLocations");
		sarif_object(b, NULL);
		sarif_string(b, "name", f->function);
		sarif_string(b, "kind", "function");
		json_builder_end_object(b);
		json_builder_end_array(b);
	}
	json_builder_end_object(b);
	json_builder_end_array(b);
}

static void add_carrier(JsonBuilder *b, const struct carrier *c)
{
	g_autofree char *text = NULL;

	if (!c)
		return;
	text = g_strdup_printf("%s '%s' carries the flag",
			       carrier_kind_name(c->kind), c->name);
	sarif_array(b, "relatedLocations");
	sarif_object(b, NULL);
	sarif_int(b, "id", 1);
	sarif_physical(b, c->file, c->line, 0);
	sarif_text(b, "message", text);
	json_builder_end_object(b);
	json_builder_end_array(b);
}

static void add_code_flow(JsonBuilder *b, const GPtrArray *path)
{
	if (!path || !path->len)
		return;
	sarif_array(b, "codeFlows");
	sarif_object(b, NULL);
	sarif_array(b, "threadFlows");
	sarif_object(b, NULL);
	sarif_array(b, "locations");
	for (guint i = 0; i < path->len; i++) {
		const struct step *s = path->pdata[i];

		sarif_object(b, NULL);
		sarif_object(b, "location");
		sarif_physical(b, s->file, s->line, 0);
		sarif_text(b, "message", s->text);
		json_builder_end_object(b);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
	json_builder_end_object(b);
	json_builder_end_array(b);
	json_builder_end_object(b);
	json_builder_end_array(b);
}

static void add_properties(JsonBuilder *b, const struct finding *f)
{
	sarif_object(b, "properties");
	sarif_array(b, "engines");
	for (unsigned int bit = ENGINE_COCCI; bit <= ENGINE_SPARSE; bit <<= 1)
		if (f->engines & bit)
			json_builder_add_string_value(b, rule_engine_name(bit));
	json_builder_end_array(b);
	if (f->expression)
		sarif_string(b, "expression", f->expression);
	sarif_string(b, "fixState", fix_state_name(f->fix));
	if (f->why)
		sarif_string(b, "why", f->why);
	json_builder_end_object(b);
}

static void add_result(JsonBuilder *b, const struct report *report,
		       const struct finding *f)
{
	g_autofree char *message = emit_message(f);

	sarif_object(b, NULL);
	sarif_string(b, "ruleId", f->rule->slug);
	sarif_int(b, "ruleIndex", f->rule->id);
	sarif_string(b, "level", rule_level_name(f->level));
	sarif_text(b, "message", message);
	add_location(b, f);
	sarif_object(b, "partialFingerprints");
	sarif_string(b, "pfncheck/v1", f->fingerprint ? f->fingerprint : "");
	json_builder_end_object(b);
	add_carrier(b, f->carrier);
	add_code_flow(b, f->path);
	sarif_fix(b, report, f);
	add_properties(b, f);
	json_builder_end_object(b);
}

/* What could not be analysed is a notification of the run. */
static void add_invocation(JsonBuilder *b, const struct report *report)
{
	sarif_array(b, "invocations");
	sarif_object(b, NULL);
	sarif_name(b, "executionSuccessful");
	json_builder_add_boolean_value(b, TRUE);
	sarif_array(b, "toolExecutionNotifications");
	for (guint i = 0; i < report->incomplete->len; i++) {
		const struct incomplete *inc = report->incomplete->pdata[i];
		g_autofree char *text = g_strdup_printf("incomplete: %s%s%s",
			inc->engine ? rule_engine_name(inc->engine) : "",
			inc->engine ? ": " : "", inc->reason);

		sarif_object(b, NULL);
		sarif_string(b, "level", "warning");
		sarif_text(b, "message", text);
		sarif_array(b, "locations");
		sarif_object(b, NULL);
		sarif_physical(b, inc->file, inc->first, 0);
		json_builder_end_object(b);
		json_builder_end_array(b);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
	json_builder_end_object(b);
	json_builder_end_array(b);
}

void sarif_run(JsonBuilder *b, const struct report *report, const char *id)
{
	g_autofree char *root = g_strconcat(report->tree->root, "/", NULL);
	g_autofree char *path = g_uri_escape_string(root, "/", FALSE);
	g_autofree char *uri = g_strconcat("file://", path, NULL);

	sarif_object(b, NULL);
	if (id) {
		sarif_object(b, "automationDetails");
		sarif_string(b, "id", id);
		json_builder_end_object(b);
	}
	add_tool(b);
	sarif_object(b, "originalUriBaseIds");
	sarif_object(b, SARIF_TREE);
	sarif_string(b, "uri", uri);
	json_builder_end_object(b);
	json_builder_end_object(b);
	sarif_string(b, "columnKind", "unicodeCodePoints");
	add_invocation(b, report);
	sarif_array(b, "results");
	for (guint i = 0; i < report->findings->len; i++)
		add_result(b, report, report->findings->pdata[i]);
	json_builder_end_array(b);
	json_builder_end_object(b);
}

JsonBuilder *sarif_begin(void)
{
	JsonBuilder *b = json_builder_new();

	sarif_object(b, NULL);
	sarif_string(b, "$schema", SCHEMA);
	sarif_string(b, "version", "2.1.0");
	sarif_array(b, "runs");
	return b;
}

void sarif_end(JsonBuilder *b, GString *out)
{
	json_builder_end_array(b);
	json_builder_end_object(b);
	emit_json_print(b, out);
}

void emit_sarif(const struct report *report,
		const struct emit_options *options, GString *out)
{
	g_autoptr(JsonBuilder) b = sarif_begin();

	sarif_run(b, report, NULL);
	sarif_end(b, out);
}
