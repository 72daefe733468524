// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-classify.c - facts in, rule out; the order where two rules fit.
 */
#include "ground/classify.h"

#define IN .in_function = true, .all_calls = RULE_COUNT

static const struct {
	const char *what;
	struct read_facts facts;
	enum rule_id rule;	/* RULE_COUNT: exempt */
} cases[] = {
	{ "nothing is known", READ_FACTS_INIT, RULE_UNCLASSIFIED },
	{ "nothing but a function", { IN }, RULE_POLICY },
	{ "exempt whatever else", { IN, .in_normal_page = true,
	  .in_assertion = true, .entry_in_hand = true }, RULE_COUNT },
	{ "assertion", { IN, .in_assertion = true }, RULE_CONTRACT },
	{ "set if clear", { IN, .sets_if_clear = true }, RULE_CONTRACT },
	{ "rejects unset, then zaps", { IN, .rejects_unset = true,
	  .reaches_walk = true }, RULE_CONTRACT },
	{ "tracking in front of a walk", { IN, .guards_tracking = true,
	  .reaches_walk = true }, RULE_PFN_TRACKING },
	{ "linear in front of a lookup", { IN, .guards_pgoff = true,
	  .reaches_lookup = true }, RULE_LINEAR_PFN },
	{ "lookup after pinning", { IN, .reaches_lookup = true,
	  .reaches_gup = true }, RULE_FOLLOW_GATE },
	{ "FOLL flags", { IN, .in_gup = true }, RULE_GUP_GATE },
	{ "populate", { IN, .reaches_gup = true,
	  .reaches_walk = true }, RULE_GUP_GATE },
	{ "test_walk", { IN, .is_test_walk = true }, RULE_WALK_GATE },
	{ "mm_walk and no entry", { IN, .has_walk_state = true },
	  RULE_WALK_GATE },
	{ "reaches a walk", { IN, .reaches_walk = true },
	  RULE_WALK_GATE },
	{ "walk after a change of the VMA", { IN,
	  .reaches_walk = true, .changes_flags = true }, RULE_POLICY },
	{ "asks about writing in front of a walk", { IN,
	  .reaches_walk = true, .asks_writes = true }, RULE_POLICY },
	{ "asks about writing with an entry in hand", { IN,
	  .entry_in_hand = true, .asks_writes = true }, RULE_POLICY },
	{ "eligibility in front of a walk", { IN,
	  .reaches_walk = true, .hands_flags = true }, RULE_POLICY },
	{ "eligibility with an entry in hand", { IN, .entry_in_hand = true,
	  .hands_flags = true }, RULE_POLICY },
	{ "eligibility in a test_walk", { IN, .is_test_walk = true,
	  .hands_flags = true }, RULE_WALK_GATE },
	{ "entry in hand", { IN, .entry_in_hand = true }, RULE_ENTRY_TEST },
	{ "entry in hand in a loop", { IN, .entry_in_hand = true,
	  .reaches_walk = true }, RULE_ENTRY_TEST },
	{ "predicate of one meaning", { .in_function = true,
	  .all_calls = RULE_WALK_GATE }, RULE_WALK_GATE },
	{ "predicate with facts of its own", { .in_function = true,
	  .all_calls = RULE_WALK_GATE, .entry_in_hand = true },
	  RULE_ENTRY_TEST },
};

static void test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		enum rule_id rule = RULE_COUNT;
		bool reported = classify_read(&cases[i].facts, &rule);

		g_test_message("%s", cases[i].what);
		g_assert_true(reported == (cases[i].rule != RULE_COUNT));
		g_assert_cmpint(rule, ==, cases[i].rule);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/classify/cases", test_cases);
	return g_test_run();
}
