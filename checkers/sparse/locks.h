/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * locks.h - which locks are held at an instruction, by the calls that took them.
 */
#ifndef PFN_LOCKS_H
#define PFN_LOCKS_H

#include "unit.h"

/*
 * Adds "NAME:LINE" (the caller's) to @held for each call in @fn that takes a
 * lock on every way to @insn and whose lock is not given back on one.
 */
void locks_held(struct fn *fn, struct instruction *insn, GPtrArray *held);

#endif
