/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * hook.h - puts our pre-commit hook into a repository and takes it out again.
 *
 * A hook that is there is kept beside ours under another name and runs first;
 * taking ours out moves it back, so it is what it was, byte for byte.  Both
 * leave the repository as it was if they fail half-way.
 */
#ifndef PFN_HOOK_H
#define PFN_HOOK_H

#include "ground/base.h"

/*
 * Installs a hook that runs @program (absolute) with "hook run" and @args (NULL
 * terminated, may be NULL).  A hook of ours that is there already is renewed.
 * @path is set to the hook's file; the caller frees it.
 */
bool hook_install(const char *root, const char *program, char *const *args,
		  char **path, GError **error);

/* False and @error if there is none, or if it is not as we wrote it. */
bool hook_uninstall(const char *root, char **path, GError **error);

#endif
