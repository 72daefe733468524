/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * report.h - what a run found, told as a compiler tells it or on the wire.
 */
#ifndef PFN_REPORT_H
#define PFN_REPORT_H

#include "ground/finding.h"
#include "ground/reach.h"

struct report {
	bool json;
	bool shown[RULE_COUNT];		/* text only; the wire has all rules */
	bool named[RULE_COUNT];		/* by the user: notes of it, too */
	GPtrArray *findings;		/* struct finding *, owned */
	GPtrArray *incomplete;		/* struct incomplete *, owned */
	GPtrArray *walkers;		/* struct walker *, owned */
	GPtrArray *calls;		/* struct reach_call *, owned */
};

/* Warnings are shown, notes are not. */
void report_init(struct report *report);
void report_release(struct report *report);

/*
 * "walk-gate" or "no-walk-gate", what stands behind -Wpfncheck- or
 * -Wno-pfncheck-; "all" is every rule.  False if no rule has that name.
 */
bool report_select(struct report *report, const char *slug, bool shown);

/*
 * Writes everything about @file and forgets it.  On the wire a "done" closes
 * it, so that what a dying run leaves behind is known to be unfinished.
 */
void report_flush(struct report *report, const char *file);

#endif
