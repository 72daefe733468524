/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * anywalk.h - the gate that belongs to no one walk: it goes once each walk that
 * comes by asks, or has a .test_walk of its own.
 */
#ifndef PFN_ANYWALK_H
#define PFN_ANYWALK_H

#include "asking.h"

/* A file as it becomes. */
struct anywalk_step {
	char *file, *before, *after;
	GPtrArray *tables;		/* char *: that got a .test_walk; NULL: the
					 * gate goes */
};

struct anywalk {
	const struct engine_run *run;	/* with huge_kept as the tree is now */
	struct shadow *shadow;
	const GPtrArray *askings;	/* struct asking *: what asks by now */
	struct finding *gate;		/* as scanned */
	unsigned int jobs;
	bool kept;			/* huge leaves are kept, or there are none */
};

/*
 * The steps, in their order, which are left in @a->shadow; the array owns them.
 * Empty and @why (the caller frees it) if the gate has to stay.  NULL and @error
 * if the engine cannot be asked.
 */
GPtrArray *anywalk_steps(const struct anywalk *a, char **why, GError **error);

/* The finding among @findings (struct finding *) that is such a gate, or NULL. */
struct finding *anywalk_gate(const GPtrArray *findings, const struct tree *tree,
			     const struct index *index);

#endif
