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

const char *settle_walker_splits(enum pt_level level)
{
	return level == LEVEL_PUD ? "the walker's split of a pud leaf" :
				    "the walker's split of a pmd leaf";
}

/* A reader is not helped by more of them than these. */
#define MOST_GATES 3

static void add_gates(GString *text, const GPtrArray *gates, const char *before)
{
	for (guint i = 0; i < MIN(gates->len, MOST_GATES); i++)
		g_string_append_printf(text, "%s%s", i ? ", " : before,
				       (char *)gates->pdata[i]);
	if (gates->len > MOST_GATES)
		g_string_append_printf(text, " and %u more",
				       gates->len - MOST_GATES);
}

static char *message(const struct unasked *u, unsigned int flags, bool sure)
{
	GString *text = g_string_new(NULL);

	g_string_append_printf(text, "%s entry: %s; %s", pt_level_name(u->level),
			       use_words(u->use), flag_words(flags));
	add_gates(text, u->gates, flags ? ", past " : " because of ");
	if (flags && !u->gates->len)
		g_string_append(text, flags == REACH_BOTH ? ", no gate is in front" :
				", past a test of the function itself");
	if (!sure)
		g_string_append(text, "; callers in files that were not looked at may keep them out");
	return g_string_free(text, FALSE);
}

/* Found by its shape: nobody followed the flow. */
static void settle_shape(struct finding *f)
{
	f->level = LEVEL_NOTE;
	if (!f->message)
		f->message = g_strdup("by its shape alone: which mappings get here was not followed");
}

void settle_unasked(struct finding *f, const struct reach *reach)
{
	const struct unasked *u = f->unasked;
	bool sure = true;

	if (f->rule->id != RULE_UNASKED_ENTRY)
		return;
	if (!u) {
		settle_shape(f);
		return;
	}
	f->flags = 0;
	g_ptr_array_set_size(u->gates, 0);
	for (guint i = 0; i < u->roots->len; i++) {
		const struct unasked_root *root = u->roots->pdata[i];

		f->flags |= root->flags & reach_of(reach, root->name,
						   root->needs, u->gates,
						   &sure);
	}
	f->level = unasked_is_strong(u) && f->flags && sure ? LEVEL_WARNING :
							      LEVEL_NOTE;
	f->hidden = !f->flags || (!f->function && u->use == USE_SPLIT &&
		!reach_has(reach, settle_walker_splits(u->level)));
	g_free(f->message);
	f->message = message(u, f->flags, sure);
}

void settle_all(const GPtrArray *findings, const GPtrArray *calls)
{
	pfn_auto(reach) reach = reach_new();

	for (guint i = 0; i < calls->len; i++)
		reach_add(reach, calls->pdata[i]);
	for (guint i = 0; i < findings->len; i++)
		settle_unasked(findings->pdata[i], reach);
}
