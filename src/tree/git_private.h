/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * git_private.h - a repository of our own beside the user's: patches are applied
 * to its index.  It borrows the user's objects and writes none of its own there;
 * the user's index, branches and work tree are never touched.
 */
#ifndef PFN_GIT_PRIVATE_H
#define PFN_GIT_PRIVATE_H

#include "git.h"

struct git_private {
	char *root;		/* top of our repository; its work tree is empty */
	char *repo;		/* the user's, absolute */
	char *base;		/* commit that the first patch applies to */
	char *staged;		/* what the index holds now */
};

/* The commit that @name means in the repository @repo; NULL if none does. */
char *git_commit_of(const char *repo, const char *name);

/*
 * Makes it in the folder @dir, which must not be there, with commit @base of
 * @repo (may be bare).  The caller removes the folder.  NULL and @error if git
 * fails.
 */
struct git_private *git_private_new(const char *dir, const char *repo,
				    const char *base, GError **error);
void git_private_free(struct git_private *p);
PFN_DEFINE_FREE(git_private, git_private_free)

/*
 * Applies @diff to commit @parent: the new commit, which the caller frees; NULL
 * and @error with git's first complaint, the hunk and its file, if it does not.
 */
char *git_private_commit(struct git_private *p, const char *parent,
			 const char *diff, GError **error);

/* Lets the index hold commit @staged, and HEAD be commit @head. */
bool git_private_stand(struct git_private *p, const char *head,
		       const char *staged, GError **error);

#endif
