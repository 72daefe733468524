/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reach.h - who calls whom, and whether a VMA with VM_PFNMAP or VM_MIXEDMAP gets
 * through: calls and walks of one file, or of all that were looked at.
 */
#ifndef PFN_REACH_H
#define PFN_REACH_H

#include "kapi.h"

#define REACH_BOTH (PFN_FLAG_PFNMAP | PFN_FLAG_MIXEDMAP)

/* One call, or one walk that calls back. */
struct reach_call {
	char *from, *to;	/* "name", or "FILE:name" of a static function;
				 * from NULL: who calls @to is known only with
				 * all files of the tree */
	unsigned int flags;	/* PFN_FLAG_* of VMAs that get through */
	char *gate;		/* what keeps the others out; NULL: nothing */
	char *args;		/* what is known of arguments, from 0: "2=5 3<1" for
				 * no other bits than 5 in the third one, and the
				 * caller's second one as the fourth; or NULL */
};

struct reach_call *reach_call_new(const char *from, const char *to,
				  unsigned int flags, const char *gate,
				  const char *args);
void reach_call_free(struct reach_call *c);

struct reach;

struct reach *reach_new(void);
void reach_free(struct reach *r);
PFN_DEFINE_FREE(reach, reach_free)

/* Takes a copy of @c. */
void reach_add(struct reach *r, const struct reach_call *c);

/* Something that was looked at calls @name. */
bool reach_has(const struct reach *r, const char *name);

/*
 * PFN_FLAG_* of VMAs that get to @name; @needs, "N:BITS" or NULL, only over calls
 * where parameter N, from 0, may have one of BITS set.  @gates gets what stands in front of
 * the others, each once (char *, the caller's).  @sure is cleared if that hangs
 * on callers that nobody looked at.
 */
unsigned int reach_of(const struct reach *r, const char *name,
		      const char *needs, GPtrArray *gates, bool *sure);

#endif
