/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * steps.h - a series whose patches stand on each other: what shared patches need
 * comes first and once, then the walks that ask, then the gates that go.
 */
#ifndef PFN_STEPS_H
#define PFN_STEPS_H

#include "findings/filter.h"
#include "rewrite/rewrite.h"

struct steps_wish {
	const struct filter *filter;	/* rules and paths that were chosen */
	const bool *effects;		/* EFFECT_COUNT */
	unsigned int engines;		/* enum engine_bit: without sparse, no steps */
	unsigned int jobs;
};

/*
 * Appends to @rewrites, which were made alone, what has to be made in steps, in
 * the order in which it applies.  A finding of @findings whose gate goes is
 * marked emitted; the others get the true reason.  Walks that do not ask are said
 * in @refused, a line each.  False and @error if no engine can judge.
 */
bool steps_add(const struct engine_run *run, GPtrArray *rewrites,
	       GPtrArray *findings, const struct steps_wish *wish,
	       GString *refused, GError **error);

#endif
