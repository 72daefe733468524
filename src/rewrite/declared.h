/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * declared.h - does the tree declare what a rewrite mentions?
 *
 * Asked of every changed file before a hunk of it is shown, whichever rule made
 * it: a function, macro, struct, field or enumerator that the new text names and
 * the old did not must be declared by a header of the tree, by the file itself,
 * or by what an earlier patch of the same series adds.
 */
#ifndef PFN_DECLARED_H
#define PFN_DECLARED_H

#include "tree/tree.h"

struct declared;

/* @tree is borrowed and must stay.  Reads nothing yet.  Never fails. */
struct declared *declared_new(const struct tree *tree);
void declared_free(struct declared *d);
PFN_DEFINE_FREE(declared, declared_free)

/* From now on what @text declares counts as well: a header as a patch leaves it. */
void declared_add(struct declared *d, const char *file, const char *text);

/*
 * The first name that @after mentions, @before does not and nobody declares, as
 * messages say it: "name()", "->name", "NAME".  NULL if there is none.  The caller
 * frees it.  A name that token pasting makes is found by the pieces of the macro
 * that makes it (DECLARE_VMA_BIT() in linux/mm.h).
 */
char *declared_missing(struct declared *d, const char *file, const char *before,
		       const char *after);

#endif
