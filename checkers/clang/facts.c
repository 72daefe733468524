// SPDX-License-Identifier: GPL-2.0-only
/*
 * facts.c - one question a fact; src/ground/classify.c knows what they mean together.
 */
#include "facts.h"
#include "assertion.h"
#include "entry.h"
#include "reach.h"
#include "region.h"
#include "walkops.h"

struct question {
	struct unit *unit;
	const struct read *read;
	struct flow *flow;
	struct region *region;
	int sense;		/* of a predicate's call; 0: direct, or unknown */
};

/* True if a statement of @part sets one of the read's flags. */
static bool sets_flag(const struct question *q, const struct node *part)
{
	if ((part->kind == NODE_CALL && part->role == KAPI_FLAG_WRITE) ||
	    (part->kind == NODE_ASSIGN && part->op == OP_OR &&
	     part->first && flow_is_flags(q->flow, part->first)))
		for (const struct node *c = part->first; c; c = c->next)
			if ((flow_mask(q->flow, c) | flow_named_bits(q->flow, c)) &
			    q->read->flags)
				return true;
	for (const struct node *c = part->first; c; c = c->next)
		if (sets_flag(q, c))
			return true;
	return false;
}

static bool sets_if_clear(const struct question *q)
{
	for (unsigned int i = 0; i < q->region->guarded->len; i++) {
		struct node *part = q->region->guarded->pdata[i];

		if (g_ptr_array_find(q->region->when_clear, part, NULL) &&
		    sets_flag(q, part))
			return true;
	}
	return false;
}

/*
 * zap_vma_ptes() and __vm_insert_mixed(): a mapping function that refuses a VMA
 * without the flag, in front of the unmap or of the entry's installation.
 */
static bool rejects_unset(const struct question *q)
{
	if (!q->region->leaves_when_clear)
		return false;
	if (reach_walk(q->flow, q->region->when_set))
		return assertion_exported(q->read->func);
	return reach_parts(q->flow, q->region->when_set, KAPI_ENTRY_STORE);
}

static bool guards_call(const struct question *q, enum kapi_role role)
{
	for (unsigned int i = 0; i < q->region->guarded->len; i++)
		if (reach_calls(q->flow, q->region->guarded->pdata[i], role))
			return true;
	return false;
}

/* A pfn or address is made of vm_pgoff, which is not only handed on to a call. */
static bool computes_pgoff(const struct node *part)
{
	if (part->kind == NODE_MEMBER && part->role == KAPI_PGOFF_MEMBER)
		return !part->parent || part->parent->kind != NODE_CALL;
	for (const struct node *c = part->first; c; c = c->next)
		if (computes_pgoff(c))
			return true;
	return false;
}

static bool guards_pgoff(const struct question *q)
{
	for (unsigned int i = 0; i < q->region->when_set->len; i++)
		if (computes_pgoff(q->region->when_set->pdata[i]))
			return true;
	return false;
}

static bool reaches(const struct question *q, enum kapi_role role)
{
	return reach_parts(q->flow, q->region->guarded, role) ||
	       reach_parts(q->flow, q->region->follows, role);
}

/* The parameter or variable that carries FOLL_* flags, as the text spells it. */
static bool names_gup_flags(const struct func *func)
{
	const struct source *src = unit_source(func->file);

	for (int i = source_token_at(src, func->first_line, 1); i >= 0;
	     i = source_next(src, i)) {
		const struct token *t = source_token(src, i);

		if (t->offset >= func->last)
			return false;
		if (t->offset < func->first)
			continue;
		if (unit_role_at(func->file, i) == KAPI_GUP_FLAG)
			return true;
	}
	return false;
}

static bool has_walk_state(const struct question *q)
{
	int n = clang_Cursor_getNumArguments(q->read->func->cursor);

	for (int i = 0; i < n; i++) {
		CXCursor p = clang_Cursor_getArgument(q->read->func->cursor, i);

		if (kapi_is(cursor_type_name(clang_getCursorType(p), q->unit->names),
			    KAPI_WALK_STATE))
			return !entry_is_parameter(q->flow);
	}
	return false;
}

static void fill_region(struct question *q, struct read_facts *f)
{
	bool walk_guarded = reach_walk(q->flow, q->region->guarded);
	/* vma_needs_copy() makes the walk happen; it skips no VMA. */
	bool leaves = q->sense ? q->region->leaves_when_set : q->region->leaves;

	f->sets_if_clear = sets_if_clear(q);
	f->rejects_unset = rejects_unset(q);
	f->guards_tracking = guards_call(q, KAPI_TRACKING);
	f->guards_pgoff = guards_pgoff(q);
	f->reaches_lookup = kapi_is(q->read->func->name, KAPI_LOOKUP) ||
			    reaches(q, KAPI_LOOKUP);
	f->in_gup = names_gup_flags(q->read->func);
	f->reaches_gup = reaches(q, KAPI_GUP);
	f->reaches_walk = kapi_is(q->read->func->name, KAPI_WALK) || walk_guarded ||
			  (leaves && reach_walk(q->flow, q->region->follows));
	f->hands_flags = q->read->hands_flags;
	f->asks_writes = q->read->asks_writes;
	f->changes_flags = reach_changes_flags(q->unit, q->read->func);
	f->entry_in_hand = entry_in_hand(q->flow, q->read->node);
}

/* Not vma_test() and its like, whose answer is the flag's. */
static bool is_predicate_call(const struct unit *unit, const struct read *read)
{
	const struct carrier *c;

	if (read->node->kind != NODE_CALL)
		return false;
	c = carrier_set_find(unit->carriers, read->node->name, NULL, NULL);
	return c && c->kind == CARRIER_PREDICATE;
}

void facts_fill(struct unit *unit, const struct read *read,
		const GPtrArray *walkers, struct read_facts *facts)
{
	pfn_auto(flow) flow = NULL;
	pfn_auto(region) region = NULL;
	struct question q = { .unit = unit, .read = read };
	bool known = true;

	*facts = (struct read_facts)READ_FACTS_INIT;
	if (!read->func || !read->node)
		return;
	facts->in_function = true;
	facts->in_normal_page = kapi_may_read(read->func->name);
	facts->in_assertion = assertion_around(unit, read);
	if (facts->in_normal_page || facts->in_assertion)
		return;
	flow = q.flow = flow_new(unit, read->func);
	if (is_predicate_call(unit, read)) {
		q.sense = unit_sense(unit, read->node->name);
		known = q.sense;
	}
	region = q.region = region_new(flow, read->node, q.sense >= 0);
	if (!known)
		region_forget_sides(region);
	facts->is_test_walk = walkops_is_test(walkers, read->func);
	facts->has_walk_state = has_walk_state(&q);
	fill_region(&q, facts);
}

struct judge {
	struct unit *unit;
	GPtrArray *reads;
	struct read_facts *facts;	/* one for each read */
	bool *done;
};

static void judge_read(struct judge *j, unsigned int i);

/* Whoever is answered by an errno does more than to pass the answer on. */
static bool is_local_predicate(const struct func *func)
{
	return func && func->answers && func->is_static && func->file->is_main;
}

/* The rule that all calls of @func have, or RULE_COUNT. */
static enum rule_id rule_of_calls(struct judge *j, const struct func *func)
{
	enum rule_id rule = RULE_COUNT;

	for (unsigned int i = 0; i < j->reads->len; i++) {
		struct read *call = j->reads->pdata[i];

		if (!call->node || call->node->kind != NODE_CALL ||
		    unit_callee(j->unit, call->node) != func || call->func == func)
			continue;
		judge_read(j, i);
		if (call->exempt)
			continue;
		if (rule != RULE_COUNT && rule != call->rule)
			return RULE_COUNT;
		rule = call->rule;
	}
	return rule;
}

static void judge_read(struct judge *j, unsigned int i)
{
	struct read *read = j->reads->pdata[i];

	if (j->done[i])
		return;
	j->done[i] = true;
	if (is_local_predicate(read->func))
		j->facts[i].all_calls = rule_of_calls(j, read->func);
	read->exempt = !classify_read(&j->facts[i], &read->rule);
	read->facts = facts_set(&j->facts[i]);
}

void facts_judge(struct unit *unit, GPtrArray *reads, const GPtrArray *walkers)
{
	g_autofree struct read_facts *facts = g_new0(struct read_facts, reads->len);
	g_autofree bool *done = g_new0(bool, reads->len);
	struct judge j = { unit, reads, facts, done };

	for (unsigned int i = 0; i < reads->len; i++)
		facts_fill(unit, reads->pdata[i], walkers, &facts[i]);
	for (unsigned int i = 0; i < reads->len; i++)
		judge_read(&j, i);
}
