/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * behind.h - the walks that some code reaches, each judged where it stands: the
 * callbacks of a set, a loop over entries, or a function of another file.
 */
#ifndef PFN_BEHIND_H
#define PFN_BEHIND_H

#include "elsewhere.h"
#include "walkers.h"

/* What an answer about a walk is made of; all borrowed. */
struct walk_context {
	const struct walkops *ops;
	struct dominate *d;
	const struct elsewhere *elsewhere;
	bool huge_kept;		/* walk_pud_range() leaves such a leaf alone */
};

struct behind {
	const struct walk_context *with;
	struct walk_answer answer;
	bool found;
	bool own_walk;		/* entries are loaded here, not by a walk */
	bool own_loop;		/* and not in a walk API */
	bool gated_again;	/* walk_page_test() stands in front as well */
	const char *why_not;	/* the first reason against a rewrite */
	bool about_unseen;	/* it is one about the first of these: */
	GPtrArray *unseen;	/* char *: walks whose entries are judged in
				 * another file that nothing is known of */
};

void behind_init(struct behind *b, const struct walk_context *with);
void behind_release(struct behind *b);

/* Remembers why a rewrite is not right, NULL for no reason. */
void behind_against(struct behind *b, const char *why);

/* A question to region_reaches(), @data is a struct behind: never says yes. */
bool behind_collect(struct fn *fn, struct instruction *insn, void *data);

/* Everything that @fn reaches in its file. */
void behind_add_function(struct behind *b, struct fn *fn);

#endif
