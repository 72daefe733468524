/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * summary.h - what other files need to know of the walks in this one
 * (elsewhere.h).
 */
#ifndef PFN_SUMMARY_H
#define PFN_SUMMARY_H

#include "behind.h"
#include "reads.h"
#include "report.h"

/* Adds one struct walker to @report for each walk that other files can call. */
void summary_list(struct report *report, struct reads *reads,
		  const struct walk_context *with);

#endif
