// SPDX-License-Identifier: GPL-2.0-only
/*
 * walk-gate.c - a gate may go only where the walk behind it asks every entry
 * first.  That is a question about control flow: pfncheck-sparse answers it for
 * each level and says "emitted" where the proof stands, else why not.
 */
#include "guarded.h"
#include "room.h"
#include "sentence.h"

static const char *why_not(const struct finding *f, const struct tree *tree)
{
	if (!(f->engines & ENGINE_SPARSE))
		return "filter dominance is not known: sparse did not see this read (no prepared build of its configuration)";
	if (f->fix != FIX_STATE_EMITTED)
		return f->why ? f->why : "filter dominance is not established";
	/* Until 6.16; there is no such leaf in a tree that can ask a pud. */
	if (f->flags & PFN_FLAG_MIXEDMAP &&
	    !tree_has(tree, "vm_normal_page_pud"))
		return "the gate keeps VM_MIXEDMAP out as well, where vm_normal_page_pmd() of this tree takes DAX and zero leaves for pages";
	return NULL;
}

/* Without a gate that answers with an errno the caller gets another answer. */
static enum effect effect(const struct finding *f, const struct tree *tree,
			  const struct source *src)
{
	return guarded_answers_errno(src, f) ? EFFECT_ABI : f->rule->effect;
}

/* "at pte and pmd level" of "filtered: pte yes, pmd yes"; NULL: no levels. */
static char *levels_of(const char *proof)
{
	static const char *const levels[] = { "pte", "pmd", "pud" };
	const char *found[G_N_ELEMENTS(levels)];
	GString *text = NULL;
	size_t n = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(levels); i++) {
		g_autofree char *yes = g_strconcat(levels[i], " yes", NULL);

		if (strstr(proof, yes))
			found[n++] = levels[i];
	}
	if (!n)
		return NULL;
	text = g_string_new("at the ");
	for (size_t i = 0; i < n; i++)
		g_string_append_printf(text, "%s%s", !i ? "" :
				       i + 1 < n ? ", " : " and ", found[i]);
	g_string_append(text, n > 1 ? " levels" : " level");
	return g_string_free(text, FALSE);
}

/* What the walk behind a gate does, as its proof says. */
static char *proof(const char *why, bool many)
{
	static const char filtered[] = "filtered: ";
	g_autofree char *levels = NULL;

	if (!g_str_has_prefix(why, filtered))
		return NULL;
	why += strlen(filtered);
	levels = levels_of(why);
	if (levels)
		return g_strdup_printf("The walk behind %s asks each entry what it maps before it acts on it, %s",
				       many ? "each of these gates" : "that gate",
				       levels);
	return g_strdup_printf("Behind %s, %s", many ? "these gates" : "that gate",
			       why);
}

/* Whether the tokens from @i on are those. */
static bool stand_there(const struct source *src, unsigned int i,
			const char *const *texts, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (i + k >= src->tokens->len ||
		    !source_token_is(src, i + k, texts[k]))
			return false;
	return true;
}

/* "a() { return 0; }" and ".test_walk = a": whether @src has both of @name. */
static bool is_emptied(const struct source *src, const char *name)
{
	const char *const body[] = { "{", "return", "0", ";", "}" };
	const char *const use[] = { ".", "test_walk", "=", name };
	bool empty = false, used = false;

	for (guint i = 0; i < src->functions->len; i++) {
		const struct source_function *f = src->functions->pdata[i];

		empty |= !strcmp(f->name, name) &&
			 stand_there(src, f->body, body, G_N_ELEMENTS(body));
	}
	for (guint i = 0; i < src->tokens->len; i++)
		used |= stand_there(src, i, use, G_N_ELEMENTS(use));
	return empty && used;
}

/* Why callbacks stay in which nothing is left, which a reviewer would ask. */
static char *remark(const struct rewrite *r)
{
	pfn_auto(source) src = source_new(r->file, r->after);
	g_autoptr(GPtrArray) names = sentence_functions(r, NULL);
	g_autoptr(GPtrArray) emptied = g_ptr_array_new();
	g_autofree char *who = NULL;

	for (guint i = 0; i < names->len; i++)
		if (is_emptied(src, names->pdata[i]))
			g_ptr_array_add(emptied, names->pdata[i]);
	if (!emptied->len)
		return NULL;
	who = sentence_join(emptied);
	return g_strdup_printf("%s stay%s although nothing is left in %s: a walk without a .test_walk of its own is gated by walk_page_test().",
			       who, emptied->len == 1 ? "s" : "",
			       emptied->len == 1 ? "it" : "them");
}

const struct room room_WALK_GATE = {
	.why_not = why_not,
	.effect = effect,
	.needs = "the gate does more than skip a VMA for these flags: no rewrite keeps the rest",
	.deed = "stop skipping PFN mappings",
	.wrong = {
		"leave", " a whole VMA out", " on",
		", and with it the anonymous pages that COW faults put into a private mapping",
	},
	.proof = proof,
	.instead = "Take the flag out of $where: what is done to normal pages is done to those of such a VMA too.",
	.remark = remark,
	.seen = "where $where left them out",
	.family = "gates in front of walks whose entries cannot all be asked",
	.reason = "A gate in front of a walk hides the ordinary anonymous pages that COW faults put among the special entries of a private PFN mapping.  It is dropped only where every path of the walk from reading an entry to any effect passes vm_normal_page*() first, at every level that is walked.",
};
