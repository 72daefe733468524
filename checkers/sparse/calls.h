/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * calls.h - the calls and walks of one unit, and which VMAs get through each.
 */
#ifndef PFN_CALLS_H
#define PFN_CALLS_H

#include "assume.h"
#include "ground/reach.h"
#include "walkops.h"

/* The assumptions "has VM_PFNMAP" and "has VM_MIXEDMAP". */
#define CALLS_FLAGS 2

struct calls_context {
	struct unit *unit;
	struct reads *reads;
	const struct walkops *ops;
	struct assume *with[CALLS_FLAGS];
};

/* PFN_FLAG_* of with[@i]. */
unsigned int calls_flag(unsigned int i);

/*
 * True if @function is handed a VMA, what holds one (a fault, a walk), or,
 * with @entry, an entry.
 */
bool calls_takes_vma(struct symbol *function, bool entry);

/* What @fn is called in struct reach; the caller frees it. */
char *calls_name(struct reads *reads, const struct fn *fn);

/*
 * Adds struct reach_call * for each call of something that has to do with
 * VMAs, for each walk, and for functions whose callers may stand in other files.
 */
void calls_list(const struct calls_context *c, GPtrArray *list);

#endif
