/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gated_parts.h - what the gated*.c files share and nobody else needs.
 */
#ifndef PFN_GATED_PARTS_H
#define PFN_GATED_PARTS_H

#include "ground/source.h"

bool gated_is_word(const struct source *src, int i, const char *word);

/*
 * NULL if every mention of the struct mm_walk_ops @ops is an argument of a walk
 * that asks walk_page_test(); else where that is not to be seen (caller frees).
 */
char *gated_uses(const struct source *src, const char *ops);

/* The struct mm_walk_ops in whose initialiser token @i stands (caller frees). */
char *gated_table_at(const struct source *src, int i);

/* The function of @table's @member, as ".member = function" says; or NULL. */
char *gated_member(const struct source *src, const char *table,
		   const char *member);

#endif
