// SPDX-License-Identifier: GPL-2.0-only
/*
 * emit_text.c - what compilers print, so that editors jump to it.
 */
#include "emit.h"

/* What the printer needs beside the report; the file is kept between findings. */
struct printer {
	const struct report *report;
	const struct emit_options *options;
	GString *out;
	char *file;
	char **lines;			/* of @file; NULL if it cannot be read */
};

static const char *color(const struct printer *p, const char *code)
{
	return p->options->color ? code : "";
}

#define BOLD "\033[1m"
#define MAGENTA "\033[1;35m"
#define CYAN "\033[1;36m"
#define GREEN "\033[1;32m"
#define RESET "\033[0m"

static const char *source_line(struct printer *p, const char *file,
			       unsigned int line)
{
	if (g_strcmp0(p->file, file)) {
		g_autofree char *text = tree_read(p->report->tree, file, NULL);

		g_free(p->file);
		g_strfreev(p->lines);
		p->file = g_strdup(file);
		p->lines = text ? g_strsplit(text, "\n", -1) : NULL;
	}
	if (!p->lines || !line || line > g_strv_length(p->lines))
		return NULL;
	return p->lines[line - 1];
}

/* The caret stands under its token whatever the width of a tab. */
static void print_source(struct printer *p, const struct finding *f)
{
	const char *line = source_line(p, f->file, f->line);

	if (!line)
		return;
	g_string_append_printf(p->out, "%5u | %s\n      | ", f->line, line);
	for (unsigned int i = 1; i < f->column && line[i - 1]; i++)
		g_string_append_c(p->out, line[i - 1] == '\t' ? '\t' : ' ');
	g_string_append_printf(p->out, "%s^%s\n", color(p, GREEN),
			       color(p, RESET));
}

static void print_note(struct printer *p, const char *file, unsigned int line,
		       const char *text)
{
	g_string_append_printf(p->out, "%s%s:%u:%s %snote:%s %s\n",
			       color(p, BOLD), file, line, color(p, RESET),
			       color(p, CYAN), color(p, RESET), text);
}

static void print_carrier(struct printer *p, const struct carrier *c)
{
	g_autofree char *flags = emit_flags(c->flags, "|");
	g_autofree char *text = g_strdup_printf("%s '%s' carries %s",
			carrier_kind_name(c->kind), c->name, flags);

	print_note(p, c->file, c->line, text);
}

static void print_path(struct printer *p, const struct finding *f)
{
	for (guint i = 0; f->path && i < f->path->len; i++) {
		const struct step *s = f->path->pdata[i];

		print_note(p, s->file, s->line, s->text);
	}
}

static void print_fix(struct printer *p, const struct finding *f)
{
	if (f->fix == FIX_STATE_EMITTED)
		g_string_append_printf(p->out,
				"      = rewrite: 'pfncheck patch', effect %s%s%s\n",
				rule_effect_name(f->effect), f->why ? ": " : "",
				f->why ? f->why : "");
	else if (f->fix == FIX_STATE_MANUAL)
		g_string_append_printf(p->out, "      = manual: %s\n",
				       f->why ? f->why : "no proof");
}

static void print_finding(struct printer *p, const struct finding *f)
{
	bool warning = f->rule->level == LEVEL_WARNING;
	g_autofree char *message = emit_message(f);

	g_string_append_printf(p->out, "%s%s:%u:%u:%s %s%s:%s %s [%s]\n",
			color(p, BOLD), f->file, f->line, f->column,
			color(p, RESET), color(p, warning ? MAGENTA : CYAN),
			rule_level_name(f->rule->level), color(p, RESET),
			message, f->rule->slug);
	print_source(p, f);
	if (f->carrier)
		print_carrier(p, f->carrier);
	print_path(p, f);
	print_fix(p, f);
}

static void print_incomplete(struct printer *p, const struct incomplete *inc)
{
	g_autofree char *lines = inc->first ?
		g_strdup_printf("%u:", inc->first) : g_strdup("");
	g_autofree char *upto = inc->last > inc->first ?
		g_strdup_printf(" (lines %u to %u)", inc->first, inc->last) :
		g_strdup("");

	g_string_append_printf(p->out, "%s:%s incomplete: %s%s%s%s\n",
			inc->file, lines,
			inc->engine ? rule_engine_name(inc->engine) : "",
			inc->engine ? ": " : "", inc->reason, upto);
}

static void print_disagreement(struct printer *p, const struct disagreement *d)
{
	g_autoptr(GString) who = g_string_new(NULL);

	for (unsigned int bit = ENGINE_COCCI; bit <= ENGINE_SPARSE; bit <<= 1)
		if (d->engines & bit)
			g_string_append_printf(who, "%s%s", who->len ? ", " : "",
					       rule_engine_name(bit));
	g_string_append_printf(p->out, "%s:%u:%u: merge: %s says %s, kept %s\n",
			d->finding->file, d->finding->line, d->finding->column,
			who->str, d->rule->slug, d->finding->rule->slug);
}

static void print_stale(struct printer *p)
{
	const struct report *r = p->report;

	for (guint i = 0; r->stale && i < r->stale->len; i++) {
		const struct baseline_entry *e = r->stale->pdata[i];

		g_string_append_printf(p->out, "%s:%u: stale: %s in %s (%s) is gone: %s\n",
				r->baseline->path, e->line, e->slug, e->file,
				e->function, e->expression);
	}
}

static void print_carriers(struct printer *p)
{
	const GPtrArray *all = carrier_set_all(p->report->index->carriers);

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];
		g_autofree char *flags = emit_flags(c->flags, "|");

		g_string_append_printf(p->out, "%s:%u: carrier: %s %s %s%s%s\n",
				c->file, c->line, carrier_kind_name(c->kind),
				c->name, flags, c->function ? " in " : "",
				c->function ? c->function : "");
	}
}

void emit_text(const struct report *report, const struct emit_options *options,
	       GString *out)
{
	struct printer p = { .report = report, .options = options, .out = out };

	if (options->carriers)
		print_carriers(&p);
	for (guint i = 0; i < report->findings->len; i++)
		print_finding(&p, report->findings->pdata[i]);
	for (guint i = 0; i < report->incomplete->len; i++)
		print_incomplete(&p, report->incomplete->pdata[i]);
	for (guint i = 0; options->explain_merge &&
	     i < report->disagreements->len; i++)
		print_disagreement(&p, report->disagreements->pdata[i]);
	print_stale(&p);
	g_free(p.file);
	g_strfreev(p.lines);
}
