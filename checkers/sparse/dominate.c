// SPDX-License-Identifier: GPL-2.0-only
/*
 * dominate.c - states of the entry of one level flow through the blocks of a
 * function until nothing changes; an effect in a state that may be open is
 * unfiltered.
 */
#include "dominate_run.h"

#include "forks.h"

#define PASSES 64

/* A pointer to the entry is handed to what looks at it. */
static bool is_asked_by_pointer(struct run *run, struct instruction *insn)
{
	const char *name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;
	unsigned int pointers;

	return name && (pure_is(name, PURE_LEAF) || pure_is(name, PURE_ABSENT) ||
			pure_is(name, PURE_PRESENT)) &&
	       asked_argument(run, insn, &pointers) >= 0 && pointers;
}

/* An error marker or errno tells that nothing is there for the caller. */
static void note_effect(struct run *run, struct instruction *insn,
			unsigned int state)
{
	if (!(state & STATE_OPEN) && effect_is_mark(run, insn))
		run->summary->marks = true;
	else
		dominate_note_effect(run, insn, NULL);
}

/* The page or frame number that was taken from it goes somewhere. */
static void note_use(struct run *run, struct instruction *insn)
{
	const struct take *take;
	enum entry_use use;

	if (dominate_uses(run, insn, &use, &take))
		dominate_note(run, insn, use, take, NULL);
}

/* One instruction; with @note, effects are remembered. */
static unsigned int step_over(struct run *run, struct instruction *insn,
			      unsigned int state, bool note)
{
	if (entry_loaded(insn) == run->level || is_asked_by_pointer(run, insn)) {
		run->summary->loads = true;
		if (!run->load)
			run->load = insn;
		if (state & (STATE_NONE | STATE_HELD))
			state = (state & (STATE_ASKED | STATE_ABSENT)) | STATE_OPEN;
	}
	if (!note)
		return state;
	if (state & STATE_HELD)
		note_use(run, insn);
	if ((state & STATE_OPEN) && effect_descends(run, insn))
		dominate_note(run, insn, USE_SPLIT, NULL, NULL);
	if (insn->opcode == OP_CALL)
		effect_of_call(run, insn, state);
	else if ((state & STATE_HELD) && effect_is(run, insn))
		note_effect(run, insn, state);
	return state;
}

unsigned int dominate_step(struct run *run, struct instruction *insn,
			   unsigned int state)
{
	return step_over(run, insn, state, false);
}

static unsigned int step_through(struct run *run, struct basic_block *bb,
				 bool note)
{
	unsigned int state = excluded_join(run, bb, run->in[bb->context]);
	struct instruction *insn;

	FOR_EACH_PTR(bb->insns, insn) {
		if (insn->bb)
			state = step_over(run, insn, state, note);
	} END_FOR_EACH_PTR(insn);
	return state;
}

/* Entries of the level are loaded inside the loop whose head @head is. */
static bool loop_loads(struct run *run, struct basic_block *head)
{
	struct instruction *insn;
	unsigned int pointers;

	UNIT_FOREACH_INSN(run->fn, bb, insn) {
		if (!flow_dominates(head, bb))
			continue;
		if (entry_loaded(insn) == run->level)
			return true;
		/* The loop steps a pointer and hands it to a helper. */
		if (!run->given && insn->opcode == OP_CALL &&
		    asked_argument(run, insn, &pointers) >= 0)
			return true;
	} UNIT_END_FOREACH_INSN(insn);
	return false;
}

/* The end of a turn, also of the last one: the entry is done with. */
static bool ends_turn(struct run *run, struct basic_block *from)
{
	struct basic_block *child;

	for (unsigned int n = 0; (child = flow_successor(from, n)); n++)
		if (flow_is_back_edge(from, child) && loop_loads(run, child))
			return true;
	return false;
}

/* "switch (is_normal(entry)) { case 1: ..." */
static bool is_nonzero_case(struct instruction *insn, struct basic_block *to)
{
	struct multijmp *jump;

	FOR_EACH_PTR(insn->multijmp_list, jump) {
		bool is_default = jump->begin > jump->end;

		if (jump->target == to &&
		    (is_default || (jump->begin <= 0 && jump->end >= 0)))
			return false;
	} END_FOR_EACH_PTR(jump);
	return true;
}

/* "while (page_vma_mapped_walk(&pvmw))": what it stops at maps a folio. */
static bool is_mapped_by_folio(struct instruction *last, struct basic_block *to)
{
	pseudo_t p = last && last->opcode == OP_CBR && to == last->bb_true ?
		     last->cond : NULL;
	const char *name;

	while (p && p->type == PSEUDO_REG && p->def->opcode == OP_SET_NE &&
	       is_zero(p->def->src2))
		p = p->def->src1;
	if (!p || p->type != PSEUDO_REG || p->def->opcode != OP_CALL)
		return false;
	name = unit_call_name(p->def);
	return name && pure_is(name, PURE_MAPS);
}

/* What a condition makes of an entry in hand. */
static unsigned int state_behind(struct run *run, pseudo_t cond, bool truth,
				 unsigned int state)
{
	bool excludes = excluded_if(run, cond, truth);

	if (asked_if(run, cond, truth))
		return (state & ~STATE_HELD) |
		       (excludes ? STATE_ABSENT : STATE_ASKED);
	if ((state & STATE_OPEN) && (excludes || refused_if(run, cond, truth)))
		return (state & ~STATE_OPEN) | STATE_REFUSED;
	return state;
}

unsigned int dominate_edge(struct run *run, struct basic_block *from,
			   struct basic_block *to)
{
	unsigned int state = run->out[from->context];
	struct instruction *last = last_instruction(from->insns);

	if (dominate_carries_out(run, from, to))
		return state | STATE_OPEN;
	if (state && (ends_turn(run, from) ||
		      dominate_leaves_loop(run, from, to)))
		return STATE_NONE;
	if (state && is_mapped_by_folio(last, to))
		return STATE_ASKED;
	if (!(state & STATE_HELD) || !last)
		return state;
	if (last->opcode == OP_CBR && last->bb_true != last->bb_false)
		return state_behind(run, last->cond, to == last->bb_true, state);
	if (last->opcode == OP_SWITCH && is_nonzero_case(last, to) &&
	    asked_if(run, last->cond, true))
		state = (state & ~STATE_HELD) | STATE_ASKED;
	return state;
}

static bool flow_once(struct run *run)
{
	bool changed = false;

	for (guint i = 0; i < run->fn->blocks->len; i++) {
		struct basic_block *bb = run->fn->blocks->pdata[i], *child;

		if (!run->in[i])
			continue;
		run->out[i] = step_through(run, bb, false);
		for (unsigned int n = 0; (child = flow_successor(bb, n)); n++) {
			unsigned int state = paths_edge(run->paths, bb, child) ?
				dominate_edge(run, bb, child) : 0;
			unsigned char *in = &run->in[child->context];

			if ((state & STATE_HELD) && !(*in & STATE_HELD) &&
			    child != run->fn->blocks->pdata[0])
				run->from[child->context] = bb;
			if ((*in | state) != *in) {
				*in |= state;
				changed = true;
			}
		}
	}
	return changed;
}

static void answer_results(struct run *run)
{
	struct instruction *insn;

	UNIT_FOREACH_INSN(run->fn, bb, insn) {
		if (insn->opcode != OP_RET)
			continue;
		if (insn->src && (run->out[bb->context] & STATE_HELD))
			run->summary->returned =
				taint_of(run->taint, insn->src,
					 &run->summary->returned_page);
		for (int truth = 0; truth < 2; truth++)
			run->summary->asks[truth] =
				!(run->out[bb->context] & STATE_HELD) ||
				(insn->src && insn->src != VOID &&
				 asked_if(run, insn->src, truth));
		for (int truth = 0; truth < 2; truth++)
			run->summary->excludes[truth] = insn->src &&
				insn->src != VOID &&
				excluded_if(run, insn->src, truth);
	} UNIT_END_FOREACH_INSN(insn);
}

static bool has_value_parameter(struct run *run)
{
	struct symbol *param;

	for (unsigned int n = 0; (param = unit_param(run->fn, n)); n++) {
		unsigned int pointers;

		if (entry_level(param, &pointers) == run->level && !pointers)
			return true;
	}
	return false;
}

/* No entry is in hand there that nobody asked. */
static bool is_done_with(void *data, unsigned int first, unsigned int last)
{
	struct run *run = data;
	struct instruction *insn;

	UNIT_FOREACH_INSN(run->fn, bb, insn) {
		if (insn->pos.stream == run->fn->sym->pos.stream &&
		    insn->pos.line >= first && insn->pos.line <= last &&
		    (run->in[bb->context] & STATE_HELD))
			return false;
	} UNIT_END_FOREACH_INSN(insn);
	return true;
}

/* An entry that is pointed to is in hand from where it is first looked at. */
void dominate_run(struct run *run)
{
	guint n = run->fn->blocks->len;
	g_autofree unsigned char *in = g_new0(unsigned char, n);
	g_autofree unsigned char *out = g_new0(unsigned char, n);
	g_autofree struct basic_block **from = g_new0(struct basic_block *, n);
	struct basic_block *entry = run->fn->ep->entry->bb;
	bool open = run->given && (!run->fn->in_main || has_value_parameter(run));

	if (!run->paths)
		run->paths = assume_paths(run->d->assume, run->fn, NULL, 0);
	dominate_find_loads(run);
	dominate_find_takes(run);
	run->loads_itself = !open && !run->callback && run->fn->in_main;
	run->in = in;
	run->out = out;
	run->from = from;
	in[entry->context] = open || run->hole ? STATE_OPEN : STATE_NONE;
	run->summary->loads = run->given;
	/* Edges look at blocks that come later: twice without a change. */
	for (int pass = 0; pass < PASSES &&
	     (flow_once(run) || flow_once(run)); pass++)
		;
	run->summary->forks |= run->fn->in_main &&
		forks_matter(run->fn, run->d->spots, is_done_with, run);
	dominate_open_takes(run);
	for (guint i = 0; i < n; i++)
		if (in[i])
			step_through(run, run->fn->blocks->pdata[i], true);
	answer_results(run);
	g_free(run->in_loop);
	g_hash_table_unref(run->derived);
	taint_free(run->taint);
	paths_free(run->paths);
}
