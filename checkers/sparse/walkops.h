/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * walkops.h - the mm_walk_ops of a file, joined to their callbacks.
 */
#ifndef PFN_WALKOPS_H
#define PFN_WALKOPS_H

#include "unit.h"

struct walk_callback {
	char *member;			/* "pte_entry" */
	struct symbol *function;
	struct fn *fn;			/* NULL: its body is elsewhere */
};

struct walk_set {
	char *name;			/* of the variable */
	struct symbol *variable;
	struct position pos;		/* of the initialiser */
	GPtrArray *callbacks;		/* struct walk_callback *, owned */
};

struct walkops {
	GPtrArray *sets;		/* struct walk_set *, owned, by line */
};

struct walkops *walkops_new(struct unit *unit);
void walkops_free(struct walkops *ops);

/* The callback of that member, or NULL.  Borrowed. */
const struct walk_callback *walk_set_find(const struct walk_set *set,
					  const char *member);

/* True if @fn is the .test_walk of some set. */
bool walkops_is_test(const struct walkops *ops, const struct fn *fn);

/* True if @fn is the callback @member of some set. */
bool walkops_has(const struct walkops *ops, const struct fn *fn,
		 const char *member);

/* True for "pte_entry", "pmd_entry" and the like, not for hugetlb's. */
bool walkops_is_entry(const char *member);

/* All sets that @call may hand to a walk, struct walk_set *; the caller's. */
GPtrArray *walkops_all_of_call(const struct walkops *ops,
			       struct instruction *call);

/* The set that @call hands to a walk, or NULL. */
const struct walk_set *walkops_of_call(const struct walkops *ops,
				       struct instruction *call);

#endif
