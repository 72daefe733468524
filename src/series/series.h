/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * series.h - rewrites as mails for 'git am' and 'git send-email'.
 *
 * The commits are made in a scratch repository that holds nothing but the
 * touched files, so the user's history, index and work tree are never touched
 * and a tarball serves as well as a clone.
 */
#ifndef PFN_SERIES_H
#define PFN_SERIES_H

#include "rewrite/rewrite.h"

enum verify { VERIFY_NONE, VERIFY_APPLY, VERIFY_CHECKPATCH, VERIFY_BUILD };

struct series_options {
	const char *dir;		/* where the mails go; must not exist or
					 * be empty; NULL: nowhere */
	const char *branch;		/* new branch for the commits, or NULL */
	const char *workdir;		/* private, for the scratch repository */
	const char *date;		/* NULL: the tree's own */
	bool signoff, to_maintainers;
	int version;			/* -v; 0 or 1: no number */
	const char *previous;		/* folder of the last version, or NULL */
	const char *proved;		/* what 'make prove' wrote, or NULL */
	enum verify verify;
	const char *build_cmd;		/* see trial.h; NULL: the build's flags */
};

/*
 * What can be known before the tree at @root is scanned for minutes: the folder
 * is free, git has an identity, the date is one, the last version is there.
 */
bool series_check(const struct series_options *options, const char *root,
		  GError **error);

/*
 * Writes one mail for each rewrite, and a cover letter if there are two or more or
 * @options->previous is compared; on success the folder
 * is complete and the branch there, on failure both are absent (or the folder as
 * it was) and @error says why.
 * @findings are those of the scan, for what was left alone.  What options->verify
 * asks for is appended to @table, one row a mail, on failure too.
 */
bool series_write(const struct tree *tree, const GPtrArray *rewrites,
		  const GPtrArray *findings,
		  const struct series_options *options, GString *table,
		  GError **error);

#endif
