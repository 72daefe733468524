/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * git.h - what git knows about a tree, through git as a subprocess.  Nothing is
 * ever written, and nothing of the repository is run: no index refresh, no hook,
 * no filter, no file-system monitor, no helper that fetches.
 */
#ifndef PFN_GIT_H
#define PFN_GIT_H

#include "ground/base.h"

/* Changed lines by file. */
struct git_changes;

void git_changes_free(struct git_changes *changes);
PFN_DEFINE_FREE(git_changes, git_changes_free)

/*
 * Tracked regular files of the work tree at @root: char *, in git's order.
 * NULL and @error if git cannot say.
 */
GPtrArray *git_list_files(const char *root, GError **error);

/*
 * Lines that were added or changed in the work tree since @rev.  NULL and
 * @error: no git work tree, or no such revision.
 */
struct git_changes *git_changes_since(const char *root, const char *rev,
				      GError **error);

/* The same for what is staged, against HEAD (or against nothing before it). */
struct git_changes *git_changes_staged(const char *root, GError **error);

/* The same against commit @rev. */
struct git_changes *git_changes_staged_against(const char *root,
					       const char *rev, GError **error);

/* True if @file has any change, be it that lines went. */
bool git_changes_touch(const struct git_changes *changes, const char *file);

/* The name of @file before: its own if nothing is known; NULL: it is new. */
const char *git_changes_old_file(const struct git_changes *changes,
				 const char *file);

/* Where line @line of @file stood before; 0 if it was changed. */
unsigned int git_changes_old_line(const struct git_changes *changes,
				  const char *file, unsigned int line);

/*
 * True if a changed line stands in first..last of @file, or lines went between
 * two of them.
 */
bool git_changes_hold(const struct git_changes *changes, const char *file,
		      unsigned int first, unsigned int last);

/*
 * Names of the files with changed lines, and of those that are gone: char *,
 * sorted, owned by the array.
 */
GPtrArray *git_changes_files(const struct git_changes *changes);

/*
 * Contents of @file as it is staged, NUL terminated; the caller frees it.  NULL
 * and @error if it is not in the index.
 */
char *git_staged(const char *root, const char *file, GError **error);

/* The same as it stands in commit @rev. */
char *git_committed(const char *root, const char *rev, const char *file,
		    GError **error);

/* The commit that HEAD names; NULL in a repository without any. */
char *git_head(const char *root);

/* The date of that commit as ISO 8601 has it; NULL without any. */
char *git_head_date(const char *root);

/*
 * Subjects of the newest commits that touched @file, one a line; empty if git
 * knows none.  The caller frees it.
 */
char *git_subjects(const char *root, const char *file);

/* The commit that is being merged (MERGE_HEAD); NULL if none is. */
char *git_merge_head(const char *root);

/*
 * "git rev-parse --git-path NAME", absolute, without links; "." gives the
 * repository's own folder.  NULL and @error outside a repository.
 */
char *git_path(const char *root, const char *name, GError **error);

/* The folder that all work trees of the repository share, as git_path() has it. */
char *git_common_folder(const char *root, GError **error);

/* A file that the index and a commit hold differently. */
struct git_staged_file {
	char status;			/* 'A', 'M', 'D', 'T', ... */
	char *file;
	char *object;			/* name of the staged blob */
	char *old_object;		/* of the commit's; zeros: none */
};

/* The caller owns the copy. */
struct git_staged_file *git_staged_file_copy(const struct git_staged_file *f);

/*
 * The files whose staged contents differ from commit @rev (NULL: HEAD, or
 * nothing before it): struct git_staged_file *, owned by the array.
 */
GPtrArray *git_staged_files(const char *root, const char *rev, GError **error);

/*
 * Names of the staged files that hold one of @words (char *) as a word: char *,
 * owned by the array.
 */
GPtrArray *git_staged_grep(const char *root, const GPtrArray *words,
			   GError **error);

/*
 * Writes the staged contents of @files (char *) below the folder @dir, as they
 * stand in the index, without filters.  Links, and names that are not there, are
 * passed over.
 */
bool git_staged_checkout(const char *root, const GPtrArray *files,
			 const char *dir, GError **error);

/*
 * Calls @fn with the contents of each blob of @objects (char *), in turn, until
 * it returns true.  Returns whether it did; @error if git cannot say.
 */
bool git_blobs_any(const char *root, const GPtrArray *objects,
		   bool (*fn)(const char *text, size_t len, void *data),
		   void *data, GError **error);

#endif
