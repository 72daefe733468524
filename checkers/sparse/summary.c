// SPDX-License-Identifier: GPL-2.0-only
/*
 * summary.c - functions that walk, judged for their callers in other files.
 */
#include "summary.h"

#include "ground/kapi.h"

/* Another file cannot build on a "yes" of one configuration. */
static enum filter_answer for_others(const struct walk_answer *answer, int level)
{
	enum filter_answer a = answer->filtered[level];

	return (a == FILTER_YES || a == FILTER_MARKED) && answer->forks ? FILTER_UNKNOWN : a;
}

/* Flags that the function itself asks about before it walks. */
static unsigned int own_gate(struct reads *reads, struct fn *fn)
{
	const GPtrArray *mine = reads_of(reads, fn);
	unsigned int flags = 0;

	for (guint i = 0; mine && i < mine->len; i++)
		flags |= ((const struct read *)mine->pdata[i])->flags;
	return flags;
}

static void add_function(struct report *report, struct reads *reads,
			 struct fn *fn, struct behind *b)
{
	const char *file = spots_name(reads->spots, fn->file);
	struct walker *w;

	behind_add_function(b, fn);
	if (!file || (!b->found && !b->unseen->len))
		return;
	w = walker_new(file, fn->sym->pos.line, fn->name);
	w->gate_flags = own_gate(reads, fn);
	if (b->gated_again)
		w->gate_flags |= PFN_FLAG_PFNMAP;
	for (int level = 0; level < LEVEL_COUNT; level++)
		w->filtered[level] = for_others(&b->answer, level);
	for (guint i = 0; i < b->unseen->len; i++)
		g_ptr_array_add(w->callbacks,
				g_strconcat(ELSEWHERE_CALL,
					    b->unseen->pdata[i], NULL));
	walkers_add_path(w, b->answer.path);
	g_ptr_array_add(report->walkers, w);
}

void summary_list(struct report *report, struct reads *reads,
		  const struct walk_context *with)
{
	/* Half a file is not enough to build on. */
	if (reads->unit->has_error)
		return;
	for (guint i = 0; i < reads->unit->functions->len; i++) {
		struct fn *fn = reads->unit->functions->pdata[i];
		struct behind b;

		if (fn->is_static || !fn->ep || !kapi_is(fn->name, KAPI_WALK))
			continue;
		behind_init(&b, with);
		add_function(report, reads, fn, &b);
		behind_release(&b);
	}
}
