// SPDX-License-Identifier: GPL-2.0-only
/*
 * emit_html_map.c - how many findings of which rule in which subsystem.
 */
#include "emit_html.h"

/* "mm", "fs/proc", "arch/x86": two levels where the first says little. */
char *html_subsystem_of(const char *file)
{
	static const char *const deep[] = { "arch/", "drivers/", "fs/", "net/" };
	const char *slash = strchr(file, '/');

	for (size_t i = 0; slash && i < G_N_ELEMENTS(deep); i++) {
		const char *second;

		if (!g_str_has_prefix(file, deep[i]))
			continue;
		second = strchr(slash + 1, '/');
		slash = second ? second : slash;
		break;
	}
	return slash ? g_strndup(file, slash - file) : g_strdup(".");
}

static int compare_strings(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *html_subsystems(const struct report *report)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < report->findings->len; i++) {
		const struct finding *f = report->findings->pdata[i];
		g_autofree char *name = html_subsystem_of(f->file);

		if (!g_ptr_array_find_with_equal_func(names, name, g_str_equal,
						      NULL))
			g_ptr_array_add(names, g_steal_pointer(&name));
	}
	g_ptr_array_sort(names, compare_strings);
	return names;
}

unsigned int html_count(const struct page *p, int rule, const char *subsystem)
{
	unsigned int n = 0;

	for (guint i = 0; i < p->report->findings->len; i++) {
		const struct finding *f = p->report->findings->pdata[i];
		g_autofree char *name = html_subsystem_of(f->file);

		n += (rule == RULE_COUNT || (int)f->rule->id == rule) &&
			(!subsystem || !strcmp(subsystem, name));
	}
	return n;
}

/* One cell of the map; clicking it shows what it counts. */
static void add_cell(struct page *p, int rule, const char *subsystem,
		     unsigned int hottest)
{
	unsigned int n = html_count(p, rule, subsystem);
	g_autofree char *sub = html_escape(subsystem);
	bool total = rule == RULE_COUNT || !subsystem;

	if (!n) {
		g_string_append(p->out, "<td></td>");
		return;
	}
	g_string_append_printf(p->out,
		"<td style=\"--heat:%u\"><button data-rule=\"%s\" data-sub=\"%s\">%u</button></td>",
		total ? 0 : 10 + 75 * n / hottest,
		rule == RULE_COUNT ? "" : rule_get(rule)->slug, sub, n);
}

static unsigned int hottest_cell(const struct page *p)
{
	unsigned int most = 1;

	for (guint i = 0; i < p->subsystems->len; i++)
		for (int rule = 0; rule < RULE_COUNT; rule++)
			most = MAX(most, html_count(p, rule,
					       p->subsystems->pdata[i]));
	return most;
}

static void add_map_row(struct page *p, const char *subsystem,
			unsigned int hottest)
{
	g_string_append(p->out, "<tr><th>");
	html_add(p, subsystem ? subsystem : "all");
	g_string_append(p->out, "</th>");
	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (html_count(p, rule, NULL))
			add_cell(p, rule, subsystem, hottest);
	add_cell(p, RULE_COUNT, subsystem, hottest);
	g_string_append(p->out, "</tr>\n");
}

void html_add_map(struct page *p)
{
	unsigned int hottest = hottest_cell(p);

	g_string_append(p->out,
		"<h2>By subsystem and rule</h2>\n<table class=\"map\"><thead><tr><th></th>");
	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (html_count(p, rule, NULL))
			g_string_append_printf(p->out, "<th>%s</th>",
					       rule_get(rule)->slug);
	g_string_append(p->out, "<th>all</th></tr></thead><tbody>\n");
	for (guint i = 0; i < p->subsystems->len; i++)
		add_map_row(p, p->subsystems->pdata[i], hottest);
	add_map_row(p, NULL, hottest);
	g_string_append(p->out, "</tbody></table>\n");
}
