/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * verdict_print.h - a review as people and programs read it.
 */
#ifndef PFN_VERDICT_PRINT_H
#define PFN_VERDICT_PRINT_H

#include "verdict.h"

/* What was reviewed, for the head of a report. */
struct reviewed {
	const char *repo;		/* the user's, absolute */
	const char *base;		/* commit */
	const GPtrArray *verdicts;	/* struct verdict *, in the mails' order */
	const GPtrArray *problems;	/* char *: about the series as a whole */
};

/* Appends the report to @out: for each mail what it causes, mends and leaves. */
void verdict_text(const struct reviewed *review, GString *out);

/* The same as one JSON object, version 1; no array is ever left out. */
void verdict_json(const struct reviewed *review, GString *out);

#endif
