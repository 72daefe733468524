/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * assume.h - which paths of a function can be taken when its VMA has a flag
 * set, and when its callers pass certain constants.
 *
 * A VMA with raw entries has a file and operations, so that it is not
 * anonymous, and is neither hugetlb's nor DAX's: "!vma->vm_ops" is false there.
 */
#ifndef PFN_ASSUME_H
#define PFN_ASSUME_H

#include "reads.h"

/* What a value can be; VALUE_ONE_OF: one of a few constants. */
enum value_kind { VALUE_ANY, VALUE_NOT_ZERO, VALUE_ONE_OF };

#define VALUE_MAX 8

struct value {
	enum value_kind kind;
	unsigned int n;
	long long of[VALUE_MAX];
};

struct assume;

/*
 * The VMA has all of @flags (PFN_FLAG_*; 0: nothing is assumed, and @reads may
 * be NULL).  Both are borrowed.
 */
struct assume *assume_new(struct unit *unit, struct reads *reads,
			  unsigned int flags);
void assume_free(struct assume *a);

/* The paths of one function. */
struct paths;

/* @args: what the first @n parameters are; NULL: nothing is known. */
struct paths *assume_paths(struct assume *a, struct fn *fn,
			   const struct value *args, unsigned int n);
void paths_free(struct paths *p);

bool paths_reach(const struct paths *p, const struct basic_block *bb);
bool paths_edge(const struct paths *p, struct basic_block *from,
		struct basic_block *to);

/* What @v is on those paths. */
struct value paths_value(struct paths *p, pseudo_t v);

/* What @fn returns under the assumption, whatever it is called with. */
struct value assume_result(struct assume *a, struct fn *fn);

bool value_is_zero(const struct value *v);
bool value_is_not_zero(const struct value *v);

#endif
