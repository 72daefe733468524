// SPDX-License-Identifier: GPL-2.0-only
/*
 * gates.c - the walk behind a walk gate: the other callbacks of the gate's
 * mm_walk_ops, the set that a walk is called with in the gate's region, or the
 * loop over entries that stands there.
 */
#include "gates.h"

#include "classify.h"
#include "kapi.h"
#include "pure.h"
#include "region.h"

struct gate {
	const struct walkops *ops;
	struct dominate *d;
	struct walk_answer answer;
	bool found;
	char *unseen;		/* a walk whose entries are judged elsewhere */
	const char *gated;	/* a walk that asks walk_page_test() again */
	const char *splits;	/* level whose leaves the walker would split */
};

/*
 * What a set does not take the walker splits: __split_huge_pmd() and
 * __split_huge_pud() clear the entry of a device, nobody puts it back.  Only
 * trees with huge PFN mappings have such leaves.
 */
static const char *split_level(const struct walk_set *set)
{
	if (!walk_set_find(set, "pud_entry") && unit_declares("pud_special"))
		return "pud";
	if (!walk_set_find(set, "pmd_entry") && unit_declares("pmd_special"))
		return "pmd";
	return NULL;
}

static void add_set(struct gate *gate, const struct walk_set *set)
{
	walk_answer_add_set(&gate->answer, gate->d, set);
	gate->found = true;
	if (!gate->splits)
		gate->splits = split_level(set);
}

static void add_sets_of_test(struct gate *gate, const struct fn *test)
{
	for (guint i = 0; i < gate->ops->sets->len; i++) {
		const struct walk_set *set = gate->ops->sets->pdata[i];

		for (guint k = 0; k < set->callbacks->len; k++) {
			const struct walk_callback *cb = set->callbacks->pdata[k];

			if (cb->fn != test || !kapi_is(cb->member, KAPI_WALK_TEST))
				continue;
			add_set(gate, set);
		}
	}
}

/* A question to region_reaches() that collects and never says yes. */
static bool collect(struct fn *fn, struct instruction *insn, void *data)
{
	const char *name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;
	const struct walk_set *set;
	struct gate *gate = data;

	if (!name)
		return false;
	set = walkops_of_call(gate->ops, insn);
	if (set) {
		add_set(gate, set);
		if (pure_is(name, PURE_GATED) && !walk_set_find(set, "test_walk"))
			gate->gated = unit_call_name(insn);
	} else if (kapi_is(name, KAPI_WALK) && !unit_helper(fn->unit, insn)) {
		if (!gate->unseen)
			gate->unseen = g_strdup(name);
	} else if (kapi_is(name, KAPI_ENTRY_LOAD)) {
		walk_answer_add(&gate->answer, gate->d, fn, false);
		gate->found = true;
	}
	return false;
}

static void say_path(struct finding *f, const GPtrArray *path)
{
	for (guint i = 0; i < path->len; i++) {
		const struct step *s = path->pdata[i];

		finding_add_step(f, s->file, s->line, s->text);
	}
}

/* "filtered: pte yes, pmd no"; levels that are not walked are left out. */
static char *levels(const struct walk_answer *answer)
{
	static const char *const names[LEVEL_COUNT] = { "pte", "pmd", "pud" };
	g_autoptr(GString) text = g_string_new("filtered:");
	bool any = false;

	for (int i = 0; i < LEVEL_COUNT; i++) {
		if (answer->filtered[i] == FILTER_NOT_WALKED)
			continue;
		g_string_append_printf(text, "%s %s %s", any ? "," : "", names[i],
				       filter_answer_name(answer->filtered[i]));
		any = true;
	}
	if (!any)
		g_string_append(text, " no entries are looked at");
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Every level that is walked is, and one is. */
static bool is_filtered(const struct walk_answer *answer)
{
	bool any = false;

	for (int i = 0; i < LEVEL_COUNT; i++) {
		if (answer->filtered[i] == FILTER_NOT_WALKED)
			continue;
		if (answer->filtered[i] != FILTER_YES)
			return false;
		any = true;
	}
	return any;
}

/*
 * "emitted" is the proof that a rewrite stands on, not the rewrite: the driver
 * makes that, or says why there is none.
 */
static void say(struct finding *f, const struct gate *gate)
{
	const GPtrArray *path = gate->answer.path;
	g_autofree char *text = levels(&gate->answer);

	if (path) {
		const struct step *last = path->pdata[path->len - 1];

		f->fix = FIX_STATE_MANUAL;
		f->why = g_strdup_printf("%s; first unfiltered effect at %s:%u",
					 text, last->file, last->line);
		say_path(f, path);
	} else if (gate->unseen) {
		f->fix = FIX_STATE_MANUAL;
		f->why = g_strdup_printf("the walk is in another file: %s()",
					 gate->unseen);
	} else if (gate->splits) {
		f->fix = FIX_STATE_MANUAL;
		f->why = g_strdup_printf("%s; no .%s_entry, so a %s leaf of a device would be split",
					 text, gate->splits, gate->splits);
	} else if (gate->gated) {
		f->fix = FIX_STATE_MANUAL;
		f->why = g_strdup_printf("%s; %s() gates a second time, without .test_walk",
					 text, gate->gated);
	} else if (gate->found) {
		f->fix = is_filtered(&gate->answer) ? FIX_STATE_EMITTED :
						      FIX_STATE_MANUAL;
		f->why = g_steal_pointer(&text);
	} else {
		f->fix = FIX_STATE_MANUAL;
		f->why = g_strdup("the walk behind this gate is not in this file");
	}
}

void gates_explain(struct finding *f, struct reads *reads,
		   const struct read *read, const struct walkops *ops,
		   struct dominate *d)
{
	struct gate gate = { .ops = ops, .d = d };
	struct region region;

	walk_answer_init(&gate.answer);
	add_sets_of_test(&gate, read->fn);
	if (!gate.found) {
		region_init(&region, (struct read *)read, reads->spots);
		region_reaches(read->fn, region.any, CLASSIFY_HELPER_DEPTH,
			       collect, &gate);
		region_release(&region);
	}
	say(f, &gate);
	g_free(gate.unseen);
}
