/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cocci_regions.h - what spatch dropped of a file, by its --verbose-parsing.
 */
#ifndef PFN_COCCI_REGIONS_H
#define PFN_COCCI_REGIONS_H

#include "engine.h"

/*
 * Adds to @answer an incomplete entry for each region of @file that @err, what
 * spatch wrote to stderr, says was dropped and that may hold a finding.
 */
void cocci_read_regions(const char *err, const struct engine_run *run,
			const char *file, struct answer *answer);

#endif
