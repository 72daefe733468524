/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * in_hand.h - whether an entry is in hand where the flags are read, and the
 * read decides about it.
 */
#ifndef PFN_IN_HAND_H
#define PFN_IN_HAND_H

#include "region.h"

/*
 * True if an entry was loaded, or handed in by value, on every path to the
 * read, is not just known to be none, and is used in the read's region.
 */
bool in_hand(const struct read *read, const struct region *region);

#endif
