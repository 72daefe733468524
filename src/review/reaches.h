/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reaches.h - entries that nobody asked, compared between two states of a tree.
 */
#ifndef PFN_REACHES_H
#define PFN_REACHES_H

#include "ground/finding.h"
#include "index/index.h"

/*
 * The findings about unasked entries of @here that @there has not: not that use in
 * that function, or not for all flags that reach it here. Lines do not matter: a
 * gate that goes, or a question that is put before the use, changes what stands
 * below without touching it. What no flag reaches counts as not there.
 *
 * @asked is the index of @there's state: of a file that is not a candidate in it
 * nobody was asked about its entries, and only what is strong counts as new.
 * Borrowed findings in a new array; never fails.
 */
GPtrArray *reaches_more(const GPtrArray *here, const GPtrArray *there,
			const struct index *asked);

#endif
