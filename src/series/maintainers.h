/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * maintainers.h - who a mail goes to, as the tree's get_maintainer.pl says.
 */
#ifndef PFN_MAINTAINERS_H
#define PFN_MAINTAINERS_H

#include "rewrite/rewrite.h"

/*
 * Adds To and Cc headers to each of @mails (char *, in the order of @rewrites):
 * those who care for its file; and to the @cover letter (NULL: there is none)
 * those of all mails.  False and @error if the script cannot be run or a mail cannot be written.
 */
bool maintainers_address(const struct tree *tree, const GPtrArray *rewrites,
			 const GPtrArray *mails, const char *cover,
			 GError **error);

#endif
