/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * forks.h - whether an #if in a function hides something.
 */
#ifndef PFN_FORKS_H
#define PFN_FORKS_H

#include "spots.h"
#include "unit.h"

/* True if nothing on lines @first to @last has to do with an unasked entry. */
typedef bool (*fork_judge)(void *data, unsigned int first, unsigned int last);

/*
 * True if another configuration may compile something into @fn that was not seen.
 * Where several branches of an #if do something, @judge is asked about the lines
 * of the compiled one.
 */
bool forks_matter(const struct fn *fn, struct spots *spots, fork_judge judge,
		  void *data);

#endif
