/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * assertion.h - questions to the text around a read, that the parsed unit no
 * longer answers: which macros it is an argument of, what is exported.
 */
#ifndef CLANG_ASSERTION_H
#define CLANG_ASSERTION_H

#include "reads.h"

/*
 * True if the read is an argument of an assertion: BUG_ON(), WARN_ON() and
 * kin, or a macro of this unit whose body uses one.
 */
bool assertion_around(struct unit *unit, const struct read *read);

/* True if EXPORT_SYMBOL*() names the function in its file. */
bool assertion_exported(const struct func *func);

#endif
