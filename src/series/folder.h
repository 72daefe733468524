/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * folder.h - a folder of mails that appears complete or not at all.
 *
 * The mails are made in a folder beside it, DIR.pfncheck-XXXXXX, which is
 * locked as long as its process lives: one that is not locked was left behind by
 * a run that was killed.
 */
#ifndef PFN_FOLDER_H
#define PFN_FOLDER_H

#include "ground/base.h"

struct folder {
	char *dir;		/* where the mails are to appear */
	char *beside;		/* where they are made; NULL once they appeared */
	int lock;
};

/* True if the mails may go to @dir: absent, or an empty folder. */
bool folder_is_free(const char *dir, GError **error);

/*
 * Removes what killed runs left beside @dir: the names, char *, owned by the
 * array.  A folder that holds anything but mails is nobody's leftover.
 */
GPtrArray *folder_sweep(const char *dir);

/* Makes the folder beside @dir, whose parent must exist. */
struct folder *folder_new(const char *dir, GError **error);

/* Lets it appear, all at once. */
bool folder_finish(struct folder *folder, GError **error);

/* Removes it with all its files, unless it is finished. */
void folder_free(struct folder *folder);
PFN_DEFINE_FREE(folder, folder_free)

#endif
