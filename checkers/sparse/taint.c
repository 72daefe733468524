// SPDX-License-Identifier: GPL-2.0-only
/*
 * taint.c - follows pages and frame numbers forwards.
 */
#include "taint.h"

#include "ground/kapi.h"

/* Helpers that are handed what was taken. */
#define TAINT_DEPTH 5

/* What is known of a value. */
struct mark {
	const struct take *take;
	bool page;
};

struct taint {
	struct unit *unit;
	struct fn *fn;
	GHashTable *values;	/* pseudo_t -> struct mark *, owned */
	GHashTable *variables;	/* struct symbol * -> struct mark *, owned */
	unsigned int depth;
};

/* What a function does with an argument that is a page or frame number. */
struct handed {
	bool uses, returns, page;
	enum entry_use use;
};

static struct taint *new_at(struct unit *unit, struct fn *fn, unsigned int depth)
{
	struct taint *t = g_new0(struct taint, 1);

	t->unit = unit;
	t->fn = fn;
	t->depth = depth;
	t->values = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	t->variables = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	return t;
}

struct taint *taint_new(struct unit *unit, struct fn *fn)
{
	return new_at(unit, fn, 0);
}

void taint_free(struct taint *t)
{
	if (!t)
		return;
	g_hash_table_unref(t->values);
	g_hash_table_unref(t->variables);
	g_free(t);
}

static bool is_page_type(struct symbol *type)
{
	unsigned int pointers;
	struct symbol *s = unit_struct(type, &pointers);

	return s && s->ident && pointers == 1 &&
	       kapi_is(show_ident(s->ident), KAPI_PAGE_TYPE);
}

bool taint_is_take(struct instruction *insn, enum pt_level level, bool *page)
{
	const char *name = insn->opcode == OP_CALL ? unit_call_name(insn) : NULL;
	unsigned int pointers;

	if (!name || entry_argument(insn, 0, &pointers) != level || pointers)
		return false;
	*page = kapi_is(name, KAPI_ENTRY_PAGE);
	return *page || kapi_is(name, KAPI_ENTRY_PFN);
}

static struct mark *mark_of(struct taint *t, pseudo_t p)
{
	return g_hash_table_lookup(t->values, p);
}

static void spread(struct taint *t, pseudo_t p, struct mark mark);

static void spread_load(struct taint *t, struct symbol *var, struct mark mark)
{
	struct instruction *insn;

	if (g_hash_table_contains(t->variables, var))
		return;
	g_hash_table_insert(t->variables, var, g_memdup2(&mark, sizeof(mark)));
	UNIT_FOREACH_INSN(t->fn, bb, insn) {
		if ((insn->opcode == OP_LOAD || insn->opcode == OP_SYMADDR) &&
		    entry_variable(insn->src) == var)
			spread(t, insn->target, mark);
	} UNIT_END_FOREACH_INSN(insn);
}

static int argument_of(struct instruction *call, pseudo_t p)
{
	pseudo_t arg;
	int n = 0;

	FOR_EACH_PTR(call->arguments, arg) {
		if (arg == p)
			return n;
		n++;
	} END_FOR_EACH_PTR(arg);
	return -1;
}

static pseudo_t parameter(struct fn *fn, int n)
{
	pseudo_t arg;

	FOR_EACH_PTR(fn->ep->entry->arg_list, arg) {
		if (!n--)
			return arg;
	} END_FOR_EACH_PTR(arg);
	return NULL;
}

static struct handed look_into(struct taint *t, struct fn *fn, int n, bool page)
{
	struct handed h = { .page = page };
	struct taint *inner = new_at(t->unit, fn, t->depth + 1);
	pseudo_t p = parameter(fn, n);
	static const struct take any;
	struct instruction *insn;

	if (p)
		taint_add(inner, p, page, &any);
	UNIT_FOREACH_INSN(fn, bb, insn) {
		const struct take *take;
		enum entry_use use;
		struct mark *m;

		if (taint_use(inner, insn, &use, &take)) {
			h.use = h.uses ? MIN(h.use, use) : use;
			h.uses = true;
		}
		m = insn->opcode == OP_RET && insn->src ?
			mark_of(inner, insn->src) : NULL;
		if (m) {
			h.returns = true;
			h.page = m->page;
		}
	} UNIT_END_FOREACH_INSN(insn);
	taint_free(inner);
	return h;
}

/* Questions whether it is a zero page's, or whether it has a struct page. */
static bool is_question(const char *name)
{
	return pure_is(name, PURE_ABSENT) || pure_is(name, PURE_NO_EFFECT);
}

/* A call that is handed the marked value @p. */
static struct handed handed_to(struct taint *t, struct instruction *call,
			       pseudo_t p, const struct mark *mark)
{
	const char *name = unit_call_name(call);
	struct fn *fn = unit_call_fn(t->unit, call);
	struct handed h = { .page = mark->page };
	bool page = is_page_type(call->type);

	if (mark->page) {
		h.uses = true;
		h.use = USE_PAGE;
		h.returns = page;
	} else if (name && is_question(name) && !page) {
		return h;
	} else if (fn && fn->ep && t->depth < TAINT_DEPTH) {
		h = look_into(t, fn, argument_of(call, p), false);
	} else if (page) {
		h.uses = h.returns = h.page = true;
		h.use = USE_PAGE;
	}
	return h;
}

static void spread_over(struct taint *t, struct instruction *insn, pseudo_t p,
			struct mark mark)
{
	struct symbol *var;
	struct handed h;

	switch (insn->opcode) {
	case OP_STORE:
		var = insn->target == p ? entry_variable(insn->src) : NULL;
		if (var)
			spread_load(t, var, mark);
		return;
	case OP_CALL:
		h = handed_to(t, insn, p, &mark);
		mark.page = h.page;
		if (!h.returns)
			return;
		break;
	case OP_LOAD:
		/* What a page says of itself is no page of the entry. */
		if (mark.page)
			return;
		break;
	case OP_SUB:
		/* How far apart two are is neither of them. */
		if (!is_page_type(insn->type))
			return;
		break;
	case OP_CBR: case OP_SWITCH: case OP_RET: case OP_ASM:
		return;
	default:
		if (insn->opcode >= OP_SET_EQ && insn->opcode <= OP_SET_NE)
			return;
	}
	if (insn->target && insn->target != VOID && insn->target != p) {
		mark.page |= is_page_type(insn->type);
		spread(t, insn->target, mark);
	}
}

static void spread(struct taint *t, pseudo_t p, struct mark mark)
{
	struct pseudo_user *user;

	if (p->type != PSEUDO_REG && p->type != PSEUDO_ARG &&
	    p->type != PSEUDO_PHI)
		return;
	if (g_hash_table_contains(t->values, p))
		return;
	g_hash_table_insert(t->values, p, g_memdup2(&mark, sizeof(mark)));
	FOR_EACH_PTR(p->users, user) {
		if (user->insn->bb)
			spread_over(t, user->insn, p, mark);
	} END_FOR_EACH_PTR(user);
}

void taint_add(struct taint *t, pseudo_t p, bool page, const struct take *take)
{
	struct mark mark = { take, page };

	spread(t, p, mark);
}

const struct take *taint_of(struct taint *t, pseudo_t p, bool *page)
{
	struct mark *m = mark_of(t, p);

	if (m)
		*page = m->page;
	return m ? m->take : NULL;
}

static bool call_uses(struct taint *t, struct instruction *call,
		      enum entry_use *use, const struct take **take)
{
	bool found = false;
	pseudo_t arg;

	FOR_EACH_PTR(call->arguments, arg) {
		struct mark *m = mark_of(t, arg);
		struct handed h;

		if (!m)
			continue;
		h = handed_to(t, call, arg, m);
		if (!h.uses || (found && *use <= h.use))
			continue;
		found = true;
		*use = h.use;
		*take = m->take;
	} END_FOR_EACH_PTR(arg);
	return found;
}

bool taint_use(struct taint *t, struct instruction *insn, enum entry_use *use,
	       const struct take **take)
{
	struct mark *m;

	switch (insn->opcode) {
	case OP_CALL:
		return call_uses(t, insn, use, take);
	case OP_LOAD:
		m = mark_of(t, insn->src);
		*use = USE_PAGE;
		break;
	case OP_STORE:
		m = mark_of(t, insn->src);
		*use = USE_PAGE;
		if ((m && m->page) || entry_is_local(insn))
			break;
		m = mark_of(t, insn->target);
		if (m)
			*take = m->take;
		*use = m && m->page ? USE_PAGE : USE_FRAME;
		return m;
	default:
		return false;
	}
	if (m)
		*take = m->take;
	return m && m->page;
}
