/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * respin.h - the mails of the last version, for a range-diff.
 */
#ifndef PFN_RESPIN_H
#define PFN_RESPIN_H

#include "scratch.h"

/*
 * The mails in @dir without the cover letter: char *, absolute, in order, owned
 * by the array.  NULL and @error if the folder cannot be read or holds none.
 */
GPtrArray *respin_mails(const char *dir, GError **error);

/*
 * Files that the @mails change: char *, owned by the array.  A mail that cannot
 * be read changes nothing here and fails where it is applied.
 */
GPtrArray *respin_files(const GPtrArray *mails);

/*
 * Applies @mails onto the base of @scratch, on a branch of their own.  Returns
 * the range that they make; the caller frees it.  NULL and @error if they do not
 * fit this tree.
 */
char *respin_apply(const struct scratch *scratch, const GPtrArray *mails,
		   GError **error);

#endif
