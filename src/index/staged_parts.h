/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * staged_parts.h - what the staged*.c files share and nobody else needs.
 *
 *   staged_list.c   what is kept between runs
 *   staged.c        which files go to the folder
 *   staged_index.c  the index of that folder, and what of it is kept
 */
#ifndef PFN_STAGED_PARTS_H
#define PFN_STAGED_PARTS_H

#include "tree/git.h"
#include "staged.h"
#include "staged_list.h"

struct staged {
	char *root;
	struct cache *cache;		/* may be NULL */
	char *key;
	bool keep;			/* the list may become that of HEAD */
	GPtrArray *changed;		/* staged_changed(); NULL: not asked yet */
	struct staged_list *list;	/* NULL: not known yet */
	char *head;			/* NULL: before the first commit */
	GPtrArray *part;		/* char *, the files that the folder is
					 * for; NULL: all that hold a flag */
};

bool staged_is_c(const char *file);

/* What is staged for this commit, see git_staged_files(); borrowed. */
const GPtrArray *staged_changed(struct staged *staged, GError **error);

/* A set of copies of @names (char *). */
GHashTable *staged_set_of(const GPtrArray *names);

/* True if one of @files (a set) defines a carrier that counts in other files. */
bool staged_defines(const struct carrier_set *carriers, GHashTable *files);

/*
 * Files with one of @words that are not in @known go to @dir, and their names
 * to the list and to @known.
 */
bool staged_take(struct staged *staged, const GPtrArray *words,
		 GHashTable *known, const char *dir, GError **error);

/* Adds to @dir, which holds a part, all that is not there. */
bool staged_write_rest(struct staged *staged, const char *dir, GError **error);

#endif
