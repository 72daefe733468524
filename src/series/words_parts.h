/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * words_parts.h - what words.c and words_places.c share.
 */
#ifndef PFN_WORDS_PARTS_H
#define PFN_WORDS_PARTS_H

#include "rewrite/rewrite.h"

/*
 * The functions of @r's findings with that expression (NULL: any), once each:
 * char *, borrowed.
 */
GPtrArray *words_functions(const struct rewrite *r, const char *expression);

/* "a(), b() and c()"; the caller frees it. */
char *words_join(const GPtrArray *names);

/*
 * Paragraphs that say what stands now in the places of @r and why it is wrong
 * there, wrapped, each with an empty line behind it; the caller frees it.
 */
char *words_places(const struct rewrite *r);

/*
 * Why callbacks stay in which @r leaves nothing, which a reviewer would ask;
 * NULL if there are none.  The caller frees it.
 */
char *words_emptied(const struct rewrite *r);

#endif
