/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * temp.h - private folders below TMPDIR, which nobody has to clear away.
 */
#ifndef PFN_TEMP_H
#define PFN_TEMP_H

#include "ground/base.h"

/*
 * Makes a folder that only this user can enter; it is removed with temp_remove(),
 * or when a signal ends the process, or by the next run after SIGKILL.  The name
 * is absolute.  NULL and @error where none can be made.
 */
char *temp_folder(GError **error);

/* Removes it and what is in it, and frees @dir, which may be NULL. */
void temp_remove(char *dir);

/* Removes the folders of runs of this user that were killed. */
void temp_sweep(void);

#endif
