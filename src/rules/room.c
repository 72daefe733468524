// SPDX-License-Identifier: GPL-2.0-only
/*
 * room.c - a rule's row says whether it has a room; here is which.
 */
#include "room.h"

static const struct room empty;

/* The column "fix" of a row, spelled as what it means for a room. */
#define ROOM_EMITTED(id) &room_##id
#define ROOM_OPT_IN(id) &room_##id
#define ROOM_ADVISE(id) &room_##id
#define ROOM_NONE(id) &empty

static const struct room *const rooms[RULE_COUNT] = {
#define RULE(id, slug, level, title, engines, modes, fix, effect, state) \
	[RULE_##id] = ROOM_##fix(id),
#include "ground/rules.def"
#undef RULE
};

const struct room *room_of(const struct rule *rule)
{
	return rooms[rule->id];
}
