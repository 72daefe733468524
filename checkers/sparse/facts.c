// SPDX-License-Identifier: GPL-2.0-only
/*
 * facts.c - one small question a fact of struct read_facts, asked of the
 * read's region.
 */
#include "facts.h"

#include "ground/classify.h"
#include "entry.h"
#include "flow.h"
#include "in_hand.h"
#include "region.h"
#include "sense.h"

#define JUDGE_ROUNDS 4

static bool asks_assertion(const char *name, void *data)
{
	return flags_is_assertion(data, name);
}

/* The macro is gone when values are looked at; the text has it. */
static bool in_assertion(struct reads *reads, const struct read *read)
{
	return spots_enclosing(reads->spots,
			       stream_name(read->test->pos.stream), &read->spot,
			       asks_assertion, reads->flags);
}

struct write_question {
	struct reads *reads;
	unsigned int flags;	/* 0: any write counts */
};

/* Masks of the bitmap API are built at run time: the text names the bits. */
static bool writes_bitmap(struct write_question *q, struct instruction *call)
{
	struct spot spot;

	return spots_read(q->reads->spots, stream_name(call->pos.stream),
			  call->pos.line, call->pos.pos, &spot) &&
	       (spot.line > call->pos.line || spot.column > call->pos.pos) &&
	       spot.flags & q->flags;
}

static bool writes_flags(struct fn *fn, struct instruction *insn, void *data)
{
	struct write_question *q = data;
	unsigned long long bits = 0;
	const char *name;
	pseudo_t arg;

	if (insn->opcode == OP_STORE) {
		if (!flags_is_member(q->reads->flags, insn))
			return false;
		flags_constant(insn->target, &bits);
		return !q->flags || flags_of_mask(q->reads->flags, bits) & q->flags;
	}
	name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;
	if (!name || !kapi_is(name, KAPI_FLAG_WRITE))
		return false;
	FOR_EACH_PTR(insn->arguments, arg) {
		flags_constant(arg, &bits);
		if (flags_of_mask(q->reads->flags, bits) & q->flags)
			return true;
	} END_FOR_EACH_PTR(arg);
	return !q->flags || writes_bitmap(q, insn);
}

static bool reaches_role(struct read *read, const bool *blocks,
			 unsigned int depth, enum kapi_role role)
{
	return region_reaches(read->fn, blocks, depth, region_calls_role,
			      GINT_TO_POINTER(role));
}

static bool is_anything(struct fn *fn, struct instruction *insn, void *data)
{
	return true;
}

/* Of the walks, those that take entries away. */
static bool is_unmap(struct fn *fn, struct instruction *insn, void *data)
{
	const char *name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;

	return name && kapi_is(name, KAPI_WALK) &&
	       (g_str_has_prefix(name, "zap_") || g_str_has_prefix(name, "unmap_"));
}

/* More than a return of an error: "return 0" says that all is well. */
static bool is_no_rejection(struct fn *fn, struct instruction *insn, void *data)
{
	return insn->opcode == OP_CALL || insn->opcode == OP_STORE ||
	       (insn->opcode == OP_PHISOURCE && is_zero(insn->phi_src));
}

static bool has_blocks(struct read *read, const bool *blocks)
{
	return region_reaches(read->fn, blocks, 0, is_anything, NULL);
}

/*
 * zap_vma_ptes(), vm_mixed_ok(): leaves with an error or without a word when the
 * flag is clear; what follows maps or unmaps.
 */
static bool rejects_unset(struct read *read, const struct region *region)
{
	return has_blocks(read, region->set) &&
	       !has_blocks(read, region->guarded_set) &&
	       !region_reaches(read->fn, region->clear, 0, is_no_rejection,
			       NULL) &&
	       (reaches_role(read, region->set, 0, KAPI_TRACKING) ||
		(!read->fn->is_static &&
		 region_reaches(read->fn, region->set, 0, is_unmap, NULL)));
}

static bool loads_pgoff(struct fn *fn, struct instruction *insn, void *data)
{
	return insn->opcode == OP_LOAD && insn->type && insn->type->ident &&
	       kapi_is(show_ident(insn->type->ident), KAPI_PGOFF_MEMBER);
}

static bool has_gup_parameter(const struct read *read)
{
	struct symbol *param;

	for (unsigned int n = 0; (param = unit_param(read->fn, n)); n++)
		if (param->ident && kapi_is(show_ident(param->ident),
					    KAPI_GUP_FLAG))
			return true;
	return false;
}

static bool has_walk_state(const struct read *read)
{
	bool walk = false, entry = false;
	struct symbol *param;

	for (unsigned int n = 0; (param = unit_param(read->fn, n)); n++) {
		unsigned int pointers;
		struct symbol *type = unit_struct(param, &pointers);

		if (type && type->ident &&
		    kapi_is(show_ident(type->ident), KAPI_WALK_STATE))
			walk = true;
		if (entry_level(param, &pointers) != LEVEL_COUNT)
			entry = true;
	}
	return walk && !entry;
}

/* A walk by name, or a loop that loads entries itself. */
static bool is_walk(struct fn *fn, struct instruction *insn, void *data)
{
	const char *name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;

	if (name && kapi_is(name, KAPI_WALK))
		return true;
	return ((name && kapi_is(name, KAPI_ENTRY_LOAD)) ||
		entry_loaded(insn) == LEVEL_PTE) &&
	       flow_in_loop(fn, insn->bb);
}

static bool is_external_predicate(struct reads *reads, struct fn *fn)
{
	return !fn->is_static || !fn->in_main;
}

/*
 * The one rule of all calls of the static predicate that the read stands in;
 * RULE_COUNT if it stands in none, they differ, or some is not judged yet.
 */
static enum rule_id rule_of_calls(struct reads *reads, const struct read *read)
{
	enum rule_id rule = RULE_COUNT;
	unsigned int flags;

	if (is_external_predicate(reads, read->fn) ||
	    !reads_is_predicate(reads, read->fn, &flags))
		return RULE_COUNT;
	for (guint i = 0; i < reads->all->len; i++) {
		const struct read *call = reads->all->pdata[i];

		if (call->predicate != read->fn || call->exempt)
			continue;
		if (call->rule == RULE_COUNT ||
		    (rule != RULE_COUNT && rule != call->rule))
			return RULE_COUNT;
		rule = call->rule;
	}
	return rule;
}

struct steady {
	struct reads *reads;
	region_question ask;
	void *data;
};

/*
 * A helper that changes the VMA's flags walks and populates because of what it
 * changed (mprotect_fixup()), not because the caller's test let it.
 */
static bool in_steady_helper(struct fn *fn, struct instruction *insn, void *data)
{
	struct steady *s = data;
	struct write_question any = { s->reads, 0 };
	struct fn *helper;

	if (s->ask(fn, insn, s->data))
		return true;
	helper = insn->opcode == OP_CALL ? unit_helper(fn->unit, insn) : NULL;
	return helper && !region_reaches(helper, NULL, 0, writes_flags, &any) &&
	       region_reaches(helper, NULL, CLASSIFY_HELPER_DEPTH - 1, s->ask,
			      s->data);
}

static bool reaches_steadily(struct reads *reads, struct read *read,
			     const bool *blocks, region_question ask, void *data)
{
	struct steady s = { reads, ask, data };

	return region_reaches(read->fn, blocks, 0, in_steady_helper, &s);
}

/* What both sides reach is neither refused nor routed by the flag. */
static bool reaches_gup(struct reads *reads, struct read *read,
			const struct region *region)
{
	void *role = GINT_TO_POINTER(KAPI_GUP);

	return reaches_steadily(reads, read, region->set, region_calls_role,
				role) ||
	       reaches_steadily(reads, read, region->clear, region_calls_role,
				role);
}

static void gather(struct reads *reads, const struct walkops *ops,
		   struct read *read, struct read_facts *f)
{
	struct write_question same = { reads, read->flags }, any = { reads, 0 };
	unsigned int depth = CLASSIFY_HELPER_DEPTH;
	struct region region;

	f->in_function = true;
	f->in_normal_page = kapi_may_read(read->fn->name);
	f->in_assertion = in_assertion(reads, read);
	if (f->in_normal_page || f->in_assertion)
		return;
	region_init(&region, read, reads->spots);
	/* Routed or refused: which of the two sides does not matter. */
	f->reaches_gup = reaches_gup(reads, read, &region);
	sense_orient(&region, sense_of_read(reads, read));
	f->sets_if_clear = region_reaches(read->fn, region.guarded_clear, 0,
					  writes_flags, &same);
	f->rejects_unset = rejects_unset(read, &region);
	f->guards_tracking = reaches_role(read, region.guarded_set, 0,
					  KAPI_TRACKING);
	f->guards_pgoff = region_reaches(read->fn, region.set, 0, loads_pgoff,
					 NULL);
	f->reaches_lookup = kapi_is(read->fn->name, KAPI_LOOKUP) ||
			    reaches_role(read, region.any, depth, KAPI_LOOKUP);
	f->in_gup = has_gup_parameter(read);
	f->is_test_walk = walkops_is_test(ops, read->fn);
	f->has_walk_state = has_walk_state(read);
	f->reaches_walk = kapi_is(read->fn->name, KAPI_WALK) ||
			  reaches_steadily(reads, read, region.any, is_walk, NULL);
	f->changes_flags = region_reaches(read->fn, NULL, 0, writes_flags, &any);
	f->hands_flags = read->spot.hands_flags;
	f->asks_writes = read->spot.asks_writes;
	f->entry_in_hand = in_hand(read);
	f->all_calls = rule_of_calls(reads, read);
	region_release(&region);
}

void facts_judge(struct reads *reads, const struct walkops *ops)
{
	/* A predicate's read is judged again when its calls are known. */
	for (int round = 0; round < JUDGE_ROUNDS; round++) {
		for (guint i = 0; i < reads->all->len; i++) {
			struct read *read = reads->all->pdata[i];
			struct read_facts facts = READ_FACTS_INIT;

			gather(reads, ops, read, &facts);
			read->exempt = !classify_read(&facts, &read->rule);
			read->facts = facts_set(&facts);
		}
	}
}
