// SPDX-License-Identifier: GPL-2.0-only
/*
 * fix.c - what must hold before a rewrite is even tried.
 *
 * A wrong rewrite costs more than ten missing ones, so each answer here is
 * "no, because" unless an engine established the contrary.
 */
#include "fix.h"

static bool manual(struct finding *f, const char *why)
{
	f->fix = FIX_STATE_MANUAL;
	f->effect = EFFECT_NO_EFFECT;
	if (!f->why)
		f->why = g_strdup(why);
	return false;
}

static bool none(struct finding *f, const char *advice)
{
	f->fix = FIX_STATE_NONE;
	f->effect = EFFECT_NO_EFFECT;
	if (!f->why && advice)
		f->why = g_strdup(advice);
	return false;
}

/*
 * A gate may go only where the walk behind it asks every entry first, which
 * is a question about control flow: pfncheck-sparse answers it for each level
 * and says "emitted" where the proof stands, else why not.
 */
static bool walk_gate_allowed(struct finding *f)
{
	if (!(f->engines & ENGINE_SPARSE))
		return manual(f, "filter dominance is not known: sparse did not see this read (no prepared build of its configuration)");
	if (f->fix != FIX_STATE_EMITTED)
		return manual(f, "filter dominance is not established");
	return true;
}

bool fix_allowed(struct finding *f, const struct tree *tree,
		 unsigned int engines, bool opted_in)
{
	switch (f->rule->fix) {
	case FIX_NONE:
		return none(f, NULL);
	case FIX_ADVISE:
		return none(f, tree_has(tree, "follow_pfnmap_start") ?
			    "no rewrite: look the pfn up with follow_pfnmap_start()" :
			    "no rewrite: look the pfn up with follow_pte()");
	case FIX_OPT_IN:
		if (!opted_in)
			return manual(f, "changes what userspace sees; ask for it with --rule");
		return true;
	case FIX_EMITTED:
		break;
	}
	if (!(engines & ENGINE_COCCI))
		return manual(f, "rewrites come from the semantic patches, which did not run");
	if (f->rule->id == RULE_WALK_GATE)
		return walk_gate_allowed(f);
	return true;
}

enum effect fix_effect(const struct finding *f)
{
	return f->rule->effect;
}
