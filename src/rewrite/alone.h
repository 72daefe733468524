/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * alone.h - whether the change of one file is whole without any other.
 *
 * A patch of a series changes one file, calls only what the tree has and leaves
 * what other files can see of this one as it is: so each step compiles, no patch
 * has to go before it and none with it.
 */
#ifndef PFN_ALONE_H
#define PFN_ALONE_H

#include "ground/base.h"

/*
 * NULL if other files see no difference between @before and @after of @file;
 * else why that cannot be one patch, the caller frees it.  Static functions of a
 * header are seen by those that include it.
 */
char *alone_why_not(const char *file, const char *before, const char *after);

#endif
