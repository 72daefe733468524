// SPDX-License-Identifier: GPL-2.0-only
/*
 * linear-pfn.c - a pfn computed from vm_pgoff: what to call instead is advice.
 */
#include "room.h"

static const char *advice(const struct tree *tree)
{
	return tree_has(tree, "follow_pfnmap_start") ?
		"no rewrite: look the pfn up with follow_pfnmap_start()" :
		"no rewrite: look the pfn up with follow_pte()";
}

const struct room room_LINEAR_PFN = {
	.advice = advice,
};
