/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * carriers.h - the names that carry the flags in a translation unit, by
 * closure: composite macros, masks, fields that an answer is stored in, and
 * predicates, of which each may make the next one.
 */
#ifndef CLANG_CARRIERS_H
#define CLANG_CARRIERS_H

#include "reads.h"

/*
 * Adds what it finds to unit->carriers and returns all reads of the unit
 * (struct read *), which the last round of the closure has found anyway.
 */
GPtrArray *carriers_close(struct unit *unit);

#endif
