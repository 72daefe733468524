/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * in_hand.h - whether an entry is in hand where the flags are read and
 * decided about.
 */
#ifndef PFN_IN_HAND_H
#define PFN_IN_HAND_H

#include "reads.h"

/*
 * True if an entry was loaded, or handed in by value, on every path to the
 * read, is not just known to be none there, and is used behind it.
 */
bool in_hand(const struct read *read);

#endif
