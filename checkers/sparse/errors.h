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
 * Says it; true if libsparse has met an error since errors_begin() that leaves
 * something out, and @first: the first of these, "file:line:column: error: text", or
 * NULL where its text is lost.  The caller frees it.  Where libsparse ends the
 * process in between, it is said then.
 *
 * An assertion that fails at compile time leaves nothing out.  libsparse does not know
 * "#pragma pack", so those about sizes fail that hold for a compiler.
 */
bool errors_end(struct errors *errors, char **first);

#endif
