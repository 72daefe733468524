/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * assume_value.h - what assume.c (paths) and assume_value.c (values) share.
 */
#ifndef PFN_ASSUME_VALUE_H
#define PFN_ASSUME_VALUE_H

#include "assume.h"

struct assume {
	struct unit *unit;
	struct reads *reads;
	unsigned int flags;
	unsigned int depth;	/* of functions that are looked into */
	GHashTable *results;	/* function and constants, as text, ->
				 * struct value *, owned */
};

struct paths {
	struct assume *a;
	struct fn *fn;
	const struct value *args;
	unsigned int n_args;
	bool *reached;		/* one a block */
	GHashTable *values;	/* pseudo_t -> struct value *, owned */
	GHashTable *fresh;	/* pseudo_t: worked out in this round */
	bool changed;		/* a value grew in this round */
	bool gave_up;		/* everything is reached, nothing is known */
};

struct value value_none(void);
struct value value_any(void);
struct value value_of(long long v);
struct value value_not_zero(void);

/* No path gave it one so far. */
bool value_is_none(const struct value *v);
bool value_is_same(const struct value *a, const struct value *b);

/* Both can be. */
struct value value_join(const struct value *a, const struct value *b);

/* The result of an operator of two values. */
struct value value_binary(int opcode, const struct value *a,
			  const struct value *b);

#endif
