/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * facts.h - from reads to rules: gathers what classify.h asks about.
 */
#ifndef PFN_FACTS_H
#define PFN_FACTS_H

#include "reads.h"
#include "walkops.h"

/*
 * Sets rule and exempt of every read.  Callers are judged before the static
 * predicates that they call, because a predicate's test means what its calls do.
 */
void facts_judge(struct reads *reads, const struct walkops *ops);

#endif
