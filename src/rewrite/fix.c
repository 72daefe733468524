// SPDX-License-Identifier: GPL-2.0-only
/*
 * fix.c - what must hold before a rewrite is even tried.
 *
 * A wrong rewrite costs more than ten missing ones, so each answer here is
 * "no, because" unless an engine established the contrary.
 */
#include "fix.h"
#include "ground/kapi.h"
#include "ground/source.h"

static bool manual(struct finding *f, const char *why)
{
	f->fix = FIX_STATE_MANUAL;
	f->effect = EFFECT_NO_EFFECT;
	if (!f->why)
		f->why = g_strdup(why);
	return false;
}

static bool none(struct finding *f, const char *advice)
{
	f->fix = FIX_STATE_NONE;
	f->effect = EFFECT_NO_EFFECT;
	if (!f->why && advice)
		f->why = g_strdup(advice);
	return false;
}

/*
 * A gate may go only where the walk behind it asks every entry first, which
 * is a question about control flow: pfncheck-sparse answers it for each level
 * and says "emitted" where the proof stands, else why not.
 */
static bool walk_gate_allowed(struct finding *f, const struct tree *tree)
{
	if (!(f->engines & ENGINE_SPARSE))
		return manual(f, "filter dominance is not known: sparse did not see this read (no prepared build of its configuration)");
	if (f->fix != FIX_STATE_EMITTED)
		return manual(f, "filter dominance is not established");
	/* Until 6.16; there is no such leaf in a tree that can ask a pud. */
	if (f->flags & PFN_FLAG_MIXEDMAP &&
	    !tree_has(tree, "vm_normal_page_pud")) {
		g_clear_pointer(&f->why, g_free);
		return manual(f, "the gate keeps VM_MIXEDMAP out as well, where vm_normal_page_pmd() of this tree takes DAX and zero leaves for pages");
	}
	return true;
}

bool fix_allowed(struct finding *f, const struct tree *tree,
		 unsigned int engines, bool opted_in)
{
	switch (f->rule->fix) {
	case FIX_NONE:
		return none(f, NULL);
	case FIX_ADVISE:
		return none(f, tree_has(tree, "follow_pfnmap_start") ?
			    "no rewrite: look the pfn up with follow_pfnmap_start()" :
			    "no rewrite: look the pfn up with follow_pte()");
	case FIX_OPT_IN:
		if (opted_in)
			break;
		/* Most such reads have none: a tree has few predicates. */
		if (f->rule->effect == EFFECT_NFC)
			return none(f, "a predicate that tests exactly this mask, where the tree has one, is asked for with --rule");
		return manual(f, "changes what userspace sees; ask for it with --rule");
	case FIX_EMITTED:
		break;
	}
	if (!(engines & ENGINE_COCCI))
		return manual(f, "rewrites come from the semantic patches, which did not run");
	if (f->rule->id == RULE_WALK_GATE)
		return walk_gate_allowed(f, tree);
	return true;
}

/* Index behind the bracket that closes the condition around token @i. */
static int behind_condition(const struct source *src, int i)
{
	int depth = 0;

	for (; i < (int)src->tokens->len; i++) {
		if (source_token_is(src, i, "("))
			depth++;
		else if (source_token_is(src, i, ")") && --depth < 0 &&
			 !source_token_is(src, i + 1, ")") &&
			 !source_token_is(src, i + 1, "&&") &&
			 !source_token_is(src, i + 1, "||"))
			return i + 1;
		else if (source_token_is(src, i, ";"))
			break;
	}
	return -1;
}

/* Tokens of the statement that hangs on @f; false if that is not to be seen. */
static bool guarded(const struct source *src, const struct finding *f,
		    int *first, int *end)
{
	int at = source_token_at(src, f->line, f->column);

	*first = *end = at < 0 ? -1 : behind_condition(src, at);
	if (*first < 0)
		return false;
	if (source_token_is(src, *first, "{")) {
		*end = source_match(src, *first);
		return true;
	}
	while (*end < (int)src->tokens->len && !source_token_is(src, *end, ";"))
		(*end)++;
	return true;
}

/*
 * True if the guarded statement answers with an errno, or jumps to where one
 * may be returned: without the gate the caller gets another answer.
 */
static bool answers_errno(const struct finding *f, const char *text)
{
	pfn_auto(source) src = source_new(f->file, text);
	int i, end;

	if (!guarded(src, f, &i, &end))
		return true;
	for (; i < end; i++)
		if (source_token_is(src, i, "goto") ||
		    source_token_is(src, i, "-"))
			return true;
	return false;
}

/* True if it answers what check_vma_flags() of mm/gup.c does. */
static bool answers_like_gup(const struct finding *f, const char *text)
{
	pfn_auto(source) src = source_new(f->file, text);
	int i, end;

	if (!guarded(src, f, &i, &end))
		return false;
	for (; i < end; i++)
		if (source_token_is(src, i, "EFAULT"))
			return true;
	return false;
}

enum effect fix_effect(const struct finding *f, const struct tree *tree,
		       const char *text)
{
	/* .special is constant false where the architecture has no bit. */
	if (f->rule->id == RULE_FOLLOW_GATE)
		return tree_has(tree, "follow_pfnmap_start") ? EFFECT_ARCH :
							       EFFECT_ABI;
	if (f->rule->id == RULE_WALK_GATE && answers_errno(f, text))
		return EFFECT_ABI;
	if (f->rule->id == RULE_GUP_GATE && answers_like_gup(f, text))
		return EFFECT_NFC;
	return f->rule->effect;
}

const char *fix_no_shape(const struct rule *rule)
{
	switch (rule->id) {
	case RULE_WALK_GATE:
		return "the gate does more than skip a VMA for these flags: no rewrite keeps the rest";
	case RULE_ENTRY_TEST:
		return "not established here: one entry with its VMA and address in hand, both flags in the test, zero pages and absent entries dealt with";
	case RULE_FOLLOW_GATE:
		return "the lookup and its end do not stand in this function on every path, or more than the lookup hangs on the test";
	case RULE_GUP_GATE:
		return "not established here: a refusal that get_user_pages(), called next for the same address, repeats";
	case RULE_POLICY:
		return "no predicate of this tree tests exactly this mask";
	default:
		return "no semantic patch fits this shape";
	}
}
