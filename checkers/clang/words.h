/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * words.h - a set of C names and the question whether a text holds one of
 * them.  A kernel unit includes a thousand headers, so the answer must be quick.
 */
#ifndef CLANG_WORDS_H
#define CLANG_WORDS_H

#include "ground/base.h"

struct words;

struct words *words_new(void);
void words_free(struct words *words);
PFN_DEFINE_FREE(words, words_free)

/* Copies @name.  False if it was there. */
bool words_add(struct words *words, const char *name);

/* True if the @length bytes at @text hold one of the names as a word. */
bool words_in(const struct words *words, const char *text, size_t length);

#endif
