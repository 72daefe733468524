/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * walkops.h - the mm_walk_ops of a translation unit and their callbacks.
 */
#ifndef CLANG_WALKOPS_H
#define CLANG_WALKOPS_H

#include "ground/finding.h"
#include "reads.h"

/* struct walker *, owned by the array; the filtered answers stay unknown. */
GPtrArray *walkops_find(struct unit *unit);

/* Fills gate_flags and gate_io from the reads in each .test_walk. */
void walkops_add_gates(struct unit *unit, GPtrArray *walkers, const GPtrArray *reads);

/* True if the function is the .test_walk of one of @walkers. */
bool walkops_is_test(const GPtrArray *walkers, const struct func *func);

#endif
