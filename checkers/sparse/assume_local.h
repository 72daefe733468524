/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * assume_local.h - values of local variables that libsparse leaves in memory,
 * because their address is taken.
 */
#ifndef PFN_ASSUME_LOCAL_H
#define PFN_ASSUME_LOCAL_H

#include "assume_value.h"

/*
 * What @load, of a whole local variable, gives: one of the values stored to it on
 * paths from there to the load.  Any value if something else may have written it.
 */
struct value local_value(struct paths *p, struct instruction *load);

#endif
