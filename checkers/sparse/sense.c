// SPDX-License-Identifier: GPL-2.0-only
/*
 * sense.c - a call's answer is followed as if it were the flag; here it is told
 * whether that is so.
 */
#include "sense.h"

#include "proof.h"

/* Predicates that call each other end somewhere. */
#define MAX_DEPTH 4

static int sense_within(struct reads *reads, const struct read *read,
			unsigned int depth);

static int predicate_within(struct reads *reads, struct fn *fn, unsigned int depth)
{
	const GPtrArray *tests = reads_of(reads, fn);
	int all = 0;

	for (guint i = 0; tests && i < tests->len; i++) {
		const struct read *test = tests->pdata[i];
		enum flags_sense s = proof_sense_loose(test);
		int one;

		if (s == SENSE_NONE)
			continue;
		one = s == SENSE_DIRECT ? 1 : s == SENSE_INVERSE ? -1 : 0;
		one *= depth ? sense_within(reads, test, depth - 1) : 0;
		if (!one || (all && one != all))
			return 0;
		all = one;
	}
	return all;
}

static int sense_within(struct reads *reads, const struct read *read,
			unsigned int depth)
{
	const struct carrier *c = read->spot.carrier;

	if (read->test->opcode != OP_CALL || !c || c->kind != CARRIER_PREDICATE)
		return 1;
	return c->sense || !read->predicate ? c->sense :
		       predicate_within(reads, read->predicate, depth);
}

int sense_of_predicate(struct reads *reads, struct fn *fn)
{
	return predicate_within(reads, fn, MAX_DEPTH);
}

int sense_of_read(struct reads *reads, const struct read *read)
{
	return sense_within(reads, read, MAX_DEPTH);
}

static void swap(bool **a, bool **b)
{
	bool *kept = *a;

	*a = *b;
	*b = kept;
}

void sense_orient(struct region *region, int sense)
{
	guint n = region->read->fn->blocks->len;

	if (sense < 0) {
		swap(&region->set, &region->clear);
		swap(&region->guarded_set, &region->guarded_clear);
	}
	if (sense)
		return;
	memset(region->set, 0, n * sizeof(bool));
	memset(region->clear, 0, n * sizeof(bool));
	memset(region->guarded_set, 0, n * sizeof(bool));
	memset(region->guarded_clear, 0, n * sizeof(bool));
}
