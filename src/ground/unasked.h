/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * unasked.h - what a finding of rule unasked-entry knows beyond its place, and
 * how it is settled once it is known who calls whom.
 */
#ifndef PFN_UNASKED_H
#define PFN_UNASKED_H

#include "unfiltered.h"

/* A callback or function from which the place is reached with the entry unasked. */
struct unasked_root {
	char *name;		/* as in struct reach */
	unsigned int flags;	/* PFN_FLAG_* that reach the place from there */
	char *needs;		/* what callers must set, as in struct reach; or NULL */
};

struct unasked {
	enum pt_level level;
	enum entry_use use;
	GPtrArray *roots;	/* struct unasked_root *, owned */
	GPtrArray *gates;	/* char *, owned: what stands on the ways there;
				 * empty until it is settled (settle.h) */
};

struct unasked *unasked_new(enum pt_level level, enum entry_use use);
struct unasked *unasked_copy(const struct unasked *u);
void unasked_free(struct unasked *u);

/* A struct page or frame number of what may have none is used.  @u is not NULL. */
bool unasked_is_strong(const struct unasked *u);

/* Adds the roots of @from to those of @to, and its use if it is stronger; either may
 * be NULL. */
void unasked_join(struct unasked *to, const struct unasked *from);

/* Adds @flags to those of root @name; what not all of its ways need none does. */
void unasked_add_root(struct unasked *u, const char *name, unsigned int flags,
		      const char *needs);

#endif
