/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mask_names.h - the flags of a mask by name, macros followed: both
 * (VM_IO | VM_PFNMAP) and mk_vma_flags(VMA_IO_BIT, VMA_PFNMAP_BIT) are IO and
 * PFNMAP.
 */
#ifndef PFN_MASK_NAMES_H
#define PFN_MASK_NAMES_H

#include "ground/carrier.h"
#include "ground/source.h"
#include "tree/tree.h"

/* A tree's definitions, read once. */
struct mask_names {
	const struct tree *tree;
	const struct carrier_set *carriers;
	GHashTable *sources;		/* file -> struct source *, both owned */
};

void mask_names_init(struct mask_names *m, const struct tree *tree,
		     const struct carrier_set *carriers);
void mask_names_release(struct mask_names *m);

/* Borrowed; NULL if the file cannot be read. */
const struct source *mask_names_source(struct mask_names *m, const char *file);

/* The tree-wide carrier of that name, NULL if there are none or several. */
const struct carrier *mask_names_carrier(const struct mask_names *m,
					 const char *name,
					 enum carrier_kind kind);

/*
 * Adds the names of tokens @first..@last, or of macro @name, to @flags (owned
 * strings), through at most @depth macros.  False: no plain mask.
 */
bool mask_names_add(struct mask_names *m, const struct source *src, int first,
		    int last, GTree *flags, unsigned int depth);
bool mask_names_add_macro(struct mask_names *m, const char *name, GTree *flags,
			  unsigned int depth);

#endif
