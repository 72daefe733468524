// SPDX-License-Identifier: GPL-2.0-only
/*
 * entry-test.c - the entry is in hand, so it is asked, not its VMA.
 */
#include "room.h"
#include "sentence.h"

static const char *smallest(const struct rewrite *r)
{
	static const char pmd[] = "vm_normal_page_pmd(";

	if (r->effect == EFFECT_COW_VISIBLE &&
	    sentence_count(r->after, pmd) > sentence_count(r->before, pmd))
		return "shared MIXEDMAP, pmd leaf: file page";
	return NULL;
}

static bool is_part_of_level(const struct source *src, unsigned int i,
			     const char *prefix)
{
	g_autofree char *name = source_token_text(src, i);

	return g_str_has_prefix(name, prefix);
}

/*
 * Before there is vm_normal_page_pud() the special bit of a pud leaf says what the
 * flags did, in each state.
 */
static enum effect effect(const struct finding *f, const struct tree *tree,
			  const struct source *src)
{
	const struct source_function *fn = source_function_at(src, f->line);
	bool pud = false;

	if (tree_has(tree, "vm_normal_page_pud"))
		return f->rule->effect;
	for (unsigned int i = fn ? fn->body : src->tokens->len;
	     i < src->tokens->len && source_token(src, i)->line < f->line; i++) {
		if (is_part_of_level(src, i, "pudp_"))
			pud = true;
		else if (is_part_of_level(src, i, "pmdp_"))
			pud = false;
	}
	return pud ? EFFECT_NFC : f->rule->effect;
}

const struct room room_ENTRY_TEST = {
	.effect = effect,
	.needs = "needs exactly one entry with its VMA and address, a test of both flags, and zero and absent entries handled",
	.deed = "ask the entry, not the VMA",
	.wrong = {
		"let", "", "",
		" decide about a single entry, although the entry is in hand and need not be like the rest of its VMA",
	},
	.instead = "Ask$calls about the entry in $where.",
	.smallest = smallest,
	.family = "tests of a VMA for one entry, with which more is decided",
	.reason = "A test of the VMA that decides about one entry treats a normal page like the raw entries around it.  Where the entry is in hand, vm_normal_page*() is asked about it; zero pages, entries that are not present and whatever else was tested keep their branches.",
};
