// SPDX-License-Identifier: GPL-2.0-only
/*
 * emit_html_finding.c - one finding as an article of the page.
 */
#include "emit_html.h"
#include "rewrite/patch.h"

/* Lines of source above and below a finding. */
#define CONTEXT_LINES 4

static void read_lines(struct page *p, const char *file)
{
	g_autofree char *text = NULL;

	if (!g_strcmp0(p->file, file))
		return;
	text = tree_read(p->report->tree, file, NULL);
	g_free(p->file);
	g_strfreev(p->lines);
	p->file = g_strdup(file);
	p->lines = g_strsplit(text ? g_strchomp(text) : "", "\n", -1);
}

/* The token that the finding is about, underlined. */
static void add_hit(struct page *p, const char *line, unsigned int column)
{
	size_t at = MIN(column ? column - 1 : 0, strlen(line));
	size_t n = strspn(line + at, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_");
	g_autofree char *before = g_strndup(line, at);
	g_autofree char *token = g_strndup(line + at, n);

	g_string_append(p->out, "<span class=\"hit\">");
	html_add(p, before);
	g_string_append(p->out, "<mark>");
	html_add(p, token);
	g_string_append(p->out, "</mark>");
	html_add(p, line + at + n);
	g_string_append(p->out, "</span>\n");
}

static void add_source(struct page *p, const struct finding *f)
{
	unsigned int first = f->line > CONTEXT_LINES ? f->line - CONTEXT_LINES : 1;
	unsigned int last;

	read_lines(p, f->file);
	last = MIN(f->line + CONTEXT_LINES, g_strv_length(p->lines));
	g_string_append(p->out, "<pre>");
	for (unsigned int i = first; i <= last; i++) {
		g_string_append_printf(p->out, "%6u  ", i);
		if (i == f->line) {
			add_hit(p, p->lines[i - 1], f->column);
			continue;
		}
		html_add(p, p->lines[i - 1]);
		g_string_append_c(p->out, '\n');
	}
	g_string_append(p->out, "</pre>\n");
}

void html_add_place(struct page *p, const char *file, unsigned int line,
		    const char *text)
{
	g_string_append(p->out, "<code>");
	html_add(p, file);
	g_string_append_printf(p->out, ":%u</code> ", line);
	html_add(p, text);
}

static void add_path(struct page *p, const struct finding *f)
{
	if (f->carrier) {
		g_autofree char *text = g_strdup_printf("%s %s carries the flag",
				carrier_kind_name(f->carrier->kind),
				f->carrier->name);

		g_string_append(p->out, "<p>");
		html_add_place(p, f->carrier->file, f->carrier->line, text);
		g_string_append(p->out, "</p>\n");
	}
	if (!f->path || !f->path->len)
		return;
	g_string_append(p->out, "<ol>");
	for (guint i = 0; i < f->path->len; i++) {
		const struct step *s = f->path->pdata[i];

		g_string_append(p->out, "<li>");
		html_add_place(p, s->file, s->line, s->text);
		g_string_append(p->out, "</li>");
	}
	g_string_append(p->out, "</ol>\n");
}

static void add_diff(struct page *p, const struct rewrite *r)
{
	g_autofree char *diff = patch_diff(r->file, r->before, r->after, NULL);
	g_auto(GStrv) lines = g_strsplit(diff ? diff : "", "\n", -1);

	g_string_append(p->out, "<pre>");
	for (char **l = lines; *l && (**l || l[1]); l++) {
		bool head = g_str_has_prefix(*l, "+++ ") ||
			g_str_has_prefix(*l, "--- ");
		const char *class = head ? "head" : **l == '+' ? "add" :
			**l == '-' ? "del" : "";

		g_string_append_printf(p->out, "<span class=\"%s\">", class);
		html_add(p, *l);
		g_string_append(p->out, "</span>\n");
	}
	g_string_append(p->out, "</pre>\n");
}

static void add_fix(struct page *p, const struct finding *f)
{
	const struct rewrite *r = emit_rewrite_of(p->report, f);

	if (f->fix == FIX_STATE_EMITTED)
		g_string_append_printf(p->out, "<p>Rewrite, effect <b>%s</b>. ",
				       rule_effect_name(f->effect));
	else if (f->fix == FIX_STATE_MANUAL)
		g_string_append(p->out, "<p>By hand: ");
	else
		g_string_append(p->out, "<p>");
	html_add(p, f->why);
	g_string_append(p->out, "</p>\n");
	if (r)
		add_diff(p, r);
}

void html_add_finding(struct page *p, const struct finding *f)
{
	const char *level = rule_level_name(f->level);
	g_autofree char *name = html_subsystem_of(f->file);
	g_autofree char *sub = html_escape(name);
	g_autofree char *file = html_escape(f->file);
	g_autofree char *function = html_escape(f->function);
	g_autofree char *message = emit_message(f);

	g_string_append_printf(p->out,
		"<article data-rule=\"%s\" data-level=\"%s\" data-fix=\"%s\" data-sub=\"%s\">\n"
		"<h3>%s:%u:%u %s</h3>\n"
		"<p><span class=\"tag %s\">%s</span><span class=\"tag\">%s</span>",
		f->rule->slug, level, fix_state_name(f->fix), sub, file, f->line,
		f->column, function, level, level, f->rule->slug);
	html_add(p, message);
	g_string_append(p->out, "</p>\n");
	add_source(p, f);
	add_path(p, f);
	add_fix(p, f);
	g_string_append(p->out, "</article>\n");
}
