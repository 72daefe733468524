/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * progress.h - a bar with counts and time left on a terminal.
 */
#ifndef PFN_PROGRESS_H
#define PFN_PROGRESS_H

#include "ground/base.h"

struct progress;

/* @shown false: everything else does nothing.  The caller frees it. */
struct progress *progress_new(bool shown);

/* @done of @total (0: unknown); drawn at most ten times a second. */
void progress_update(struct progress *p, const char *what, unsigned int done,
		     unsigned int total);

/* Wipes the bar off the terminal. */
void progress_clear(struct progress *p);
void progress_free(struct progress *p);
PFN_DEFINE_FREE(progress, progress_free)

#endif
