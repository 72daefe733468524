/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * trial.h - compiles a changed file without changing the tree or its builds.
 */
#ifndef PFN_TRIAL_H
#define PFN_TRIAL_H

#include "tree.h"

enum trial {
	TRIAL_BUILDS,
	TRIAL_ABSENT,		/* nor did the file as it was: this build has no
				 * such object */
	TRIAL_FAILS,
};

struct trial_place {
	const struct tree *tree;
	const struct tree_build *build;
	const char *overlay;	/* folder with the changed files of the tree,
				 * and no others, under the tree's names */
	const char *workdir;	/* gets the object */
	const char *command;	/* NULL: the compiler and flags of @build */
};

/*
 * Whether the compiler of place->build understands @file as it stands in the
 * overlay; else @why says what it said, the caller frees it.  Makes no object.
 */
bool trial_parse(const struct trial_place *place, const char *file, char **why);

/*
 * Compiles @file as it stands in the overlay, whose headers go before those of
 * the tree, with the warnings of W=1; a header is compiled by being included.
 * With a command that is run in the build's folder (split as a shell would, no
 * shell is started), the name of the file appended.  It builds if the command
 * succeeds and warns of nothing that the file as it was does not warn of too;
 * else @why says what the compiler said, the caller frees it.
 */
enum trial trial_build(const struct trial_place *place, const char *file,
		       char **why);

#endif
