/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * needs.h - what a place hangs on beside VMA flags: bits of a parameter that only
 * some callers set.
 */
#ifndef PFN_NEEDS_H
#define PFN_NEEDS_H

#include "assume.h"

/*
 * "N:BITS" (struct reach): line @line of @fn is reached only if parameter N, from 0,
 * has one of BITS set.  NULL if there is no such parameter; the caller frees it.
 */
char *needs_of(struct assume *a, struct fn *fn, unsigned int line);

/*
 * "N=BITS" for each argument of @call that is known, with all bits that may be set
 * in it, and "N<M" for each that is the caller's own parameter M; NULL for none.
 */
char *needs_passed(struct paths *paths, struct instruction *call);

#endif
