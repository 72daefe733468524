/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * unasked_entry.h - rule unasked-entry: what is done with entries that nobody asked.
 */
#ifndef PFN_UNASKED_ENTRY_H
#define PFN_UNASKED_ENTRY_H

#include "calls.h"
#include "report.h"

/*
 * Adds a finding for each place where a page or frame number is taken from an
 * entry that was not asked, and for what else walks do with such entries.  Its
 * flags are those with which the place can be reached within this file's
 * functions; who gets to them is for reach.h to say.
 */
void unasked_list(struct report *report, const struct calls_context *c);

#endif
