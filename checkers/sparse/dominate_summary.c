// SPDX-License-Identifier: GPL-2.0-only
/*
 * dominate_summary.c - what is known of each function, worked out once for each
 * way to call it.
 */
#include "dominate_run.h"

#define DOMINATE_DEPTH 8

static struct summary *summary_for(struct run *run, const char *args)
{
	GHashTable *known = run->d->summaries;
	g_autofree char *key = g_strdup_printf("%p:%d:%d:%d:%s", (void *)run->fn,
					       run->level, run->given,
					       run->callback, args);
	struct summary *s = g_hash_table_lookup(known, key);

	if (s) {
		paths_free(run->paths);
		return s;
	}
	s = run->summary = g_new0(struct summary, 1);
	g_hash_table_insert(known, g_steal_pointer(&key), s);
	if (run->depth <= DOMINATE_DEPTH && run->fn->ep)
		dominate_run(run);
	return s;
}

struct summary *dominate_summary(struct dominate *d, struct fn *fn,
				 enum pt_level level, bool given, bool callback)
{
	struct run run = {
		.d = d, .fn = fn, .level = level, .given = given,
		.callback = callback,
	};

	return summary_for(&run, "");
}

/* What an address is says nothing that the function does not know itself. */
static char *constants(struct run *run, struct instruction *call,
		       struct value *args, unsigned int *n)
{
	GString *text = g_string_new(NULL);
	pseudo_t arg;

	*n = 0;
	FOR_EACH_PTR(call->arguments, arg) {
		if (*n == VALUE_MAX)
			break;
		args[*n] = paths_value(run->paths, arg);
		if (args[*n].kind != VALUE_ONE_OF)
			args[*n] = (struct value){ .kind = VALUE_ANY };
		for (unsigned int i = 0; i < args[*n].n; i++)
			g_string_append_printf(text, "%u=%lld ", *n,
					       args[*n].of[i]);
		(*n)++;
	} END_FOR_EACH_PTR(arg);
	return g_string_free(text, FALSE);
}

struct summary *dominate_callee(struct run *caller, struct instruction *call,
				struct fn *fn, bool given)
{
	struct value args[VALUE_MAX];
	unsigned int n;
	g_autofree char *text = constants(caller, call, args, &n);
	struct run run = {
		.d = caller->d, .fn = fn, .level = caller->level,
		.given = given, .depth = caller->depth + 1,
	};

	if (fn->ep && *text)
		run.paths = assume_paths(run.d->assume, fn, args, n);
	return summary_for(&run, text);
}

static void summary_free(gpointer data)
{
	struct summary *s = data;

	g_clear_pointer(&s->effects, g_ptr_array_unref);
	g_free(s);
}

struct dominate *dominate_new(struct unit *unit, struct spots *spots,
			      struct assume *assume)
{
	struct dominate *d = g_new0(struct dominate, 1);

	d->unit = unit;
	d->spots = spots;
	d->own = assume ? NULL : assume_new(unit, NULL, 0);
	d->assume = assume ? assume : d->own;
	d->summaries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					     summary_free);
	d->takes = g_ptr_array_new_with_free_func(g_free);
	return d;
}

void dominate_free(struct dominate *d)
{
	g_hash_table_unref(d->summaries);
	g_clear_pointer(&d->holes, g_hash_table_unref);
	g_ptr_array_unref(d->takes);
	assume_free(d->own);
	g_free(d);
}

static struct summary *summary_of(struct dominate *d, struct fn *fn,
				  enum pt_level level, bool callback)
{
	struct symbol *param;
	bool given = false;

	for (unsigned int n = 0; (param = unit_param(fn, n)); n++) {
		unsigned int pointers;

		if (entry_level(param, &pointers) == level)
			given = true;
	}
	return dominate_summary(d, fn, level, given, callback);
}

bool dominate_hole_is_silent(struct dominate *d, struct fn *fn)
{
	struct summary s = { .effects = NULL };
	struct run run = {
		.d = d, .fn = fn, .level = LEVEL_PTE, .given = true,
		.callback = true, .hole = true, .summary = &s,
	};
	bool silent;

	dominate_run(&run);
	silent = !s.effects;
	g_clear_pointer(&s.effects, g_ptr_array_unref);
	return silent;
}

enum filter_answer dominate_ask(struct dominate *d, struct fn *fn,
				enum pt_level level, bool callback,
				const GPtrArray **path, bool *forks,
				bool *narrow)
{
	struct summary *s = summary_of(d, fn, level, callback);

	*forks |= s->forks;
	*narrow |= s->narrow;
	if (s->effects) {
		*path = ((struct unfiltered *)s->effects->pdata[0])->path;
		return FILTER_NO;
	}
	if (s->marks)
		return FILTER_MARKED;
	return s->loads ? FILTER_YES : FILTER_NOT_WALKED;
}

void dominate_count_splits(struct dominate *d)
{
	d->descends = true;
}

const GPtrArray *dominate_effects(struct dominate *d, struct fn *fn,
				  enum pt_level level, bool callback)
{
	return summary_of(d, fn, level, callback)->effects;
}
