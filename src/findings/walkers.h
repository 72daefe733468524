/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * walkers.h - the table of all mm_walk_ops of a tree.
 */
#ifndef PFN_WALKERS_H
#define PFN_WALKERS_H

#include "ground/finding.h"
#include "index/index.h"

/*
 * Takes the walkers of @found (struct walker *, any order, some seen by several
 * engines) and returns each once, sorted by file and line: with the answer of
 * the engine that followed the flow, where one did.  The caller frees it.
 */
GPtrArray *walkers_merge(GPtrArray *found);

/*
 * The table for people, and for programs (an array "walkers", version 1); how each
 * is entered is read off @tree (ways.h).
 */
void walkers_print_text(const GPtrArray *walkers, const struct tree *tree,
			const struct index *index, GString *out);
void walkers_print_json(const GPtrArray *walkers, const struct tree *tree,
			const struct index *index, GString *out);

#endif
