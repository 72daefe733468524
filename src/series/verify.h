/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * verify.h - tries every mail of a series before anybody else does.
 */
#ifndef PFN_VERIFY_H
#define PFN_VERIFY_H

#include "scratch.h"
#include "series.h"

/*
 * Takes the mails in @out in turn, as far as options->verify says: 'git am' onto
 * the files as scanned, the tree's checkpatch.pl --strict, and the objects of
 * the file that it touches in every build of @tree.  Appends a table to @table,
 * one row a mail, whatever comes of it.  False and @error, which says which mail
 * was the first and why, if one fails or a check cannot be run.
 */
bool verify_series(const struct tree *tree, const struct scratch *scratch,
		   const GPtrArray *rewrites,
		   const struct series_options *options, const char *out,
		   GString *table, GError **error);

/* The tree's checkpatch.pl --strict on one file; false and @error names a line. */
bool verify_checkpatch(const struct tree *tree, const struct scratch *scratch,
		       const char *mail, bool signoff, GError **error);

#endif
