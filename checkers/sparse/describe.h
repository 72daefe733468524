/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * describe.h - from judged reads to findings.
 */
#ifndef PFN_DESCRIBE_H
#define PFN_DESCRIBE_H

#include "dominate.h"
#include "facts.h"
#include "behind.h"
#include "report.h"

/* Adds the carriers that the file's macros, masks and fields are. */
void describe_carriers(struct spots *spots, struct flags *flags,
		       const char *file);

/* One finding a read; walk gates say whether the walk behind them is filtered. */
void describe_reads(struct report *report, struct reads *reads,
		    const struct walk_context *with);

/* What libsparse could not look at, in lines. */
void describe_gaps(struct report *report, struct unit *unit,
		   struct spots *spots);

#endif
