/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * elsewhere.h - what is known of walks whose bodies stand in other files, as
 * 'pfncheck-sparse --summary' said about those: one line of wire.h a function.
 * "name" is the function, "callbacks" holds "walk=NAME" for each walk of yet
 * another file that it hands on to, and "flags" what it gates on by itself.
 */
#ifndef PFN_ELSEWHERE_H
#define PFN_ELSEWHERE_H

#include "ground/finding.h"

#define ELSEWHERE_CALL "walk="

struct elsewhere;

struct elsewhere *elsewhere_new(void);
void elsewhere_free(struct elsewhere *e);

/* Reads summaries; of two of one name the first counts. */
bool elsewhere_read(struct elsewhere *e, const char *file, GError **error);

/* The summary of the function of that name, or NULL.  Borrowed. */
const struct walker *elsewhere_find(const struct elsewhere *e, const char *name);

#endif
