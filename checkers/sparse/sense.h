/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sense.h - the sense of a predicate: 1 if it answers yes (or non-zero) where the
 * flag is set, -1 if where it is clear, 0 if that is not known.
 */
#ifndef PFN_SENSE_H
#define PFN_SENSE_H

#include "region.h"

/* Of @fn, from its reads. */
int sense_of_predicate(struct reads *reads, struct fn *fn);

/* Of the answer of @read; 1 unless it is a call of a predicate. */
int sense_of_read(struct reads *reads, const struct read *read);

/* Turns the sides of the read's region round, or forgets them. */
void sense_orient(struct region *region, int sense);

#endif
