/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * scan.h - the pipeline: tree, index, engines, merge, filter, rewrite.  Each
 * step is one call; what comes out is a report.
 */
#ifndef PFN_SCAN_H
#define PFN_SCAN_H

#include "findings/change.h"
#include "options.h"
#include "tree/installed.h"
#include "rewrite/rewrite.h"
#include "index/staged.h"

struct scan {
	struct installed *files;
	struct tree *tree;
	struct index *index;
	char *workdir;			/* private, removed with the scan */
	struct cache *cache;		/* NULL: --no-cache, or it cannot be */
	unsigned int engines;		/* that ran */
	char *spatch;			/* its version */
	struct engine_run run;		/* borrows from the above */
	char *repo;			/* --staged: the tree stands for its index */
	struct staged *staged;		/* --staged; else NULL */
	struct change *change;		/* --since, --staged; else NULL */
	struct change *merge;		/* the same against a commit that is
					 * being merged; else NULL */
	struct baseline *baseline;	/* --baseline; else NULL */
	GPtrArray *stale;		/* struct baseline_entry * of it */
	unsigned int known;		/* findings that it holds */
	struct merged *merged;
	GPtrArray *caused;		/* struct finding *, borrowed: with
					 * o->mark_caused those that the change is
					 * responsible for, beside which all others of
					 * its files are kept; else NULL */
	struct lacks *lacks;		/* what the builds do not contain */
	GPtrArray *walkers;		/* struct walker *, with o->walkers */
	GPtrArray *rewrites;		/* struct rewrite *, owned */
	struct report report;		/* borrows from all of it */
};

/*
 * Runs the pipeline.  NULL and @error if it cannot start: no tree, no spatch.
 * Progress goes to stderr as the options say.  The caller frees it.
 */
struct scan *scan_run(struct scan_options *options, GError **error);
void scan_free(struct scan *scan);
PFN_DEFINE_FREE(scan, scan_free)

/*
 * For scan.c: opens what the options name or the user stands in, a kernel tree or a
 * module, and resolves the PATHs.  False and @error if it is neither.
 */
bool scan_open_tree(struct scan_options *o, struct scan *scan, GError **error);

/*
 * True if what is staged in the repository @root can be scanned: it is a kernel tree,
 * or a module whose kernel is here; else @error.
 */
bool scan_can_hook(const struct scan_options *o, const char *root, GError **error);

/* The kernel that a module is looked at with: -K, or what this machine has. */
struct module_kernel *scan_kernel(const struct scan_options *o,
				  const struct installed *files, GError **error);

/*
 * For scan.c: writes what is staged in scan->repo into a folder (the caller
 * frees its name), see staged.h.
 */
char *scan_write_staged(struct scan_options *o, struct scan *scan,
			GError **error);

/*
 * For scan.c: the PATHs as the tree names them, into the filter; and, when the
 * index knows its files, whether each names one.  False and @error if not.
 */
bool scan_resolve_paths(struct scan_options *o, const char *root,
			GError **error);
bool scan_check_paths(const struct scan_options *o, const struct scan *scan,
		      GError **error);

/*
 * For scan.c: what is needed before the engines are asked (changes, baseline),
 * and which of the merged findings are left for the report.
 */
bool scan_prepare_selection(const struct scan_options *o, struct scan *scan,
			    GError **error);
bool scan_select(const struct scan_options *o, struct scan *scan,
		 GError **error);

/*
 * For scan.c: the candidates that are asked about; what those that changed held
 * before, to be asked with them (struct engine_batch *, NULL and @error); and
 * the comparison of both answers.
 */
GPtrArray *scan_wanted_files(const struct scan_options *o,
			     const struct scan *scan);
GPtrArray *scan_plan_before(struct scan *scan, const GPtrArray *files,
			    GError **error);
void scan_compare_before(struct scan *scan, const struct answer *answer);

/* The exit status that the report means. */
enum pfn_exit scan_status(const struct scan *scan);

#endif
