// SPDX-License-Identifier: GPL-2.0-only
/*
 * walkers.c - mm_walk_ops as the wire has them.
 */
#include "walkers.h"
void walkers_list(struct report *report, struct reads *reads,
		  const struct walkops *ops) {}
