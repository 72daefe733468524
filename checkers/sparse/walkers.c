// SPDX-License-Identifier: GPL-2.0-only
/*
 * walkers.c - walk callbacks joined to the answers of dominate.h.
 */
#include "walkers.h"

void walk_answer_init(struct walk_answer *answer)
{
	*answer = (struct walk_answer){ .path = NULL };
	for (int level = 0; level < LEVEL_COUNT; level++)
		answer->filtered[level] = FILTER_NOT_WALKED;
}

/* One "no" is a "no"; what cannot be seen spoils a "yes". */
static enum filter_answer combine(enum filter_answer a, enum filter_answer b)
{
	if (a == FILTER_NO || b == FILTER_NO)
		return FILTER_NO;
	if (a == FILTER_UNKNOWN || b == FILTER_UNKNOWN)
		return FILTER_UNKNOWN;
	if (a == FILTER_NOT_BUILT || b == FILTER_NOT_BUILT)
		return FILTER_NOT_BUILT;
	if (a == FILTER_MARKED || b == FILTER_MARKED)
		return FILTER_MARKED;
	return a == FILTER_YES || b == FILTER_YES ? FILTER_YES :
						    FILTER_NOT_WALKED;
}

/*
 * Without transparent huge pages the kernel's headers make constants of the
 * questions about leaves above the pte level, and the code behind them is gone:
 * what is left of it looks filtered, or not walked.  CONFIG_MMU says that there
 * is a configuration at all.
 */
static enum filter_answer as_built(int level, enum filter_answer a)
{
	if (level == LEVEL_PTE || a == FILTER_NO || a == FILTER_UNKNOWN ||
	    !unit_declares("CONFIG_MMU") ||
	    unit_declares("CONFIG_TRANSPARENT_HUGEPAGE"))
		return a;
	return FILTER_NOT_BUILT;
}

static void add_level(struct walk_answer *answer, int level,
		      enum filter_answer a, const GPtrArray *path)
{
	answer->filtered[level] = combine(answer->filtered[level], a);
	if (path && !answer->path)
		answer->path = path;
}

void walk_answer_add(struct walk_answer *answer, struct dominate *d,
		     struct fn *fn, bool callback)
{
	for (int level = 0; level < LEVEL_COUNT; level++) {
		const GPtrArray *path = NULL;
		enum filter_answer a = dominate_ask(d, fn, level, callback,
						    &path, &answer->forks,
						    &answer->narrow);

		add_level(answer, level, as_built(level, a), path);
	}
}

void walk_answer_add_levels(struct walk_answer *answer,
			    const enum filter_answer *filtered,
			    const GPtrArray *path)
{
	for (int level = 0; level < LEVEL_COUNT; level++)
		add_level(answer, level, filtered[level], path);
}

/* "pte_entry" and below; entries of other kinds are not PFN mappings. */
static bool is_entry_callback(const char *member, enum pt_level *lowest)
{
	static const struct {
		const char *member;
		enum pt_level level;
	} members[] = {
		{ "pte_entry", LEVEL_PTE }, { "pmd_entry", LEVEL_PMD },
		{ "pud_entry", LEVEL_PUD }, { "p4d_entry", LEVEL_PUD },
		{ "pgd_entry", LEVEL_PUD },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
		if (strcmp(member, members[i].member))
			continue;
		*lowest = members[i].level;
		return true;
	}
	return false;
}

void walk_answer_add_set(struct walk_answer *answer, struct dominate *d,
			 const struct walk_set *set)
{
	for (guint i = 0; i < set->callbacks->len; i++) {
		const struct walk_callback *cb = set->callbacks->pdata[i];
		enum pt_level level;

		if (!is_entry_callback(cb->member, &level))
			continue;
		answer->below |= level == LEVEL_PTE;
		if (cb->fn && cb->fn->ep)
			walk_answer_add(answer, d, cb->fn, true);
		else
			answer->filtered[level] =
				combine(answer->filtered[level], FILTER_UNKNOWN);
	}
}

void walkers_add_path(struct walker *w, const GPtrArray *path)
{
	for (guint i = 0; path && i < path->len; i++) {
		const struct step *s = path->pdata[i];

		if (!w->path)
			w->path = g_ptr_array_new_with_free_func(
					(GDestroyNotify)step_free);
		g_ptr_array_add(w->path, step_new(s->file, s->line, s->text));
	}
}

/* What the set's own gate tests: the reads in its .test_walk. */
static void add_gate(struct walker *w, struct reads *reads,
		     const struct walk_callback *test)
{
	const GPtrArray *mine = test->fn ? reads_of(reads, test->fn) : NULL;

	w->own_test_walk = true;
	for (guint i = 0; mine && i < mine->len; i++) {
		const struct read *read = mine->pdata[i];
		unsigned long long bits = 0;

		w->gate_flags |= read->flags;
		if (read->test->opcode == OP_AND &&
		    flags_constant(read->test->src2, &bits) &&
		    flags_has_io(reads->flags, bits))
			w->gate_io = true;
	}
}

/* Callbacks share helpers: what one of them has said is not said again. */
static void add_effects(struct walker *w, const GPtrArray *effects)
{
	for (guint i = 0; effects && i < effects->len; i++)
		g_ptr_array_add(w->unfiltered,
				unfiltered_copy(effects->pdata[i]));
}

static void add_unfiltered(struct walker *w, const struct walk_set *set,
			   struct dominate *d)
{
	for (guint i = 0; i < set->callbacks->len; i++) {
		const struct walk_callback *cb = set->callbacks->pdata[i];
		enum pt_level level;

		if (!cb->fn || !cb->fn->ep ||
		    !is_entry_callback(cb->member, &level))
			continue;
		for (int l = 0; l < LEVEL_COUNT; l++)
			add_effects(w, dominate_effects(d, cb->fn, l, true));
	}
}

static void add_walker(struct report *report, struct reads *reads,
		       const struct walk_set *set, struct dominate *d)
{
	const struct walk_callback *test = walk_set_find(set, "test_walk");
	const char *file = spots_name(reads->spots, stream_name(set->pos.stream));
	struct walk_answer answer;
	struct walker *w;

	if (!file)
		return;
	w = walker_new(file, set->pos.line, set->name);
	for (guint i = 0; i < set->callbacks->len; i++) {
		const struct walk_callback *cb = set->callbacks->pdata[i];

		g_ptr_array_add(w->callbacks,
				g_strdup_printf("%s=%s", cb->member,
						show_ident(cb->function->ident)));
	}
	if (test)
		add_gate(w, reads, test);
	walk_answer_init(&answer);
	walk_answer_add_set(&answer, d, set);
	memcpy(w->filtered, answer.filtered, sizeof(w->filtered));
	w->forks = answer.forks;
	walkers_add_path(w, answer.path);
	add_unfiltered(w, set, d);
	g_ptr_array_add(report->walkers, w);
}

void walkers_list(struct report *report, struct reads *reads,
		  const struct walkops *ops, struct dominate *d)
{
	for (guint i = 0; i < ops->sets->len; i++)
		add_walker(report, reads, ops->sets->pdata[i], d);
}
