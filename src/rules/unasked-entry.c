// SPDX-License-Identifier: GPL-2.0-only
/*
 * unasked-entry.c - the entry is asked, and one without a page of its own leaves
 * as one that is not there.
 */
#include "room.h"
#include "sentence.h"

static const char *why_not(const struct finding *f, const struct tree *tree)
{
	if (!f->unasked)
		return "found by its shape: who gets here, and what would follow the question, needs pfncheck-sparse";
	/* Nothing is taken that could be asked for in its place, or by nobody. */
	if (!unasked_is_strong(f->unasked) || !f->flags)
		return "";
	if (f->level != LEVEL_WARNING)
		return "callers in files that were not looked at may keep such mappings out";
	return f->unasked->use != USE_FRAME ? NULL :
		"frame numbers of zero pages, and until 6.16 of DAX pages, for which vm_normal_page*() answers NULL too, have to be told as before";
}

/* Nothing: what was proved is said of every patch by its rule. */
static char *proof(const char *why, bool many)
{
	return NULL;
}

static const char *flag_words(unsigned int flags)
{
	if (flags == (PFN_FLAG_PFNMAP | PFN_FLAG_MIXEDMAP))
		return "VM_PFNMAP or VM_MIXEDMAP";
	return flags & PFN_FLAG_PFNMAP ? "VM_PFNMAP" : "VM_MIXEDMAP";
}

/* Who gets there, which says whether stable trees need the patch. */
static char *remark(const struct rewrite *r)
{
	const struct finding *f = r->findings->len ? r->findings->pdata[0] : NULL;
	const GPtrArray *gates = f && f->unasked ? f->unasked->gates : NULL;
	unsigned int flags = 0;

	for (guint i = 0; i < r->findings->len; i++)
		flags |= ((const struct finding *)r->findings->pdata[i])->flags;
	if (!gates)
		return NULL;
	if (!gates->len)
		return g_strdup_printf("Nothing keeps a mapping with %s out.",
				       flag_words(flags));
	return g_strdup_printf("A mapping with %s gets there: %s, which is in front, lets it through.",
			       flag_words(flags), (char *)gates->pdata[0]);
}

/* At the level of a place that is changed, a huge one if there is any. */
static const char *smallest(const struct rewrite *r)
{
	static const char *const states[LEVEL_COUNT] = {
		[LEVEL_PTE] = "shared MIXEDMAP, pte: pfn without struct page",
		[LEVEL_PMD] = "shared MIXEDMAP, pmd leaf: pfn without struct page",
		[LEVEL_PUD] = "shared MIXEDMAP, pud leaf: pfn without struct page",
	};
	enum pt_level level = LEVEL_PTE;

	for (guint i = 0; i < r->findings->len; i++) {
		const struct finding *f = r->findings->pdata[i];

		if (f->unasked)
			level = MAX(level, f->unasked->level);
	}
	return states[level];
}

const struct room room_UNASKED_ENTRY = {
	.why_not = why_not,
	.needs = "no way out is written down for an entry that is not there",
	.deed = "skip entries without a struct page",
	.wrong = {
		"take", " the page", " with",
		" although the entry may hold a raw page frame number that has no struct page: to read that is an oops, and a reference to it corrupts a count",
	},
	.proof = proof,
	.instead = "Ask$calls in $where, and do without a page where it answers NULL.  Zero pages, for which it answers NULL too, are treated as before.",
	.remark = remark,
	.smallest = smallest,
	.reason = "A page, folio or frame number that is taken from an entry without vm_normal_page*() may be one that does not exist: special entries of VM_PFNMAP and VM_MIXEDMAP mappings hold raw page frame numbers.  Where such a mapping gets to the code, the entry is asked first.",
	.cover_subject = "mm: skip entries without a struct page where it is used",
};
