/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * guarded.h - what the statement that hangs on a test answers.
 */
#ifndef PFN_GUARDED_H
#define PFN_GUARDED_H

#include "ground/finding.h"
#include "ground/source.h"

/*
 * True if the statement that the test around @f guards answers with an errno, or
 * jumps to where one may be returned, or cannot be told from the text.
 */
bool guarded_answers_errno(const struct source *src, const struct finding *f);

/* True if it is known to name that errno, such as "EFAULT". */
bool guarded_names(const struct source *src, const struct finding *f,
		   const char *name);

#endif
