/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ways.h - how each mm_walk_ops is entered: which function walks with it, and
 * whether that one asks .test_walk, or VM_PFNMAP in its place, on the way.
 */
#ifndef PFN_WAYS_H
#define PFN_WAYS_H

#include "ground/finding.h"
#include "index/index.h"

/* A call that walks with a mm_walk_ops. */
struct walk_way {
	char *call;			/* "walk_page_vma" */
	unsigned int line;		/* in the walker's file */
	bool tested;			/* it asks .test_walk, or VM_PFNMAP instead */
};

/* A tree's walks, read once. */
struct ways;

struct ways *ways_new(const struct tree *tree, const struct index *index);
void ways_free(struct ways *ways);
PFN_DEFINE_FREE(ways, ways_free)

/*
 * The ways into @w, in order of their lines: struct walk_way *, owned by the array.
 * The table itself, a variable or parameter that holds its address, and a function
 * that returns it are followed within its file; a way of another file is not seen.
 */
GPtrArray *ways_of(struct ways *ways, const struct walker *w);

/* What stands on the way: "own test_walk: VM_PFNMAP VM_IO"; the caller frees it. */
char *ways_gate(const struct walker *w, const struct walk_way *way);

#endif
