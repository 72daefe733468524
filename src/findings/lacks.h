/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lacks.h - what the prepared builds do not contain: files that their
 * configuration or architecture leaves out, and levels of page tables.  That is
 * no failure to analyse (struct incomplete): another build would answer.
 */
#ifndef PFN_LACKS_H
#define PFN_LACKS_H

#include "ground/finding.h"
#include "tree/tree.h"

/* A file that no build contains. */
struct absent {
	char *file;
	char *option;	/* "CONFIG_KVM", "!CONFIG_MMU", "ARCH=arm64" */
};

struct lacks {
	GPtrArray *absent;	/* struct absent *, owned, in the order of files */
	bool huge;		/* no leaves above the pte level */
	unsigned int guessed;	/* files of a module that could not be parsed, where
				 * how they are compiled had to be guessed */
	char *guess;		/* "FILE: what went wrong" of the first; or NULL */
	bool no_build;		/* of a module's kernel: headers only */
};

/*
 * Of @files (char *, what was asked about), those that the tree's builds leave
 * out; what an engine that needs a build says about one of them is taken out of
 * @incomplete (struct incomplete *).  A file that could be parsed all the same is
 * not absent.  Without @incomplete nobody was asked, and the configuration decides.
 * The caller frees it; never NULL.
 */
struct lacks *lacks_take(const struct tree *tree, const GPtrArray *files,
			 GPtrArray *incomplete);
void lacks_free(struct lacks *lacks);
PFN_DEFINE_FREE(lacks, lacks_free)

/*
 * What a reader needs to know of it, in whole lines, or "": one line for the
 * files, with @each one a file; one for the levels.  The caller frees it.
 */
char *lacks_text(const struct lacks *lacks, bool each);

#endif
