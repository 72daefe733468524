/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fix.h - may this finding be rewritten?  The preconditions, one place.
 */
#ifndef PFN_FIX_H
#define PFN_FIX_H

#include "ground/finding.h"
#include "tree/tree.h"

/*
 * True if what the engines established allows a rewrite of @f.  Otherwise
 * f->fix and f->why are set: manual with the precondition that fails, or none
 * where the rule has no rewrite.  @engines are those that ran; @opted_in says
 * that the user named an opt-in rule.
 */
bool fix_allowed(struct finding *f, const struct tree *tree,
		 unsigned int engines, bool opted_in);

/*
 * The effect of the rewrite of @f where it stands in @text, the file's contents:
 * the rule's own, unless what the gate answers is an errno that a caller sees.
 */
enum effect fix_effect(const struct finding *f, const struct tree *tree,
		       const char *text);

/* What a rewrite of that rule needs and did not find at this place. */
const char *fix_no_shape(const struct rule *rule);

#endif
