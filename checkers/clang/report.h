/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * report.h - what the checker says: wire lines, or text as compilers print it.
 */
#ifndef CLANG_REPORT_H
#define CLANG_REPORT_H

#include "options.h"
#include "reads.h"

/* Judged reads, exempt ones left out, in the order of places. */
void report_reads(const struct options *o, const GPtrArray *reads);

/* struct walker * */
void report_walkers(const struct options *o, const GPtrArray *walkers);

/* The carriers that the unit's files define, as carrier_set_print() writes. */
void report_summary(const struct unit *unit, const GPtrArray *reads);

void report_incomplete(const struct options *o, const char *file,
		       const char *root, const char *reason);
void report_done(const struct options *o, const char *file, const char *root);
void report_version(void);

#endif
