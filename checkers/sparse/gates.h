/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gates.h - joins a walk gate to the walk behind it.
 */
#ifndef PFN_GATES_H
#define PFN_GATES_H

#include "ground/finding.h"
#include "behind.h"

/*
 * Sets fix, why and path of @f: whether each level of the walk that @read gates
 * is filtered, else where the first unfiltered effect stands.
 */
void gates_explain(struct finding *f, struct reads *reads,
		   const struct read *read, const struct walk_context *with);

#endif
