/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * maintainers.h - whom the tree itself says a series goes to.
 */
#ifndef PFN_MAINTAINERS_H
#define PFN_MAINTAINERS_H

#include "rewrite/rewrite.h"

/*
 * Appends --to= and --cc= arguments (char *, owned by @args) from the tree's
 * scripts/get_maintainer.pl over all touched files.  False and @error if the
 * script cannot be run.
 */
bool maintainers_add(const struct tree *tree, const GPtrArray *rewrites,
		     GPtrArray *args, GError **error);

#endif
