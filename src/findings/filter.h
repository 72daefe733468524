/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * filter.h - which findings the user asked for.
 */
#ifndef PFN_FILTER_H
#define PFN_FILTER_H

#include "ground/finding.h"

struct filter {
	enum rule_level level;		/* this one and above */
	bool hidden;			/* what is told only on request, too */
	bool rules[RULE_COUNT];		/* if any_rule: only these */
	bool any_rule;
	char **paths;			/* relative to the root, NULL: all; a
					 * folder stands for what is below it */
};

/* True if @file is one of the filter's paths or below one. */
bool filter_has_path(const struct filter *filter, const char *file);

/* True if the user wants to see that finding. */
bool filter_wants(const struct filter *filter, const struct finding *f);

/* Removes, and frees, the findings of @findings that are not wanted. */
void filter_findings(const struct filter *filter, GPtrArray *findings);

#endif
