/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * walk_source.h - the file of a tree that defines the walks of
 * include/linux/pagewalk.h.
 */
#ifndef PFN_WALK_SOURCE_H
#define PFN_WALK_SOURCE_H

#include "index.h"

/*
 * That file as it is in @tree, of which @index knows the candidates: it defines a
 * walk for others and calls the .test_walk of a table.  The caller frees it.  NULL
 * if no candidate does; then nothing in front of a walk reads the flags.
 */
struct source *walk_source_read(const struct tree *tree,
				const struct index *index);

#endif
