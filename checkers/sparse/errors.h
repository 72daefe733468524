/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * errors.h - the first error that libsparse reports of something.  It says its
 * errors on stderr only, where they go all the same.
 */
#ifndef PFN_ERRORS_H
#define PFN_ERRORS_H

#include "sparse.h"

struct errors;

/* There until the process ends, as libsparse may end it at any time. */
struct errors *errors_new(void);

/* From here on what is said is kept, until errors_end(). */
void errors_begin(struct errors *errors);

/*
 * Says it, and returns the first error since errors_begin(), "file:line:column:
 * error: text", or NULL.  The caller frees it.  Where libsparse ends the process in
 * between, it is said then.
 */
char *errors_end(struct errors *errors);

#endif
