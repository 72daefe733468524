// SPDX-License-Identifier: GPL-2.0-only
/*
 * behind.c - collects walks, instruction by instruction.
 */
#include "behind.h"

#include "entry.h"
#include "ground/kapi.h"
#include "proof.h"
#include "pure.h"

/* Summaries that hand on to summaries. */
#define HAND_ON_DEPTH 4

void behind_init(struct behind *b, const struct walk_context *with)
{
	*b = (struct behind){ .with = with };
	walk_answer_init(&b->answer);
	b->unseen = g_ptr_array_new_with_free_func(g_free);
}

void behind_release(struct behind *b)
{
	g_ptr_array_unref(b->unseen);
}

void behind_against(struct behind *b, const char *why)
{
	if (why && !b->why_not)
		b->why_not = why;
}

static void add_set(struct behind *b, struct instruction *call,
		    const struct walk_set *set)
{
	walk_answer_add_set(&b->answer, b->with->d, set);
	b->found = true;
	if (pure_is(unit_call_name(call), PURE_UNGATED) ||
	    walk_set_find(set, "test_walk"))
		return;
	b->gated_again = true;
	behind_against(b, "walk_page_test() gates a second time");
}

static void add_unseen(struct behind *b, const char *name, const char *why)
{
	b->about_unseen |= why && !b->why_not;
	behind_against(b, why);
	g_ptr_array_add(b->unseen, g_strdup(name));
}

static void add_summary(struct behind *b, const struct walker *w,
			unsigned int depth)
{
	walk_answer_add_levels(&b->answer, w->filtered, w->path);
	b->found = b->own_walk = true;
	if (w->gate_flags)
		behind_against(b, "the walk in another file gates a second time");
	for (guint i = 0; i < w->callbacks->len; i++) {
		const char *name = w->callbacks->pdata[i];
		const struct walker *next;

		if (!g_str_has_prefix(name, ELSEWHERE_CALL))
			continue;
		name += strlen(ELSEWHERE_CALL);
		next = elsewhere_find(b->with->elsewhere, name);
		/* How it calls one that judges by itself is not known. */
		if (next && depth < HAND_ON_DEPTH && !pure_is(name, PURE_JUDGES))
			add_summary(b, next, depth + 1);
		else
			add_unseen(b, name, "the walk is in another file");
	}
}

/* A function that judges its entries as it is called here needs no summary. */
static void add_other_file(struct behind *b, struct instruction *call)
{
	const char *name = unit_call_name(call), *why = proof_of_call(call);
	const struct walker *w = elsewhere_find(b->with->elsewhere, name);

	if (w && why && !pure_is(name, PURE_JUDGES))
		add_summary(b, w, 0);
	else
		add_unseen(b, name, why);
}

/* Also "pte = *ptep", as kernels up to 6.4 have it. */
static void add_load(struct behind *b, struct fn *fn)
{
	walk_answer_add(&b->answer, b->with->d, fn, false);
	b->found = b->own_walk = true;
	/* folio_walk_start() is a walk; any other loop is on its own. */
	b->own_loop |= !kapi_is(fn->name, KAPI_WALK);
}

bool behind_collect(struct fn *fn, struct instruction *insn, void *data)
{
	const char *name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;
	const struct walk_set *set = name ?
		walkops_of_call(((struct behind *)data)->with->ops, insn) : NULL;

	if (set)
		add_set(data, insn, set);
	else if (name && kapi_is(name, KAPI_WALK) && !unit_helper(fn->unit, insn))
		add_other_file(data, insn);
	else if ((name && kapi_is(name, KAPI_ENTRY_LOAD)) ||
		 entry_loaded(insn) != LEVEL_COUNT)
		add_load(data, fn);
	return false;
}

static void add_reached(struct behind *b, struct fn *fn, GHashTable *seen)
{
	struct instruction *insn;

	if (!g_hash_table_add(seen, fn))
		return;
	UNIT_FOREACH_INSN(fn, bb, insn) {
		struct fn *helper = insn->opcode == OP_CALL ?
				    unit_helper(fn->unit, insn) : NULL;

		behind_collect(fn, insn, b);
		if (helper)
			add_reached(b, helper, seen);
	} UNIT_END_FOREACH_INSN(insn);
}

void behind_add_function(struct behind *b, struct fn *fn)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

	add_reached(b, fn, seen);
}
