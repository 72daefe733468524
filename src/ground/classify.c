// SPDX-License-Identifier: GPL-2.0-only
/*
 * classify.c - the questions of judgement.def, asked of the facts of a read.
 */
#include "classify.h"

/* The questions of judgement.def, by name. */
static bool contract(const struct read_facts *f)
{
	return f->in_assertion || f->sets_if_clear || f->rejects_unset;
}

static bool pfn_tracking(const struct read_facts *f)
{
	return f->guards_tracking;
}

static bool linear_pfn(const struct read_facts *f)
{
	return f->guards_pgoff;
}

static bool follow_gate(const struct read_facts *f)
{
	return f->reaches_lookup;
}

static bool gup_gate(const struct read_facts *f)
{
	return f->in_gup || f->reaches_gup;
}

static bool walk_callback(const struct read_facts *f)
{
	return f->is_test_walk || f->has_walk_state;
}

static bool eligibility(const struct read_facts *f)
{
	return f->hands_flags;
}

static bool walk_gate(const struct read_facts *f)
{
	/*
	 * mlock_fixup() walks too, but decides about the VMA first; so does
	 * move_pages(), whose predicate compares what may be written.
	 */
	return f->reaches_walk && !f->changes_flags && !f->entry_in_hand &&
	       !f->asks_writes;
}

/*
 * do_huge_pmd_numa_page() holds a pmd and asks vma_wants_manual_pte_write_upgrade():
 * whether writes are told, which is the VMA's business and no entry could say.
 */
static bool entry_in_hand(const struct read_facts *f)
{
	return f->entry_in_hand && !f->asks_writes;
}

static const struct {
	enum rule_id rule;
	bool (*question)(const struct read_facts *f);
} judgement[] = {
#define JUDGE(rule_, question_) { RULE_##rule_, question_ },
#include "judgement.def"
#undef JUDGE
};

static enum rule_id rule_in_function(const struct read_facts *f)
{
	for (size_t i = 0; i < G_N_ELEMENTS(judgement); i++)
		if (judgement[i].question(f))
			return judgement[i].rule;
	return f->all_calls < RULE_COUNT ? f->all_calls : RULE_POLICY;
}

bool classify_read(const struct read_facts *facts, enum rule_id *id)
{
	if (facts->in_normal_page)
		return false;
	*id = facts->in_function ? rule_in_function(facts) : RULE_UNCLASSIFIED;
	return true;
}
