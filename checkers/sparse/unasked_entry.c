// SPDX-License-Identifier: GPL-2.0-only
/*
 * unasked_entry.c - effects of unasked entries, put together by place.
 */
#include "unasked_entry.h"

#include "dominate.h"
#include "entry.h"
#include "ground/unasked.h"
#include "needs.h"
#include "pure.h"

struct list {
	struct report *report;
	const struct calls_context *c;
	GHashTable *places;	/* "file:line:column:level:use" -> finding */
	GHashTable *callbacks;	/* struct fn *, of walks */
	unsigned int flag;	/* that is assumed just now, and */
	struct assume *with;	/* with that flag */
};

static struct finding *find(struct list *l, const struct unfiltered *u)
{
	const __typeof__(u->taken) *at = &u->taken;
	g_autofree char *key = NULL;
	struct finding *f;
	unsigned int line = at->line ? at->line : u->line;

	key = at->line ? g_strdup_printf("%s:%u:%d", at->file, at->line, u->level) :
			 g_strdup_printf("%s:%s:%d:%d", u->file, u->function,
					 u->level, u->use);
	f = g_hash_table_lookup(l->places, key);
	if (f)
		return f;
	f = finding_new(rule_get(RULE_UNASKED_ENTRY), at->line ? at->file : u->file,
			line, at->line ? at->column : u->column,
			at->line ? at->function : u->function);
	f->engines = ENGINE_SPARSE;
	f->unasked = unasked_new(u->level, u->use);
	for (guint i = 0; i < u->path->len; i++) {
		const struct step *s = u->path->pdata[i];

		finding_add_step(f, s->file, s->line, s->text);
	}
	g_hash_table_insert(l->places, g_steal_pointer(&key), f);
	g_ptr_array_add(l->report->findings, f);
	return f;
}

/* What else than pages and frame numbers is told of walks only. */
static bool counts(const struct list *l, struct fn *root,
		   const struct unfiltered *u)
{
	if (u->use == USE_PAGE || u->use == USE_FRAME)
		return u->taken.line;
	return u->use == USE_SPLIT ||
	       (u->use != USE_CALL &&
		g_hash_table_contains(l->callbacks, root));
}

/* Lookups, askers and what judges by itself may look at what they like. */
static bool is_exempt(const char *name)
{
	return kapi_is(name, KAPI_NORMAL_PAGE) || kapi_is(name, KAPI_LOOKUP) ||
	       pure_is(name, PURE_JUDGES);
}

static bool is_handed_entry(struct fn *fn)
{
	struct symbol *param;

	for (unsigned int n = 0; (param = unit_param(fn, n)); n++) {
		unsigned int pointers;

		if (entry_level(param, &pointers) != LEVEL_COUNT)
			return true;
	}
	return false;
}

/* Without a VMA nobody can be asked: tables of the kernel, their helpers. */
static bool has_vma(struct fn *fn)
{
	struct instruction *insn;

	if (calls_takes_vma(fn->sym, false))
		return true;
	UNIT_FOREACH_INSN(fn, bb, insn) {
		unsigned int pointers;
		struct symbol *type = insn->type ?
			unit_struct(insn->type, &pointers) : NULL;

		if ((insn->opcode == OP_LOAD || insn->opcode == OP_CALL) &&
		    type && type->ident && pointers == 1 &&
		    kapi_is(show_ident(type->ident), KAPI_VMA_TYPE))
			return true;
	} UNIT_END_FOREACH_INSN(insn);
	return false;
}

/*
 * Entries of hugetlb's, which maps nothing without a struct page; and those that a
 * lookup of pfns found, which is asked for just that.
 */
static bool is_other(struct list *l, struct fn *fn)
{
	struct instruction *insn;

	UNIT_FOREACH_INSN(fn, bb, insn) {
		const char *name = insn->opcode == OP_CALL ?
				   unit_call_name(insn) : NULL;

		if (name && (pure_is(name, PURE_HUGETLB) ||
			     kapi_is(name, KAPI_LOOKUP)))
			return true;
	} UNIT_END_FOREACH_INSN(insn);
	return walkops_has(l->c->ops, fn, "hugetlb_entry");
}

/*
 * Taken in a helper of these, or in one that has no VMA and is handed no entry: that
 * looks at tables of its own, the kernel's.
 */
static bool is_of_others(struct list *l, const struct unfiltered *u)
{
	for (guint i = 0; u->taken.line && i < l->c->unit->functions->len; i++) {
		struct fn *fn = l->c->unit->functions->pdata[i];

		if (!strcmp(fn->name, u->taken.function))
			return fn->ep && (is_other(l, fn) ||
					  (!has_vma(fn) && !is_handed_entry(fn)));
	}
	return false;
}

/* @line: of @root, where the effect is or the helper that has it is called. */
static void add_root(const struct list *l, struct finding *f, struct fn *root,
		     unsigned int line)
{
	g_autofree char *name = calls_name(l->c->reads, root);
	g_autofree char *needs = needs_of(l->with, root, line);

	unasked_add_root(f->unasked, name, l->flag, needs);
}

static void add_effects(struct list *l, struct fn *root, struct dominate *d)
{
	bool callback = g_hash_table_contains(l->callbacks, root);

	for (int level = 0; level < LEVEL_COUNT; level++) {
		const GPtrArray *effects = dominate_effects(d, root, level,
							    callback);

		for (guint i = 0; effects && i < effects->len; i++) {
			const struct unfiltered *u = effects->pdata[i];
			struct finding *f;

			if (!counts(l, root, u) || is_exempt(u->function) ||
			    (u->taken.line && is_exempt(u->taken.function)) ||
			    is_of_others(l, u))
				continue;
			f = find(l, u);
			f->unasked->use = MIN(f->unasked->use, u->use);
			add_root(l, f, root, u->at);
		}
	}
}

/* Callers in the file judge it: they know whether they asked. */
static bool is_helper(struct list *l, struct fn *fn, GHashTable *called)
{
	return fn->is_static && is_handed_entry(fn) &&
	       g_hash_table_contains(called, fn) &&
	       !g_hash_table_contains(l->callbacks, fn);
}

static void find_callbacks(struct list *l)
{
	for (guint i = 0; i < l->c->ops->sets->len; i++) {
		const struct walk_set *set = l->c->ops->sets->pdata[i];

		for (guint k = 0; k < set->callbacks->len; k++) {
			const struct walk_callback *cb = set->callbacks->pdata[k];

			if (cb->fn && walkops_is_entry(cb->member))
				g_hash_table_add(l->callbacks, cb->fn);
		}
	}
}

static GHashTable *called_functions(const struct calls_context *c)
{
	GHashTable *called = g_hash_table_new(NULL, NULL);
	struct instruction *insn;

	for (guint i = 0; i < c->unit->functions->len; i++) {
		struct fn *fn = c->unit->functions->pdata[i];

		UNIT_FOREACH_INSN(fn, bb, insn) {
			struct fn *to = insn->opcode == OP_CALL ?
					unit_helper(c->unit, insn) : NULL;

			if (to && to != fn)
				g_hash_table_add(called, to);
		} UNIT_END_FOREACH_INSN(insn);
	}
	return called;
}

void unasked_list(struct report *report, const struct calls_context *c)
{
	g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash,
						g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) callbacks = g_hash_table_new(NULL, NULL);
	g_autoptr(GHashTable) called = called_functions(c);
	struct list l = { report, c, places, callbacks, 0, NULL };

	find_callbacks(&l);
	for (unsigned int i = 0; i < CALLS_FLAGS; i++) {
		struct dominate *d = dominate_new(c->unit, c->reads->spots,
						  c->with[i]);

		dominate_count_splits(d);
		l.flag = calls_flag(i);
		l.with = c->with[i];
		for (guint k = 0; k < c->unit->functions->len; k++) {
			struct fn *fn = c->unit->functions->pdata[k];

			if (fn->ep && !is_exempt(fn->name) && has_vma(fn) &&
			    !is_other(&l, fn) &&
			    !is_helper(&l, fn, called))
				add_effects(&l, fn, d);
		}
		dominate_free(d);
	}
}
