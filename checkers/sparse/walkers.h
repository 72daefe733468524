/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * walkers.h - the mm_walk_ops of a file and whether their levels are filtered.
 */
#ifndef PFN_WALKERS_H
#define PFN_WALKERS_H

#include "reads.h"
#include "report.h"
#include "walkops.h"

void walkers_list(struct report *report, struct reads *reads,
		  const struct walkops *ops);

#endif
