/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * index.h - which files hold a read at all, which call an API that rules are
 * about by itself, and which names carry the flags.
 *
 * A parallel token scan of the tree's C files, repeated while it finds a new
 * carrier: a carrier's name is a token like the flags themselves.
 */
#ifndef PFN_INDEX_H
#define PFN_INDEX_H

#include "ground/carrier.h"
#include "ground/finding.h"
#include "tree/tree.h"

/* One candidate token in a candidate file: a flag, a carrier, or an API call. */
struct index_token {
	char *name;
	unsigned int line, column;	/* from 1 */
};

struct candidate {
	char *file;			/* relative to the tree's root */
	GPtrArray *tokens;		/* struct index_token *, in order */
};

struct index {
	GPtrArray *candidates;		/* struct candidate *, sorted by file */
	GPtrArray *callers;		/* the same for names of kapi_is_call();
					 * a file may be in both */
	struct carrier_set *carriers;
	GPtrArray *unreadable;		/* struct incomplete *, engine 0 */
	unsigned int files;		/* looked at */
	GPtrArray *names;		/* of them, relative; char *, sorted */
	char *headers;			/* digest over name, size and time of
					 * every .h of the tree: what may have
					 * changed under a cached answer */
	double seconds;
};

/* Called now and then from the calling thread; total is 0 while unknown. */
typedef void (*index_progress_fn)(unsigned int done, unsigned int total,
				  void *data);

/*
 * Which words each file of a tree holds, kept between runs in a file below @dir
 * (NULL: the user's cache folder).  The caller closes it.  NULL if it cannot be had:
 * then all files are read.
 */
struct kept;
struct kept *kept_open(const char *dir);
void kept_close(struct kept *kept);
PFN_DEFINE_FREE(kept, kept_close)

/*
 * Scans @tree with @jobs threads; @kept may be NULL.  The caller frees the result.
 * NULL and @error if the tree cannot be listed.
 */
struct index *index_build(const struct tree *tree, unsigned int jobs,
			  struct kept *kept, index_progress_fn progress,
			  void *data, GError **error);

/*
 * The same for @files (char *, relative; what is no C file of a kernel is left
 * out) of the tree alone, where @known are the carriers of all its other files.
 * It is what index_build() says of them if they define no carrier that counts
 * elsewhere: then nothing in another file means anything else through them.
 * Never fails.
 */
struct index *index_build_part(const struct tree *tree, const GPtrArray *files,
			       const struct carrier_set *known);
void index_free(struct index *index);
PFN_DEFINE_FREE(index, index_free)

/*
 * The folder at the top of a tree that @file, relative, is in or is, where that is
 * not built into a kernel and so is left out ("tools/"); else NULL.
 */
const char *index_left_out(const char *file);

/* The candidate of that file, or NULL. */
const struct candidate *index_find(const struct index *index, const char *file);

/*
 * The files of candidates and callers, each once, sorted; char *, borrowed from
 * @index.  The caller frees the array.
 */
GPtrArray *index_files(const struct index *index);

/* What that file calls by itself, or NULL. */
const struct candidate *index_find_caller(const struct index *index,
					  const char *file);

/* True if a candidate token stands in lines first..last of that file. */
bool index_holds(const struct index *index, const char *file,
		 unsigned int first, unsigned int last);

/* True if that file takes pages or pfns out of entries. */
bool index_holds_entries(const struct index *index, const char *file);

/* The same for calls of kapi_is_call(). */
bool index_holds_call(const struct index *index, const char *file,
		      unsigned int first, unsigned int last);

/* The tree's headers, relative to its root, sorted; char *, owned.  May be empty. */
GPtrArray *index_headers(const struct tree *tree);

/*
 * Names of the tree's C files that contain @word, relative, sorted; char *,
 * owned by the array.  A file that cannot be read does not.  NULL and @error if
 * the tree cannot be listed.
 */
GPtrArray *index_files_with(const struct tree *tree, const char *word,
			    GError **error);

#endif
