/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * report.h - what a scan has to say, as the formats get it.
 */
#ifndef PFN_REPORT_H
#define PFN_REPORT_H

#include "findings/baseline.h"
#include "findings/lacks.h"
#include "engines/engine.h"
#include "engines/merge.h"
#include "rewrite/rewrite.h"

struct report {
	const struct tree *tree;
	const struct index *index;
	const GPtrArray *findings;	/* struct finding *, filtered, sorted */
	const GPtrArray *rewrites;	/* struct rewrite *, of these findings */
	const GPtrArray *incomplete;	/* struct incomplete * */
	const struct lacks *lacks;	/* what the builds do not contain */
	const GPtrArray *disagreements;	/* struct disagreement * */
	const struct baseline *baseline;	/* NULL: none was given */
	const GPtrArray *stale;		/* struct baseline_entry *; or NULL */
	unsigned int known;		/* findings that the baseline holds */
	unsigned int asked;		/* files that engines were asked about */
	struct engine_stats stats;
	double seconds;			/* the whole scan */
};

#endif
