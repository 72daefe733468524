// SPDX-License-Identifier: GPL-2.0-only
/*
 * region.c - the region of a read, over its conditional branches.
 *
 * "if (flag && other) return;" leaves on one path only, so what follows is
 * decided about as well: the region ends where all paths of the branch meet,
 * its immediate post-dominator, and that is behind the return here.
 */
#include "region.h"

static void join_sets(bool *into, const bool *from, guint n)
{
	for (guint i = 0; i < n; i++)
		into[i] |= from[i];
}

/* True if something in @bb is written in those lines. */
static bool stands_in(struct basic_block *bb, unsigned int first,
		      unsigned int last)
{
	struct instruction *insn;

	FOR_EACH_PTR(bb->insns, insn) {
		if (insn->bb && insn->pos.line >= first && insn->pos.line <= last)
			return true;
	} END_FOR_EACH_PTR(insn);
	return false;
}

/* Adds the blocks that only one side reaches. */
static void add_side(struct fn *fn, struct instruction *cbr, const bool *mine,
		     const bool *others, struct spots *spots, bool *only,
		     bool *guarded)
{
	unsigned int first, last;
	bool known = spots_guarded(spots, stream_name(cbr->pos.stream),
				   cbr->pos.line, cbr->pos.pos, &first, &last);

	for (guint i = 0; i < fn->blocks->len; i++) {
		if (!mine[i] || others[i])
			continue;
		only[i] = true;
		if (!known || stands_in(fn->blocks->pdata[i], first, last))
			guarded[i] = true;
	}
}

static void add_branch(struct region *region, struct instruction *cbr,
		       enum flags_sense sense, struct spots *spots)
{
	struct fn *fn = region->read->fn;
	struct basic_block *join = flow_join(fn, cbr->bb);
	g_autofree bool *yes = flow_ahead(fn, cbr->bb_true, join);
	g_autofree bool *no = flow_ahead(fn, cbr->bb_false, join);
	bool inverse = sense == SENSE_INVERSE;

	region->branches = true;
	join_sets(region->any, yes, fn->blocks->len);
	join_sets(region->any, no, fn->blocks->len);
	if (sense == SENSE_EITHER)
		return;
	add_side(fn, cbr, inverse ? no : yes, inverse ? yes : no, spots,
		 region->set, region->guarded_set);
	add_side(fn, cbr, inverse ? yes : no, inverse ? no : yes, spots,
		 region->clear, region->guarded_clear);
}

static void add_switch(struct region *region, struct instruction *insn)
{
	struct fn *fn = region->read->fn;
	struct basic_block *join = flow_join(fn, insn->bb), *child;

	region->branches = true;
	for (unsigned int n = 0; (child = flow_successor(insn->bb, n)); n++) {
		g_autofree bool *side = flow_ahead(fn, child, join);

		join_sets(region->any, side, fn->blocks->len);
	}
}

void region_init(struct region *region, struct read *read, struct spots *spots)
{
	guint n = read->fn->blocks->len;
	GHashTableIter iter;
	gpointer key, sense;

	*region = (struct region){
		.read = read,
		.any = g_new0(bool, n),
		.set = g_new0(bool, n),
		.clear = g_new0(bool, n),
		.guarded_set = g_new0(bool, n),
		.guarded_clear = g_new0(bool, n),
	};
	g_hash_table_iter_init(&iter, read->values);
	while (g_hash_table_iter_next(&iter, &key, &sense)) {
		pseudo_t p = key;
		struct pseudo_user *user;

		FOR_EACH_PTR(p->users, user) {
			if (!user->insn->bb)
				continue;
			if (user->insn->opcode == OP_CBR)
				add_branch(region, user->insn,
					   GPOINTER_TO_INT(sense), spots);
			else if (user->insn->opcode == OP_SWITCH)
				add_switch(region, user->insn);
		} END_FOR_EACH_PTR(user);
	}
}

void region_release(struct region *region)
{
	g_free(region->any);
	g_free(region->set);
	g_free(region->clear);
	g_free(region->guarded_set);
	g_free(region->guarded_clear);
}

bool region_reaches(struct fn *fn, const bool *blocks, unsigned int depth,
		    region_question ask, void *data)
{
	struct instruction *insn;

	UNIT_FOREACH_INSN(fn, bb, insn) {
		struct fn *helper;

		if (blocks && !blocks[bb->context])
			continue;
		if (ask(fn, insn, data))
			return true;
		if (!depth || insn->opcode != OP_CALL)
			continue;
		helper = unit_helper(fn->unit, insn);
		if (helper && region_reaches(helper, NULL, depth - 1, ask, data))
			return true;
	} UNIT_END_FOREACH_INSN(insn);
	return false;
}

bool region_calls_role(struct fn *fn, struct instruction *insn, void *data)
{
	const char *name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;

	return name && kapi_is(name, GPOINTER_TO_INT(data));
}
