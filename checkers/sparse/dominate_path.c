// SPDX-License-Identifier: GPL-2.0-only
/*
 * dominate_path.c - how an unfiltered effect is reached, block by block, as a
 * compiler prints notes.
 */
#include "dominate_run.h"

#define PATH_BLOCKS 64

static void free_step(gpointer data)
{
	step_free(data);
}

static const char *name_of(struct run *run, struct position pos)
{
	const char *file = stream_name(pos.stream);
	const char *name = spots_name(run->d->spots, file);

	return name ? name : file;
}

static void add_step(struct run *run, GPtrArray *path, struct position pos,
		     const char *text)
{
	g_ptr_array_add(path, step_new(name_of(run, pos), pos.line, text));
}

static char *effect_text(struct instruction *insn)
{
	const char *name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;

	if (name)
		return g_strdup_printf("unfiltered effect: call of %s()", name);
	switch (insn->opcode) {
	case OP_CALL:
		return g_strdup("unfiltered effect: call through a pointer");
	case OP_STORE: case OP_ASM:
		return g_strdup("unfiltered effect: store");
	default:
		return g_strdup("unfiltered effect: return value");
	}
}

/* Branches from the block that has the entry to that of the effect. */
static void add_branches(struct run *run, GPtrArray *path,
			 struct instruction *effect)
{
	struct basic_block *chain[PATH_BLOCKS];
	struct basic_block *bb = effect->bb;
	int n = 0;

	while (bb && n < PATH_BLOCKS) {
		chain[n++] = bb;
		bb = run->from[bb->context];
	}
	while (--n > 0) {
		struct instruction *last = last_instruction(chain[n]->insns);
		g_autofree char *text = NULL;

		if (!last || last->opcode != OP_CBR)
			continue;
		text = g_strdup_printf("the condition is %s",
				       last->bb_true == chain[n - 1] ?
				       "true" : "false");
		add_step(run, path, last->pos, text);
	}
}

static void add_inner(GPtrArray *path, const GPtrArray *inner)
{
	for (guint i = 0; inner && i < inner->len; i++) {
		const struct step *s = inner->pdata[i];

		g_ptr_array_add(path, step_new(s->file, s->line, s->text));
	}
}

void dominate_note(struct run *run, struct instruction *insn,
		   const GPtrArray *inner)
{
	struct summary *s = run->summary;
	g_autofree char *text = NULL;

	if (s->path && s->line <= insn->pos.line)
		return;
	if (s->path)
		g_ptr_array_unref(s->path);
	s->path = g_ptr_array_new_with_free_func(free_step);
	s->line = insn->pos.line;
	if (run->given)
		add_step(run, s->path, run->fn->sym->pos,
			 "the entry is handed in");
	else if (run->load)
		add_step(run, s->path, run->load->pos, "the entry is loaded");
	add_branches(run, s->path, insn);
	text = inner ? g_strdup_printf("%s() is called", unit_call_name(insn)) :
		       effect_text(insn);
	add_step(run, s->path, insn->pos, text);
	add_inner(s->path, inner);
}
