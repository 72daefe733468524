// SPDX-License-Identifier: GPL-2.0-only
/*
 * emit_html.c - one page for people who plan a cleanup: how many findings of
 * which rule in which subsystem, and each with its source, path and rewrite.
 *
 * Everything that comes from the tree goes through html_escape().
 */
#include "emit_html.h"

char *html_escape(const char *text)
{
	g_autofree char *utf8 = g_utf8_make_valid(text ? text : "", -1);

	return g_markup_escape_text(utf8, -1);
}

void html_add(struct page *p, const char *text)
{
	g_autofree char *escaped = html_escape(text);

	g_string_append(p->out, escaped);
}

static void begin_select(struct page *p, const char *name)
{
	g_string_append_printf(p->out,
		"<select name=\"%s\" aria-label=\"%s\"><option value=\"\">every %s</option>",
		name, name, strcmp(name, "sub") ? name : "subsystem");
}

static void add_option(struct page *p, const char *value)
{
	g_autofree char *escaped = html_escape(value);

	g_string_append_printf(p->out, "<option value=\"%s\">%s</option>",
			       escaped, escaped);
}

static void add_form(struct page *p)
{
	g_string_append(p->out,
		"<form><input name=\"q\" type=\"search\" placeholder=\"file, function, text\" aria-label=\"text\">");
	begin_select(p, "rule");
	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (html_count(p, rule, NULL))
			add_option(p, rule_get(rule)->slug);
	g_string_append(p->out, "</select>");
	begin_select(p, "level");
	add_option(p, rule_level_name(LEVEL_WARNING));
	add_option(p, rule_level_name(LEVEL_NOTE));
	g_string_append(p->out, "</select>");
	begin_select(p, "fix");
	for (int fix = FIX_STATE_NONE; fix <= FIX_STATE_EMITTED; fix++)
		add_option(p, fix_state_name(fix));
	g_string_append(p->out, "</select>");
	begin_select(p, "sub");
	for (guint i = 0; i < p->subsystems->len; i++)
		add_option(p, p->subsystems->pdata[i]);
	g_string_append(p->out,
		"</select><button type=\"reset\">all</button><output id=\"count\"></output></form>\n");
}

static void add_incomplete(struct page *p)
{
	const GPtrArray *all = p->report->incomplete;

	if (!all->len)
		return;
	g_string_append_printf(p->out,
		"<h2>Not analysed: %u</h2>\n<details><summary>files and lines</summary><ol>\n",
		all->len);
	for (guint i = 0; i < all->len; i++) {
		const struct incomplete *inc = all->pdata[i];

		g_string_append(p->out, "<li>");
		html_add_place(p, inc->file, inc->first, inc->reason);
		g_string_append(p->out, "</li>\n");
	}
	g_string_append(p->out, "</ol></details>\n");
}

static void add_head(struct page *p)
{
	g_string_append(p->out,
		"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width\">\n"
		"<title>pfncheck: linux ");
	html_add(p, p->report->tree->kernel);
	g_string_append_printf(p->out, "</title>\n<style>\n%s</style></head><body>\n<h1>Reads of VM_PFNMAP and VM_MIXEDMAP in linux ",
			       html_style());
	html_add(p, p->report->tree->kernel);
	g_string_append_printf(p->out,
		"</h1>\n<p>%u findings in %u subsystems; %u of %u files hold a read or a carrier.</p>\n",
		p->report->findings->len, p->subsystems->len,
		p->report->index->candidates->len, p->report->index->files);
}

void emit_html(const struct report *report, const struct emit_options *options,
	       GString *out)
{
	struct page p = { .report = report, .out = out };

	p.subsystems = html_subsystems(report);
	add_head(&p);
	if (report->findings->len)
		html_add_map(&p);
	g_string_append(out, "<h2>Findings</h2>\n");
	add_form(&p);
	for (guint i = 0; i < report->findings->len; i++)
		html_add_finding(&p, report->findings->pdata[i]);
	g_string_append(out, "<p id=\"none\" hidden>Nothing matches.</p>\n");
	add_incomplete(&p);
	g_string_append_printf(out, "<script>\n%s</script>\n</body></html>\n",
			       html_script());
	g_ptr_array_unref(p.subsystems);
	g_free(p.file);
	g_strfreev(p.lines);
}
