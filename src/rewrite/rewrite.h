/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rewrite.h - from findings to changed files: which findings may be rewritten,
 * what the semantic patches make of them, and what the change means.
 *
 * A finding ends as emitted with an effect, or as manual with the reason.
 * Nothing is emitted on trust: fix.c names the precondition that must hold, the
 * engines establish it, and a rewrite that leaves the finding standing is dropped.
 */
#ifndef PFN_REWRITE_H
#define PFN_REWRITE_H

#include "engines/engine.h"
#include "engines/merge.h"
#include "rules/room.h"

struct rewrite_wish {
	const bool *rules;		/* RULE_COUNT: opt-in rules by name */
	const bool *effects;		/* EFFECT_COUNT: other rewrites are
					 * found but not made */
};

void rewrite_free(struct rewrite *rewrite);
PFN_DEFINE_FREE(rewrite, rewrite_free)

/*
 * Decides f->fix, f->effect and f->why of every finding in @findings, and
 * returns the rewrites in the order in which they apply: those of one file
 * stand on each other.  Elements are struct rewrite *, owned by the array.
 * @wish is what the user asked for.  A file for which patch mode failed or took
 * too long is added to @incomplete (struct incomplete *), its findings are
 * manual.
 */
GPtrArray *rewrite_all(const struct engine_run *run, unsigned int engines,
		       GPtrArray *findings, const struct rewrite_wish *wish,
		       GPtrArray *incomplete);

#endif
