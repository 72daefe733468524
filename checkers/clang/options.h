/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * options.h - the command line of pfncheck-clang: its own options first, then
 * files or a compiler's arguments.
 */
#ifndef CLANG_OPTIONS_H
#define CLANG_OPTIONS_H

#include "ground/base.h"
#include "ground/rules.h"

struct options {
	gboolean json, summary, walkers, quiet, version;
	char *carriers;		/* file name, or NULL */
	char *root;		/* absolute, links resolved; NULL: look for it */
	char *build;		/* or NULL */
	char *level_name;
	enum rule_level level;
	bool named[RULE_COUNT];	/* -Wpfncheck-RULE: shown at any level */
	bool hidden[RULE_COUNT];	/* -Wno-pfncheck-RULE */
	char **files;		/* NULL terminated; borrowed from argv */
	GHashTable *said;	/* places (char *) of findings told so far */
	bool as_compiler;	/* Kbuild's CHECK=: it may throw stdout away */
	const char *const *compiler;	/* arguments for the one file, or NULL:
					 * from the build folder */
};

/* Fills @options from @argv, which must outlive it. */
bool options_parse(struct options *options, int argc, char **argv, GError **error);
void options_release(struct options *options);

/* The root of the tree that holds @file: --root, or where its top is. */
char *options_root(const struct options *options, const char *file);

#endif
