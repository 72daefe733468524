/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * verify.h - tries every mail of a series before anybody else does.
 */
#ifndef PFN_VERIFY_H
#define PFN_VERIFY_H

#include "scratch.h"
#include "series.h"

/*
 * Checks the mails in @out in turn, as far as options->verify says: 'git am'
 * onto the files as scanned, the tree's checkpatch.pl --strict, and the objects
 * of the touched files built in every build of @tree.  Returns a table, one row
 * a mail, that the caller frees.  NULL and @error if a check fails (it says
 * which mail) or cannot be run.
 */
char *verify_series(const struct tree *tree, const struct scratch *scratch,
		    const GPtrArray *rewrites,
		    const struct series_options *options, const char *out,
		    GError **error);

#endif
