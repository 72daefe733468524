/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * out.h - a command's result on stdout.
 */
#ifndef PFN_OUT_H
#define PFN_OUT_H

#include "emit/report.h"

/*
 * Prints @text, all of it.  False and @error where that fails; where nobody reads
 * on, as behind "| head", the process ends as by SIGPIPE.
 */
bool out_print(const char *text, GError **error);

/* Says on stderr which files are incomplete, and why, a line each. */
void out_incomplete(const struct report *report);

#endif
