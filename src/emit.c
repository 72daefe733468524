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
	{ "org", emit_org },
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
	return "text, json or org";
}

char *emit_flags(unsigned int flags, const char *separator)
{
	if (flags == (PFN_FLAG_PFNMAP | PFN_FLAG_MIXEDMAP))
		return g_strconcat("VM_PFNMAP", separator, "VM_MIXEDMAP", NULL);
	if (flags & PFN_FLAG_MIXEDMAP)
		return g_strdup("VM_MIXEDMAP");
	return g_strdup(flags ? "VM_PFNMAP" : "");
}
