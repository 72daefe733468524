// SPDX-License-Identifier: GPL-2.0-only
/*
 * emit_text.c - what compilers print, so that editors jump to it.
 */
#include "emit.h"
#include "ground/plain.h"

/* What the printer needs beside the report; the file is kept between findings. */
struct printer {
	const struct report *report;
	const struct emit_options *options;
	GString *out;
	char *file;
	char **lines;			/* of @file; NULL if it cannot be read */
	guint count;			/* of them */
};

static const char *color(const struct printer *p, const char *code)
{
	return p->options->color ? code : "";
}

/* A line that nobody wrote by hand is not worth a screenful for each finding. */
#define LONGEST_LINE 1000

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
		p->count = text ? g_strv_length(p->lines) : 0;
	}
	return line && line <= p->count ? p->lines[line - 1] : NULL;
}

/* What stands in front of the caret: as wide as @text, whatever a tab is. */
static void print_blanks(struct printer *p, const char *text)
{
	for (; *text; text = g_utf8_next_char(text))
		g_string_append_c(p->out, *text == '\t' ? '\t' : ' ');
}

/* The caret stands under its token. */
static void print_source(struct printer *p, const struct finding *f)
{
	const char *line = source_line(p, f->file, f->line);
	size_t len = line ? strlen(line) : 0;
	g_autofree char *shown = NULL, *before = NULL, *plain = NULL;

	if (!line || len > LONGEST_LINE || f->column > len + 1)
		return;
	/* The carriage return of a line that ends in two characters is no text. */
	shown = g_strndup(line, len && line[len - 1] == '\r' ? len - 1 : len);
	before = g_strndup(line, f->column - 1);
	plain = plain_text(before);
	g_string_append_printf(p->out, "%5u | ", f->line);
	plain_add(p->out, "%s\n      | ", shown);
	print_blanks(p, plain);
	plain_add(p->out, "%r^%r\n", color(p, GREEN), color(p, RESET));
}

static void print_note(struct printer *p, const char *file, unsigned int line,
		       const char *text)
{
	plain_add(p->out, "%r%s:%u:%r %rnote:%r %s\n", color(p, BOLD), file, line,
		  color(p, RESET), color(p, CYAN), color(p, RESET), text);
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
		plain_add(p->out,
			  "      = rewrite: 'pfncheck patch', effect %s%s%s\n",
			  rule_effect_name(f->effect), f->why ? ": " : "",
			  f->why ? f->why : "");
	else if (f->fix == FIX_STATE_MANUAL)
		plain_add(p->out, "      = manual: %s\n",
			  f->why ? f->why : "no proof");
}

static void print_finding(struct printer *p, const struct finding *f)
{
	bool warning = f->level == LEVEL_WARNING;
	g_autofree char *message = emit_message(f);

	plain_add(p->out, "%r%s:%u:%u:%r %r%s:%r %s [%s]\n", color(p, BOLD),
		  f->file, f->line, f->column, color(p, RESET),
		  color(p, warning ? MAGENTA : CYAN),
		  rule_level_name(f->level), color(p, RESET), message,
		  f->rule->slug);
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

	plain_add(p->out, "%s:%s incomplete: %s%s%s%s\n",
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
	plain_add(p->out, "%s:%u:%u: merge: %s says %s, kept %s\n",
			d->finding->file, d->finding->line, d->finding->column,
			who->str, d->rule->slug, d->finding->rule->slug);
}

static void print_stale(struct printer *p)
{
	const struct report *r = p->report;

	for (guint i = 0; r->stale && i < r->stale->len; i++) {
		const struct baseline_entry *e = r->stale->pdata[i];

		plain_add(p->out, "%s:%u: stale: %s in %s (%s) is gone: %s\n",
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

		plain_add(p->out, "%s:%u: carrier: %s %s %s%s%s\n",
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
