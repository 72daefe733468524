// SPDX-License-Identifier: GPL-2.0-only
/*
 * emit_org.c - org mode as coccicheck makes it: one open heading a finding,
 * with a link that Emacs follows.  The rule's slug is the tag.
 */
#include "emit.h"
#include "ground/plain.h"

/* Square brackets end a link's text; coccilib replaces them as well. */
static char *link_text(const char *text)
{
	g_autofree char *copy = plain_text(text);

	for (char *c = copy; *c; c++)
		if (*c == '[' || *c == ']')
			*c = *c == '[' ? '(' : ')';
	return g_steal_pointer(&copy);
}

void emit_org(const struct report *report, const struct emit_options *options,
	      GString *out)
{
	for (guint i = 0; i < report->findings->len; i++) {
		const struct finding *f = report->findings->pdata[i];
		g_autofree char *message = emit_message(f);
		g_autofree char *text = link_text(message);
		g_autofree char *root = link_text(report->tree->root);
		g_autofree char *file = link_text(f->file);
		unsigned int end = f->column - 1 + (unsigned int)strlen(
				f->expression ? f->expression : "");

		g_string_append_printf(out,
			"* TODO [[view:%s/%s::face=ovl-face1::linb=%u::colb=%u::cole=%u][%s:%u: %s (%s)]]\n",
			root, file, f->line, f->column - 1, end, file, f->line, text,
			f->rule->slug);
	}
}
