/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tree_build.h - finds the prepared builds of a tree; for tree.c.
 */
#ifndef PFN_TREE_BUILD_H
#define PFN_TREE_BUILD_H

#include "tree.h"

void tree_build_free(struct tree_build *build);

/*
 * Fills tree->builds from the named folders, or from the tree itself where none
 * is named (it then need not be prepared).  False and @error if a named folder
 * is not prepared, or for another tree.
 */
bool tree_find_builds(struct tree *tree, char *const *build_dirs,
		      GError **error);

/*
 * The arguments that Kbuild gave the compiler, out of the text of a .cmd file:
 * without the compiler, -c, -o, the dependency file and the source, which is
 * returned in @source (caller frees).  NULL if the text is something else.
 */
char **tree_build_parse(const char *cmd, char **source);

/* The words of the command in a .cmd file; NULL if the text is something else. */
char **tree_build_words(const char *cmd);

/*
 * The arguments that @argv gives the compiler for @source, which is one of its words
 * (borrowed): as above.  NULL if it does not compile that.
 */
char **tree_build_flags(char *const *argv, const char *source);

#endif
