/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * engine.h - runs engines over files, N at once, each with a time limit.
 *
 * To add an engine: fill a struct engine_ops (engine_cocci.c is the model), add
 * it to engine_table[] in engine.c and count it in engine_queue.h.  An engine is
 * a subprocess per file; what it cannot answer is data (struct incomplete), not
 * an error.
 */
#ifndef PFN_ENGINE_H
#define PFN_ENGINE_H

#include "answer.h"
#include "ground/carrier.h"
#include "index/index.h"
#include "tree/tree.h"

/* What the engines of one run share.  Borrowed by them, except @state. */
struct engine_run {
	const struct tree *tree;
	const struct index *index;	/* candidates and carriers */
	const char *workdir;		/* private folder, removed afterwards */
	const char *datadir;		/* where semantic-patches/ lies */
	const char *bindir;		/* where the checkers lie */
	const char *spatch;		/* its version; NULL: not asked yet */
	unsigned int timeout;		/* seconds of processor time */
	struct cache *cache;		/* NULL: ask again */
	bool walkers;			/* ask for mm_walk_ops instead of reads */
	bool huge_kept;			/* the tree's walks keep a huge leaf of a
					 * PFN mapping, where the rest split it */
	bool summary;			/* ask what other files need to know */
	char *summaries;		/* file with those, and what it holds: */
	char *summaries_text;		/* summaries.h; NULL where there are none */
};

/* One file for one engine. */
struct engine_job {
	const char *file;		/* relative to the tree's root */
	const struct tree_build *build;	/* NULL: the engine needs none */
};

/* How one subprocess ended. */
struct engine_output {
	const char *out, *err;		/* never NULL */
	int status;			/* exit status */
};

struct engine_ops {
	unsigned int bit;		/* enum engine_bit */
	const char *program;		/* "spatch" */
	bool ours;			/* lies beside pfncheck, not in PATH */
	const char *oldest;		/* version that will do; NULL: any */
	const char *missing;		/* what to do where it is missing */
	bool needs_build;
	bool judges_entries;		/* files without a flag, too: what they
					 * do with entries */

	/*
	 * Once for each run, before any command: returns the engine's state
	 * (handed to the others, freed with @finish), or NULL and @error.
	 */
	void *(*prepare)(const struct engine_run *run, GError **error);
	void (*finish)(void *state);

	/*
	 * For doctor: runs the program once as a scan would; may be NULL.
	 */
	bool (*works)(GError **error);

	/*
	 * The argument vector for one file, NULL terminated, the caller frees
	 * it; @cwd is set to the working directory (caller frees) or NULL.
	 */
	char **(*command)(void *state, const struct engine_run *run,
			  const struct engine_job *job, char **cwd);

	/*
	 * What the answer for that file depends on, as a key of cache.h; NULL
	 * if it must not be kept.  The caller frees it.
	 */
	char *(*key)(void *state, const struct engine_run *run,
		     const struct engine_job *job);

	/*
	 * Reads the output of that command into @answer: findings,
	 * incomplete lines.  Must say so where the file was not (wholly)
	 * analysed; engine.c has dealt with what did not exit by itself.
	 */
	void (*answer)(void *state, const struct engine_run *run,
		       const struct engine_job *job,
		       const struct engine_output *output,
		       struct answer *answer);
};

extern const struct engine_ops engine_cocci, engine_clang, engine_sparse;

/* The engine of one bit; NULL for none. */
const struct engine_ops *engine_get(unsigned int bit);

/*
 * The version line of an engine's program, or NULL and @error if it is missing
 * or too old.  @bindir is where the checkers lie (place.h).  The caller frees it.
 */
char *engine_version(const struct engine_ops *ops, const char *bindir,
		     GError **error);

/* Called after each job, from the same thread. */
typedef void (*engine_progress_fn)(unsigned int done, unsigned int total,
				   const char *file, void *data);

/* More files for engines of the same run, in the same queue. */
struct engine_batch {
	const struct tree *tree;	/* that they are read from */
	const GPtrArray *files;		/* char * */
	unsigned int engines;
	struct answer *answer;		/* where it goes */
};

struct engine_options {
	unsigned int engines;		/* enum engine_bit to ask */
	unsigned int jobs;		/* subprocesses at once, 1 or more */
	bool asked_by_name;		/* --engine given: say what cannot run */
	engine_progress_fn progress;	/* may be NULL */
	void *progress_data;
	const GPtrArray *batches;	/* struct engine_batch *; may be NULL */
};

struct engine_stats {
	unsigned int jobs, cached;
	unsigned int not_asked;		/* no build for that file's architecture */
	double seconds[3];		/* by engine, in the order of the bits */
};

/*
 * Asks every engine about every file of @files (char *).  Returns what they
 * said; the caller frees it.  NULL and @error only if an engine could not be
 * prepared at all.
 */
struct answer *engine_run_all(const struct engine_run *run,
			      const GPtrArray *files,
			      const struct engine_options *options,
			      struct engine_stats *stats, GError **error);

#endif
