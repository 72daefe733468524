// SPDX-License-Identifier: GPL-2.0-only
/*
 * emit.c - the table of formats and what several of them print alike.
 */
#include "emit.h"

static const struct {
	const char *name;
	emit_fn emit;
} formats[] = {
	{ "text", emit_text },
	{ "json", emit_json },
	{ "sarif", emit_sarif },
	{ "org", emit_org },
	{ "html", emit_html },
};

emit_fn emit_find(const char *format)
{
	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
		if (!strcmp(formats[i].name, format))
			return formats[i].emit;
	return NULL;
}

const char *emit_names(void)
{
	return "text, json, sarif, org or html";
}

char *emit_flags(unsigned int flags, const char *separator)
{
	if (flags == (PFN_FLAG_PFNMAP | PFN_FLAG_MIXEDMAP))
		return g_strconcat("VM_PFNMAP", separator, "VM_MIXEDMAP", NULL);
	if (flags & PFN_FLAG_MIXEDMAP)
		return g_strdup("VM_MIXEDMAP");
	return g_strdup(flags ? "VM_PFNMAP" : "");
}

const struct rewrite *emit_rewrite_of(const struct report *report,
				      const struct finding *f)
{
	for (guint i = 0; report->rewrites && i < report->rewrites->len; i++) {
		const struct rewrite *r = report->rewrites->pdata[i];

		if (g_ptr_array_find(r->findings, f, NULL))
			return r;
	}
	return NULL;
}

/* The title names one flag or both; a finding names those that are read. */
char *emit_message(const struct finding *f)
{
	const char *rest = strstr(f->rule->title, " read ");
	g_autofree char *flags = emit_flags(f->flags, "/");
	g_autofree char *title =
		f->flags && rest && f->rule->engines == ENGINE_ALL ?
		g_strconcat(flags, rest, NULL) : g_strdup(f->rule->title);

	if (!f->message)
		return g_steal_pointer(&title);
	return g_strdup_printf("%s (%s)", title, f->message);
}
