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

void dominate_add_step(struct run *run, GPtrArray *path, struct position pos,
		       const char *text)
{
	g_ptr_array_add(path, step_new(name_of(run, pos), pos.line, text));
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
		dominate_add_step(run, path, last->pos, text);
	}
}

GPtrArray *dominate_path(struct run *run, struct instruction *effect)
{
	GPtrArray *path = g_ptr_array_new_with_free_func(free_step);

	if (run->given)
		dominate_add_step(run, path, run->fn->sym->pos,
				  "the entry is handed in");
	else if (run->load)
		dominate_add_step(run, path, run->load->pos,
				  "the entry is loaded");
	add_branches(run, path, effect);
	return path;
}
