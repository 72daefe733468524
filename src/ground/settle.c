// SPDX-License-Identifier: GPL-2.0-only
/*
 * settle.c - from roots and calls to flags, level and words.
 */
#include "settle.h"

static const char *use_words(enum entry_use use)
{
	switch (use) {
	case USE_PAGE: return "the struct page of its pfn is looked at";
	case USE_FRAME: return "its frame number is told";
	case USE_SPLIT: return "a huge leaf is split, that is cleared";
	case USE_CHANGED: return "the entry is changed";
	default: return "the entry is counted";
	}
}

static const char *flag_words(unsigned int flags)
{
	switch (flags) {
	case PFN_FLAG_PFNMAP: return "VM_PFNMAP gets here";
	case PFN_FLAG_MIXEDMAP: return "VM_MIXEDMAP gets here";
	case REACH_BOTH: return "VM_PFNMAP and VM_MIXEDMAP get here";
	default: return "neither VM_PFNMAP nor VM_MIXEDMAP gets here";
	}
}

static char *message(const struct unasked *u, unsigned int flags,
		     const GPtrArray *gates, bool sure)
{
	GString *text = g_string_new(NULL);

	g_string_append_printf(text, "%s entry: %s; %s", pt_level_name(u->level),
			       use_words(u->use), flag_words(flags));
	for (guint i = 0; i < gates->len; i++)
		g_string_append_printf(text, "%s%s", i ? ", " :
				       flags ? ", past " : " because of ",
				       (char *)gates->pdata[i]);
	if (flags && !gates->len)
		g_string_append(text, ", no gate is in front");
	if (!sure)
		g_string_append(text, "; callers in files that were not looked at may keep them out");
	return g_string_free(text, FALSE);
}

void settle_unasked(struct finding *f, const struct reach *reach)
{
	g_autoptr(GPtrArray) gates = g_ptr_array_new_with_free_func(g_free);
	const struct unasked *u = f->unasked;
	bool sure = true, strong;

	if (!u)
		return;
	f->flags = 0;
	for (guint i = 0; i < u->roots->len; i++) {
		const struct unasked_root *root = u->roots->pdata[i];

		f->flags |= root->flags & reach_of(reach, root->name, gates,
						   &sure);
	}
	strong = u->use == USE_PAGE || u->use == USE_FRAME;
	f->level = strong && f->flags && sure ? LEVEL_WARNING : LEVEL_NOTE;
	f->hidden = !f->flags;
	g_free(f->message);
	f->message = message(u, f->flags, gates, sure);
}
