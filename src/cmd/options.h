/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * options.h - the options that scan, patch, series and walkers share, parsed
 * and checked into one struct.
 */
#ifndef PFN_OPTIONS_H
#define PFN_OPTIONS_H

#include "emit/emit.h"
#include "findings/filter.h"
#include "index/staged.h"

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* gboolean where GOption writes: it is wider than bool. */
struct scan_options {
	char *tree;			/* -C; NULL: found upwards from here */
	char *kernel;			/* -K: what a module is looked at with */
	char **build_dirs;		/* --build-dir, NULL terminated or NULL */
	char **paths;			/* arguments, as typed */
	struct filter filter;		/* .paths is filled in by scan.c */
	unsigned int engines;		/* asked for */
	bool engines_by_name;
	bool kernel_only;		/* set by commands that take no module */
	bool walkers;			/* set by cmd_walkers.c */
	unsigned int jobs;
	unsigned int timeout;		/* seconds a file */
	char *since;			/* --since=REV */
	gboolean staged;		/* --staged: the index, not the work tree */
	struct staged *opened;		/* by hook and review; the scan takes it */
	bool mark_caused;		/* by review: see scan->caused */
	char *baseline, *write_baseline;
	gboolean prune_baseline;
	gboolean no_cache;
	char *cache_dir;
	emit_fn format;
	char *output;			/* -o; NULL: stdout */
	enum when progress, color;
	bool effects[EFFECT_COUNT];	/* --effect, for patch and series */
	gboolean verbose, quiet, explain_merge;
};

/*
 * Parses @argv of a command; what is left are paths.  @extra (NULL
 * terminated entries, may be NULL) are the command's own.  False and @error
 * for anything that cannot be meant.
 */
bool options_parse(struct scan_options *options, int argc, char **argv,
		   const char *summary, const GOptionEntry *extra,
		   GError **error);
void options_release(struct scan_options *options);

/* True if @when means yes for file descriptor @fd. */
bool options_when(enum when when, int fd);

#endif
