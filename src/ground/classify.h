/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * classify.h - decides what a read means, in the order of judgement.def.
 *
 * A checker looks at a read, fills the facts in and asks.  The facts are
 * about the *region* of the read: the statements on some path after the
 * test, which are its guarded branches and, where a branch leaves (return,
 * continue, break, goto), what follows.  "Reached" includes helpers: functions
 * of the same file, up to CLASSIFY_HELPER_DEPTH calls away.
 */
#ifndef PFN_CLASSIFY_H
#define PFN_CLASSIFY_H

#include "base.h"
#include "rules.h"

#define CLASSIFY_HELPER_DEPTH 2

struct read_facts {
	bool in_function;	/* false: macro body or initialiser */
	bool in_normal_page;	/* inside vm_normal_page*(): exempt */

	/* contract */
	bool in_assertion;	/* operand of BUG_ON(), WARN_ON() and kin */
	bool sets_if_clear;	/* guards a write of the same flag */
	bool rejects_unset;	/* exported function leaves when the flag is
				 * clear, in front of an unmap */
	/* pfn-tracking */
	bool guards_tracking;	/* guarded branch calls track_pfn*() or kin */
	/* linear-pfn */
	bool guards_pgoff;	/* branch for "set" computes with vm_pgoff */
	/* follow-gate */
	bool reaches_lookup;
	/* gup-gate */
	bool in_gup;		/* function takes or builds FOLL_* flags */
	bool reaches_gup;
	/* walk-gate */
	bool is_test_walk;	/* .test_walk of some mm_walk_ops */
	bool has_walk_state;	/* struct mm_walk * parameter, no entry parameter */
	bool gates;		/* a branch leaves, or the walk stands in it */
	bool reaches_walk;	/* walk API, or a loop that loads entries */
	bool changes_flags;	/* function changes the VMA's own flags */
	/* policy */
	bool hands_flags;	/* call of a predicate that is given flags too */
	/* entry-test */
	bool entry_in_hand;	/* value loaded before the test, not just none */

	/*
	 * The read stands in a static predicate all of whose calls, in this
	 * file, have been judged and have the same rule; else RULE_COUNT.
	 */
	enum rule_id all_calls;
};

/* Facts of a read about which nothing is known yet. */
#define READ_FACTS_INIT { .all_calls = RULE_COUNT }

/*
 * The rule of a read with these facts.  Returns false where the read is
 * exempt (DOMAIN: only vm_normal_page*() may read the flags); else true and
 * @id set, RULE_UNCLASSIFIED where no rule fits.
 */
bool classify_read(const struct read_facts *facts, enum rule_id *id);

#endif
