/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * compares.h - comparisons whose answer depends on a flag's bit without a mask
 * that selects it.
 */
#ifndef PFN_COMPARES_H
#define PFN_COMPARES_H

#include "flags.h"

/*
 * True if @insn compares flags with a mask, or with themselves after a bit was
 * set, turned or cleared.  The text must name the flag all the same.
 */
bool compares_bit(const struct flags *flags, struct instruction *insn);

/* True if @p is "~mask", with which flags are written. */
bool compares_is_complement(pseudo_t p);

#endif
