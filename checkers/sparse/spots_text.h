/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * spots_text.h - what the two files behind spots.h share.
 */
#ifndef PFN_SPOTS_TEXT_H
#define PFN_SPOTS_TEXT_H

#include "ground/source.h"
#include "spots.h"

struct spots_names;

struct spots {
	char *root;			/* malloc()ed by realpath(), or NULL */
	struct carrier_set *carriers;
	GHashTable *sources;		/* name -> struct source *, may be NULL */
	GHashTable *names;		/* file -> name below the root, or NULL */
	GHashTable *folders;		/* folder as it was named -> its real path */
	struct spots_names *mentioned;	/* spots_mention.c, from its first use */
};

/* The text of @file, or NULL: outside the root, or not readable.  Borrowed. */
struct source *spots_source(struct spots *spots, const char *file);

/* True if the bytes hold the name of a flag or a carrier. */
bool spots_mention_between(struct spots *spots, const char *p, const char *end);
void spots_names_free(struct spots_names *names);

#endif
