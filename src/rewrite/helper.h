/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * helper.h - what a series needs before any walk asks: the question itself, in
 * the header that walks include, and walks that keep a huge leaf.
 */
#ifndef PFN_HELPER_H
#define PFN_HELPER_H

#include "index/index.h"
#include "tree/tree.h"

/* The header that gets the question. */
#define HELPER_HEADER "include/linux/pagewalk.h"

/*
 * @text of HELPER_HEADER with the question at each level that @tree has an asker
 * for; the caller frees it.  NULL if the tree cannot ask, or asks already.
 */
char *helper_add(const struct tree *tree, const char *text);

/* True if @text defines the question already. */
bool helper_is_there(const char *text);

/*
 * The file that walks tables for everybody (relative, the caller frees it) and
 * in @after its text in which a huge pud leaf of a PFN mapping is reported as a
 * hole where it was split; NULL if there is nothing to keep, or it is kept.
 */
char *helper_keep(const struct tree *tree, const struct index *index,
		  char **after);

/* True if the walks of @tree keep such a leaf, or it has none. */
bool helper_is_kept(const struct tree *tree, const struct index *index);

#endif
