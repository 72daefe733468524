/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * edits.h - changes of a text, all given in places of the text as it was.
 */
#ifndef PFN_EDITS_H
#define PFN_EDITS_H

#include "ground/base.h"

struct edits;

struct edits *edits_new(const char *text);
void edits_free(struct edits *edits);
PFN_DEFINE_FREE(edits, edits_free)

/* Puts @with in the place of @length bytes at @offset; of two at one place the
 * one that came first stands first. */
void edits_replace(struct edits *edits, size_t offset, size_t length,
		   const char *with);

/* Puts @lines (with their line ends) behind the line that holds @offset. */
void edits_after_line(struct edits *edits, size_t offset, const char *lines);

/* The white space in front of the line that holds @offset; the caller frees it. */
char *edits_indent(const char *text, size_t offset);

/* The changed text, the caller frees it. */
char *edits_apply(const struct edits *edits);

#endif
