/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sentence.h - what the sentences about a rewrite are put together from.
 */
#ifndef PFN_SENTENCE_H
#define PFN_SENTENCE_H

#include "room.h"

/*
 * The functions of @r's findings with that expression (NULL: any), once each:
 * char *, borrowed.
 */
GPtrArray *sentence_functions(const struct rewrite *r, const char *expression);

/* "a(), b() and c()"; the caller frees it. */
char *sentence_join(const GPtrArray *names);

/* How often @what stands in @text. */
unsigned int sentence_count(const char *text, const char *what);

#endif
