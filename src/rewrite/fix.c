// SPDX-License-Identifier: GPL-2.0-only
/*
 * fix.c - what must hold before a rewrite is even tried.
 *
 * A wrong rewrite costs more than ten missing ones, so each answer here is
 * "no, because" unless an engine established the contrary.
 */
#include "fix.h"
#include "rules/room.h"

/* No rewrite, and @why, which may be NULL or f->why itself. */
static bool refuse(struct finding *f, enum fix_state state, const char *why)
{
	f->fix = state;
	f->effect = EFFECT_NO_EFFECT;
	if (why && why != f->why) {
		g_free(f->why);
		f->why = g_strdup(why);
	}
	return false;
}

bool fix_allowed(struct finding *f, const struct tree *tree,
		 unsigned int engines, bool opted_in)
{
	const struct room *room = room_of(f->rule);
	const char *why = NULL;

	if (f->rule->fix == FIX_NONE || f->rule->fix == FIX_ADVISE)
		return refuse(f, FIX_STATE_NONE,
			      room->advice ? room->advice(tree) : NULL);
	if (f->rule->fix == FIX_OPT_IN && !opted_in)
		return refuse(f, room->rare ? FIX_STATE_NONE : FIX_STATE_MANUAL,
			      room->unasked);
	if (f->rule->engines & ENGINE_COCCI && !(engines & ENGINE_COCCI))
		why = f->why ? f->why :
			"rewrites come from the semantic patches, which did not run";
	else if (room->why_not)
		why = room->why_not(f, tree);
	if (why && !*why)
		return refuse(f, FIX_STATE_NONE, NULL);
	return why ? refuse(f, FIX_STATE_MANUAL, why) : true;
}

enum effect fix_effect(const struct finding *f, const struct tree *tree,
		       const struct source *src)
{
	const struct room *room = room_of(f->rule);

	return room->effect ? room->effect(f, tree, src) : f->rule->effect;
}
