/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * summaries.h - what pfncheck-sparse says of walks that other files call.
 *
 * A gate may stand in one file and the loop over entries in another; before
 * the files are asked about, those that define a walk are asked for a summary
 * of it, which every later question takes along.
 */
#ifndef PFN_SUMMARIES_H
#define PFN_SUMMARIES_H

#include "engine.h"

/*
 * Asks the candidates that define a walk by name (kapi.def), with @jobs at
 * once, and sets @run->summaries and its text; both are NULL if there are none.
 * A file that cannot be analysed has no summary: that is said when it is asked
 * about.  False and @error only if nothing could be asked at all.
 */
bool summaries_make(struct engine_run *run, unsigned int jobs, GError **error);

/* Frees what summaries_make() set. */
void summaries_clear(struct engine_run *run);

#endif
