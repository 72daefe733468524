/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * words_parts.h - what words.c and words_places.c share.
 */
#ifndef PFN_WORDS_PARTS_H
#define PFN_WORDS_PARTS_H

#include "rewrite/rewrite.h"

/*
 * Paragraphs that say what stands now in the places of @r and why it is wrong
 * there, wrapped, each with an empty line behind it; the caller frees it.
 */
char *words_places(const struct rewrite *r);

#endif
