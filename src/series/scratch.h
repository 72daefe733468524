/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * scratch.h - a throw-away git repository with the touched files of a tree.
 */
#ifndef PFN_SCRATCH_H
#define PFN_SCRATCH_H

#include "rewrite/rewrite.h"

struct scratch {
	char *dir;		/* work tree; a folder of the scan's workdir */
	char *base;		/* commit that holds the files as scanned */
	char **env;		/* identity, date; nothing of the user's config
				 * but the name */
};

/*
 * True if git in the folder @root knows who the user is and takes @date (or
 * NULL) for a date: asked before a scan of minutes.
 */
bool scratch_check(const char *root, const char *date, GError **error);

/*
 * Makes the repository in @workdir with the files that @rewrites start from,
 * and those files of the tree that @more (char *, or NULL) names.
 * The identity is the user's (git var), as git would use it in @tree; @date is
 * any date git takes, NULL for the tree's newest commit or, in a tarball, the
 * time of its Makefile.  NULL and @error: no identity, git missing, disk full.
 */
struct scratch *scratch_new(const struct tree *tree, const char *workdir,
			    const GPtrArray *rewrites, const GPtrArray *more,
			    const char *date, GError **error);
void scratch_free(struct scratch *scratch);
PFN_DEFINE_FREE(scratch, scratch_free)

/* Runs git with @args (NULL terminated) there; stdout, or NULL and @error. */
char *scratch_git(const struct scratch *scratch, const char *const *args,
		  GError **error);

/*
 * Variables that say which repository is meant, or change what git prints: an
 * environment for proc_must() that takes them away.  Borrowed.
 */
const char *const *scratch_shield(void);

/* Writes one file and commits it with that message. */
bool scratch_commit(const struct scratch *scratch, const char *file,
		    const char *text, const char *message, bool signoff,
		    GError **error);

#endif
