/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * compiled.h - how the files of a module are compiled; for tree.c.
 */
#ifndef PFN_COMPILED_H
#define PFN_COMPILED_H

#include "tree.h"

/*
 * Fills tree->compiled of a module: from compile_commands.json in its folder, else
 * from the .cmd files that Kbuild left beside the objects, where the kernel's build
 * is @build.  What neither names gets that build's own flags, with the folders of the
 * module that headers are below: a guess.
 */
void compiled_find(struct tree *tree, const char *build);

#endif
