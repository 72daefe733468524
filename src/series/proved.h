/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * proved.h - what booted kernels showed of a patch, put into its mail.
 */
#ifndef PFN_PROVED_H
#define PFN_PROVED_H

#include "ground/base.h"

/*
 * Reads what 'make prove' wrote: lines "ID<tab>sentences".  The caller unrefs the
 * table from ID to text; NULL and @error if the file cannot be read or has another
 * form.
 */
GHashTable *proved_read(const char *file, GError **error);

/*
 * Puts the sentences of @proved that belong to the mail in @path in front of its
 * trailers.  A mail whose diff was not booted stays as it is.
 */
bool proved_fill(const char *path, GHashTable *proved, GError **error);

#endif
