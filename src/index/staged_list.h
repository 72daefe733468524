/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * staged_list.h - what staged.c remembers between runs: the names that carry
 * the flags, the files that hold them, and what they are, as of one commit.
 */
#ifndef PFN_STAGED_LIST_H
#define PFN_STAGED_LIST_H

#include "ground/carrier.h"

struct staged_list {
	char *commit;			/* NULL: before the first one */
	GPtrArray *words;		/* char *, owned */
	GPtrArray *files;		/* char *, owned; all are in @commit */
	struct carrier_set *carriers;	/* of @commit; NULL: not known */
};

/* @commit may be NULL. */
struct staged_list *staged_list_new(const char *commit);
void staged_list_free(struct staged_list *list);
PFN_DEFINE_FREE(staged_list, staged_list_free)

/* NULL if @text is not such a list: it is then made anew. */
struct staged_list *staged_list_parse(const char *text);

/* The caller frees it; @list must have a commit. */
char *staged_list_print(const struct staged_list *list);

#endif
