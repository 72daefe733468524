/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * forks.h - whether an #if in a function hides something.
 */
#ifndef PFN_FORKS_H
#define PFN_FORKS_H

#include "spots.h"
#include "unit.h"

/* True if another configuration may compile something into @fn that was not seen. */
bool forks_matter(const struct fn *fn, struct spots *spots);

#endif
