/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reads.h - the reads of a function: tests of the flags, calls of predicates,
 * tests of fields that an answer was stored in.
 */
#ifndef CLANG_READS_H
#define CLANG_READS_H

#include "flow.h"
#include "ground/rules.h"

struct read {
	struct func *func;		/* NULL: in the body of a macro */
	struct node *node;		/* the test, call or member; or NULL */
	struct unit_file *file;
	unsigned int line, column;	/* first flag or carrier token */
	int token;			/* in unit_source(file), or -1 */
	unsigned int flags;		/* PFN_FLAG_* */
	bool io;		/* the mask holds VM_IO too */
	bool hands_flags;	/* a predicate's call is given flags too */
	bool asks_writes;	/* a predicate that asks about writing too */
	const struct carrier *carrier;	/* borrowed from the unit, or NULL */
	bool exempt;			/* judged: inside vm_normal_page*() */
	enum rule_id rule;		/* judged */
	unsigned int facts;		/* facts_set() of what it was judged by */
};

/* The reads of one function, appended to @out (struct read *, owned by it). */
void reads_of_function(struct flow *flow, GPtrArray *out);

/*
 * Reads written in the bodies of macros of a file that take the VMA or flags
 * as a parameter.
 */
void reads_of_macros(struct unit *unit, struct unit_file *file, GPtrArray *out);

/* An array for them. */
GPtrArray *reads_new(void);

#endif
