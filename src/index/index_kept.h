/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * index_kept.h - what index_kept.c, which reads what was kept, and index_keep.c,
 * which writes it, share.
 */
#ifndef PFN_INDEX_KEPT_H
#define PFN_INDEX_KEPT_H

#include "index_parts.h"
#include "tree/database.h"

struct kept {
	struct database *database;
};

/* What the database knows of the tree: its number, 0 where it has none. */
struct known_tree {
	gint64 id, writes;
	char *asked;		/* words, a line each; owned; may be NULL */
};

struct known_tree index_known_tree(const struct builder *b);

/* False where all is read sooner than kept, or the tree is no whole one. */
bool index_is_worth_it(const struct builder *b);

/* Of a row: its texts, NULL terminated, and the words if it has such (or NULL). */
char *index_row_digest(const struct word_set *words, const char *first, ...)
	G_GNUC_NULL_TERMINATED;

#endif
