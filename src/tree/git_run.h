/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * git_run.h - one git command; for the git*.c files.
 */
#ifndef PFN_GIT_RUN_H
#define PFN_GIT_RUN_H

#include "git.h"

/*
 * Output of "git -C ROOT ARGS...", NUL bytes included; records that end in NUL
 * can be read as strings.  NULL and @error, with git's own first line.
 */
GBytes *git_run(const char *root, const char *const *args, GError **error);

/*
 * The same with @input (may be NULL) on stdin; exit status @also_good counts as
 * success too if git says nothing ("git grep" that found nothing).
 */
GBytes *git_run_input(const char *root, const char *const *args, GBytes *input,
		      int also_good, GError **error);

/* git_run() with @input on stdin and the index @index; NULL: the repository's. */
GBytes *git_run_index(const char *root, const char *index,
		      const char *const *args, GBytes *input, GError **error);

/*
 * git_run() for a "git diff" that looks at the work tree: at all of it, be a file
 * marked in the index or not, and through no filter.
 */
GBytes *git_diff_work_tree(const char *root, const char *const *args,
			   GError **error);

/*
 * Lines from 1, inclusive.  Where lines were only taken out, first is the line
 * after the gap and last the one before it, so that a range over both holds it.
 */
struct git_range {
	unsigned int first, last;
	unsigned int old;		/* how many lines stood there before */
};

struct git_lines {
	char *file;			/* relative to the root, unquoted */
	char *old_file;			/* its name before; NULL: it is new */
	GArray *ranges;			/* struct git_range, ascending */
};

struct git_changes *git_changes_new(void);

/*
 * Adds what "git diff -z --patch-with-raw -U0" printed.  False and @error where
 * a header is malformed.
 */
bool git_parse_diff(struct git_changes *changes, const char *text, gsize len,
		    GError **error);

#endif
