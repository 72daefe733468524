// SPDX-License-Identifier: GPL-2.0-only
/*
 * emit_sarif_parts.c - members, places, and rewrites as replacements.
 */
#include "emit_sarif.h"
#include "rewrite/patch.h"

void sarif_name(JsonBuilder *b, const char *name)
{
	json_builder_set_member_name(b, name);
}

void sarif_string(JsonBuilder *b, const char *name, const char *value)
{
	g_autofree char *utf8 = g_utf8_make_valid(value, -1);

	sarif_name(b, name);
	json_builder_add_string_value(b, utf8);
}

void sarif_int(JsonBuilder *b, const char *name, gint64 value)
{
	sarif_name(b, name);
	json_builder_add_int_value(b, value);
}

void sarif_object(JsonBuilder *b, const char *name)
{
	if (name)
		sarif_name(b, name);
	json_builder_begin_object(b);
}

void sarif_array(JsonBuilder *b, const char *name)
{
	sarif_name(b, name);
	json_builder_begin_array(b);
}

void sarif_text(JsonBuilder *b, const char *name, const char *text)
{
	sarif_object(b, name);
	sarif_string(b, "text", text);
	json_builder_end_object(b);
}

/* @file relative to the tree, as a URI: any byte may stand in a name. */
void sarif_artifact(JsonBuilder *b, const char *file)
{
	g_autofree char *uri = g_uri_escape_string(file, "/", FALSE);

	sarif_object(b, "artifactLocation");
	sarif_string(b, "uri", uri);
	sarif_string(b, "uriBaseId", SARIF_TREE);
	json_builder_end_object(b);
}

void sarif_physical(JsonBuilder *b, const char *file, unsigned int line,
		    unsigned int column)
{
	sarif_object(b, "physicalLocation");
	sarif_artifact(b, file);
	if (line) {
		sarif_object(b, "region");
		sarif_int(b, "startLine", line);
		if (column)
			sarif_int(b, "startColumn", column);
		json_builder_end_object(b);
	}
	json_builder_end_object(b);
}

/* Lines @first to before @end of the old text become @text. */
static void add_replacement(JsonBuilder *b, unsigned int first,
			    unsigned int end, const char *text)
{
	sarif_object(b, NULL);
	sarif_object(b, "deletedRegion");
	sarif_int(b, "startLine", first);
	sarif_int(b, "startColumn", 1);
	sarif_int(b, "endLine", end);
	sarif_int(b, "endColumn", 1);
	json_builder_end_object(b);
	if (*text)
		sarif_text(b, "insertedContent", text);
	json_builder_end_object(b);
}

/* The changed lines of a unified diff, a replacement for each run of them. */
static void add_replacements(JsonBuilder *b, const char *diff)
{
	g_auto(GStrv) lines = g_strsplit(diff, "\n", -1);
	g_autoptr(GString) text = g_string_new(NULL);
	unsigned int at = 0, first = 0;

	for (char **l = lines; *l; l++) {
		bool header = !at && **l != '@';

		if (header || **l == '\\')
			continue;
		if (**l == '-' || **l == '+') {
			first = first ? first : at;
			if (**l == '-')
				at++;
			else
				g_string_append_printf(text, "%s\n", *l + 1);
			continue;
		}
		if (first)
			add_replacement(b, first, at, text->str);
		first = 0;
		g_string_truncate(text, 0);
		if (**l == '@')
			at = g_ascii_strtoull(*l + strlen("@@ -"), NULL, 10);
		else
			at++;
	}
	if (first)
		add_replacement(b, first, at, text->str);
}

/* Only what changes the file as it is: later rewrites stand on earlier ones. */
static bool is_first_of_file(const struct report *report,
			     const struct rewrite *rewrite)
{
	for (guint i = 0; i < report->rewrites->len; i++) {
		const struct rewrite *r = report->rewrites->pdata[i];

		if (!strcmp(r->file, rewrite->file))
			return r == rewrite;
	}
	return false;
}

void sarif_fix(JsonBuilder *b, const struct report *report,
	       const struct finding *f)
{
	const struct rewrite *r = emit_rewrite_of(report, f);
	g_autofree char *text = NULL, *diff = NULL;

	if (!r || !is_first_of_file(report, r))
		return;
	diff = patch_diff(r->file, r->before, r->after, NULL);
	if (!diff)
		return;
	text = g_strdup_printf("%s rewrite of %s, effect %s", r->rule->slug,
			       r->file, rule_effect_name(r->effect));
	sarif_array(b, "fixes");
	sarif_object(b, NULL);
	sarif_text(b, "description", text);
	sarif_array(b, "artifactChanges");
	sarif_object(b, NULL);
	sarif_artifact(b, r->file);
	sarif_array(b, "replacements");
	add_replacements(b, diff);
	json_builder_end_array(b);
	json_builder_end_object(b);
	json_builder_end_array(b);
	json_builder_end_object(b);
	json_builder_end_array(b);
}
