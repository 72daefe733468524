// SPDX-License-Identifier: GPL-2.0-only
/*
 * classify.c - one question a rule, asked in the order of rules.def.
 *
 * The order matters where a read fits two rules.  copy_page_range() tests
 * VM_PFNMAP to call track_pfn_copy() and walks the page tables afterwards: the
 * test is about tracking.  An assertion is about its API's contract whatever
 * follows it.
 */
#include "classify.h"

static bool is_contract(const struct read_facts *f)
{
	return f->in_assertion || f->sets_if_clear || f->rejects_unset;
}

static bool is_gup_gate(const struct read_facts *f)
{
	return f->in_gup || f->reaches_gup;
}

static bool is_walk_callback(const struct read_facts *f)
{
	return f->is_test_walk || f->has_walk_state;
}

/*
 * hugepage_vma_check(vma, vm_flags, ...): what is judged is a set of flags,
 * such as a VMA may get, and not what is mapped.  A walk or an entry that is at
 * hand there has no say.
 */
static bool is_eligibility(const struct read_facts *f)
{
	return f->hands_flags;
}

static bool is_walk_gate(const struct read_facts *f)
{
	/* mlock_fixup() walks too, but decides about the VMA first. */
	return f->gates && f->reaches_walk && !f->changes_flags &&
	       !f->entry_in_hand;
}

static enum rule_id rule_in_function(const struct read_facts *f)
{
	if (is_contract(f))
		return RULE_CONTRACT;
	if (f->guards_tracking)
		return RULE_PFN_TRACKING;
	if (f->guards_pgoff)
		return RULE_LINEAR_PFN;
	if (f->reaches_lookup)
		return RULE_FOLLOW_GATE;
	if (is_gup_gate(f))
		return RULE_GUP_GATE;
	if (is_walk_callback(f))
		return RULE_WALK_GATE;
	if (is_eligibility(f))
		return RULE_POLICY;
	if (is_walk_gate(f))
		return RULE_WALK_GATE;
	if (f->entry_in_hand)
		return RULE_ENTRY_TEST;
	if (f->all_calls < RULE_COUNT)
		return f->all_calls;
	return RULE_POLICY;
}

bool classify_read(const struct read_facts *facts, enum rule_id *id)
{
	if (facts->in_normal_page)
		return false;
	*id = facts->in_function ? rule_in_function(facts) : RULE_UNCLASSIFIED;
	return true;
}
