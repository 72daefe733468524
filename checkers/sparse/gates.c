// SPDX-License-Identifier: GPL-2.0-only
/*
 * gates.c - the walk behind a walk gate: the other callbacks of the gate's
 * mm_walk_ops, or what is reached in the gate's region (behind.h).
 */
#include "gates.h"

#include "ground/classify.h"
#include "ground/kapi.h"
#include "proof.h"
#include "pure.h"

struct gate {
	struct reads *reads;
	struct behind behind;
	enum effect effect;
};

static void against(struct gate *gate, const char *why)
{
	behind_against(&gate->behind, why);
}

/* Without its own test the walk reports the holes of such a VMA, too. */
static void check_holes(struct gate *gate, const struct walk_set *set)
{
	const struct walk_callback *hole = walk_set_find(set, "pte_hole");

	if (hole && (!hole->fn || !hole->fn->ep ||
		     !dominate_hole_is_silent(gate->behind.with->d, hole->fn)))
		against(gate, "holes of such a VMA would be reported");
}

static bool is_test_of(const struct walk_set *set, const struct fn *test)
{
	for (guint k = 0; test && k < set->callbacks->len; k++) {
		const struct walk_callback *cb = set->callbacks->pdata[k];

		if (cb->fn == test && kapi_is(cb->member, KAPI_WALK_TEST))
			return true;
	}
	return false;
}

static void add_sets_of_test(struct gate *gate, const struct fn *test)
{
	struct behind *b = &gate->behind;

	for (guint i = 0; i < b->with->ops->sets->len; i++) {
		const struct walk_set *set = b->with->ops->sets->pdata[i];

		if (!is_test_of(set, test))
			continue;
		walk_answer_add_set(&b->answer, b->with->d, set);
		check_holes(gate, set);
		b->found = true;
	}
}

/* Who asks a .test_walk before there is a walk does as that one does. */
static bool asks_test(const struct behind *b, const struct read *read)
{
	for (guint i = 0; i < b->with->ops->sets->len; i++)
		if (is_test_of(b->with->ops->sets->pdata[i], read->predicate))
			return true;
	return false;
}

/* The walks behind one test, in one function. */
static void look_behind(struct gate *gate, struct read *read, bool inverse)
{
	enum effect effect;
	struct region region;

	region_init(&region, read, gate->reads->spots);
	region_reaches(read->fn, region.any, CLASSIFY_HELPER_DEPTH,
		       behind_collect, &gate->behind);
	against(gate, proof_of_gate(&region, inverse, &effect));
	gate->effect = MAX(gate->effect, effect);
	region_release(&region);
}

/* The test stands in a predicate: the gates are its calls. */
static bool look_behind_calls(struct gate *gate, const struct read *read)
{
	enum flags_sense sense = proof_sense(read);
	bool any = false;

	for (guint i = 0; i < gate->reads->all->len; i++) {
		struct read *call = gate->reads->all->pdata[i];

		if (call->predicate != read->fn)
			continue;
		if (sense != SENSE_DIRECT && sense != SENSE_INVERSE)
			against(gate, "the predicate asks more than the flag");
		look_behind(gate, call, sense == SENSE_INVERSE);
		any = true;
	}
	return any;
}

/* What a predicate of another file answers is also somebody else's question. */
static void check_shared(struct gate *gate, const struct read *read,
			 unsigned int depth)
{
	const GPtrArray *tests;

	if (!read->predicate)
		return;
	tests = reads_of(gate->reads, read->predicate);
	if (!tests || !read->predicate->is_static || !read->predicate->in_main)
		against(gate, "the predicate is shared with other files");
	for (guint i = 0; tests && depth && i < tests->len; i++)
		check_shared(gate, tests->pdata[i], depth - 1);
}

/* A call of a predicate: what its tests say decides which side is kept out. */
static bool is_inverse_call(struct gate *gate, const struct read *read)
{
	const GPtrArray *tests = read->predicate ?
				 reads_of(gate->reads, read->predicate) : NULL;

	for (guint i = 0; tests && i < tests->len; i++)
		if (proof_sense(tests->pdata[i]) == SENSE_INVERSE)
			return true;
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

/* Such an effect happens before the gate is asked, so the gate does not prevent it. */
static bool is_in_front(const struct behind *b, const struct finding *f,
			const struct read *read, const struct step *step)
{
	return b->own_loop && !strcmp(step->file, f->file) &&
	       step->line >= (unsigned int)read->fn->sym->pos.line &&
	       step->line < f->line;
}

static char *reason(const struct behind *b, const struct finding *f,
		    const struct read *read)
{
	const char *unseen = b->unseen->len ? b->unseen->pdata[0] : NULL;
	g_autofree char *text = levels(&b->answer);

	if (b->answer.path) {
		const GPtrArray *path = b->answer.path;
		const struct step *last = path->pdata[path->len - 1];

		if (is_in_front(b, f, read, last))
			return g_strdup_printf("the function walks the tables itself, and acts on an entry in front of this test already (line %u)",
					       last->line);
		return g_strdup_printf("%s; first unfiltered effect at %s:%u",
				       text, last->file, last->line);
	}
	if (unseen && b->why_not)
		return b->about_unseen ?
			g_strdup_printf("%s: %s()", b->why_not, unseen) :
			g_strdup(b->why_not);
	if (unseen)
		return g_strdup_printf("filtered: %s() judges each entry", unseen);
	if (b->why_not)
		return g_strdup_printf("%s; %s", text, b->why_not);
	return g_steal_pointer(&text);
}

/* walk_page_test() belongs to no one walk, but to all that come by. */
static bool gates_any_walk(const struct behind *b, const struct read *read)
{
	return !b->found && !b->unseen->len && proof_takes_walk(read->fn);
}

static void say_any_walk(struct finding *f, const struct behind *b,
			 const struct read *read)
{
	f->fix = FIX_STATE_MANUAL;
	f->effect = EFFECT_NO_EFFECT;
	if (asks_test(b, read))
		f->why = g_strdup_printf("%s() is asked, the .test_walk of the walk that follows: this gate goes with that one",
					 read->predicate->name);
	else
		f->why = g_strdup_printf("gates every walk that %s() is given; 'pfncheck walkers' says which of them are filtered",
					 read->fn->name);
}

static void say(struct finding *f, struct gate *gate, const struct read *read)
{
	struct behind *b = &gate->behind;

	if (b->own_loop)
		against(gate, "the function walks the tables itself");
	if (!b->found && !b->unseen->len)
		against(gate, "the walk behind this gate is not in this file");
	if (b->found)
		against(gate, proof_of_levels(&b->answer, !b->own_walk,
					      b->with->huge_kept, f->flags));
	f->fix = b->why_not ? FIX_STATE_MANUAL : FIX_STATE_EMITTED;
	f->effect = b->why_not ? EFFECT_NO_EFFECT : gate->effect;
	f->why = reason(b, f, read);
	if (b->answer.path)
		say_path(f, b->answer.path);
}

void gates_explain(struct finding *f, struct reads *reads,
		   const struct read *read, const struct walk_context *with)
{
	struct gate gate = { .reads = reads };

	behind_init(&gate.behind, with);
	add_sets_of_test(&gate, read->fn);
	check_shared(&gate, read, CLASSIFY_HELPER_DEPTH);
	if (!look_behind_calls(&gate, read))
		look_behind(&gate, (struct read *)read,
			    is_inverse_call(&gate, read));
	if (gates_any_walk(&gate.behind, read))
		say_any_walk(f, &gate.behind, read);
	else
		say(f, &gate, read);
	behind_release(&gate.behind);
}
