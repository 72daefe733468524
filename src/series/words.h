/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * words.h - what a patch of a series says: subject, body, cover letter.
 */
#ifndef PFN_WORDS_H
#define PFN_WORDS_H

#include "rewrite/rewrite.h"

/* The discussion that says what is wrong with such tests. */
#define WORDS_LINK "https://lore.kernel.org/all/20240809160909.1023470-7-peterx@redhat.com/"

/*
 * The subject prefix for @file, with its colon: what most commits that touched
 * it used, if the tree has a history, else the convention of its folder
 * ("mm/huge_memory:", "vfio/type1:", "KVM:").  The caller frees it.
 */
char *words_prefix(const struct tree *tree, const char *file);

/* Subject of at most 75 characters, without "[PATCH]"; the caller frees it. */
char *words_subject(const struct tree *tree, const struct rewrite *rewrite);

/* The body, wrapped at 72 columns, ending in a newline; the caller frees it. */
char *words_body(const struct rewrite *rewrite);

/*
 * What of a mail is no part of the commit: in which state of the model its effect
 * shows.  NULL for none; the caller frees it.
 */
char *words_note(const struct rewrite *r);

/* What a patch changes for its users, as a sentence without its stop.  Borrowed. */
const char *words_changes(const struct rewrite *rewrite);

/* The subject of the cover letter.  Borrowed. */
const char *words_cover_subject(const GPtrArray *rewrites);

/*
 * The cover letter's body: why, what changes with which patches, and where
 * @findings were left alone.  @verified may be NULL: a table of what was
 * checked.  The caller frees it.
 */
char *words_cover(const struct tree *tree, const GPtrArray *rewrites,
		  const GPtrArray *findings, const char *verified);

/* What was checked, with its heading: empty if @table is NULL.  The caller frees it. */
char *words_verified(const char *table);

/* @text filled to lines of at most @width columns; the caller frees it. */
char *words_wrap(const char *text, unsigned int width);

#endif
