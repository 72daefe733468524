/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reads.h - the reads of one unit.
 *
 * A read is found by value where the value can be traced: a load of a VMA's
 * flags, and with a mask that holds a bit.  Where it cannot (a parameter, a
 * member of another struct, the bitmap API), the value is tested with such a
 * mask and the text says by a flag or a carrier what it is.
 */
#ifndef PFN_READS_H
#define PFN_READS_H

#include "flags.h"
#include "ground/rules.h"
#include "spots.h"

struct read {
	struct fn *fn;
	struct instruction *test;	/* its target is the answer */
	struct spot spot;
	unsigned int flags;		/* PFN_FLAG_* */
	struct fn *predicate;		/* called, with a body here; or NULL */
	GHashTable *values;		/* flags_follow() of the test */
	enum rule_id rule;		/* facts.c; RULE_COUNT until judged */
	unsigned int facts;		/* facts_set() of what it was judged by */
	bool exempt;
};

struct reads {
	struct unit *unit;
	struct flags *flags;		/* borrowed, as the next one */
	struct spots *spots;
	GPtrArray *all;			/* struct read *, owned */
	GHashTable *places;		/* "file:line:column" of those */
	GHashTable *functions;		/* struct fn * -> GPtrArray of its reads */
};

/* Looks through the file's functions and those of headers that hold flags. */
struct reads *reads_new(struct unit *unit, struct flags *flags,
			struct spots *spots);
void reads_free(struct reads *reads);

/* The reads of one function, may be empty.  Borrowed. */
const GPtrArray *reads_of(struct reads *reads, struct fn *fn);

/*
 * True if @fn answers a question about a VMA or flags with a bool, and the
 * answer depends on a read: a predicate.  @flags gets what it depends on.
 */
bool reads_is_predicate(struct reads *reads, struct fn *fn,
			unsigned int *flags);

#endif
