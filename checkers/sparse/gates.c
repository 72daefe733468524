// SPDX-License-Identifier: GPL-2.0-only
/*
 * gates.c - how far the walk behind a gate is filtered.
 */
#include "gates.h"
void gates_explain(struct finding *f, struct reads *reads,
		   const struct read *read, const struct walkops *ops) {}
