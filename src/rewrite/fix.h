/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fix.h - may this finding be rewritten?  The preconditions, one place; what
 * is a rule's own stands in its room.
 */
#ifndef PFN_FIX_H
#define PFN_FIX_H

#include "ground/finding.h"
#include "ground/source.h"
#include "tree/tree.h"

/*
 * True if what the engines established allows a rewrite of @f.  Otherwise
 * f->fix and f->why are set: manual with the precondition that fails, or none
 * where the rule has no rewrite.  @engines are those that ran; @opted_in says
 * that the user named an opt-in rule.
 */
bool fix_allowed(struct finding *f, const struct tree *tree,
		 unsigned int engines, bool opted_in);

/* The effect of the rewrite of @f where it stands in @src, its file as scanned. */
enum effect fix_effect(const struct finding *f, const struct tree *tree,
		       const struct source *src);

#endif
