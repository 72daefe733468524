// SPDX-License-Identifier: GPL-2.0-only
/*
 * spots_carriers.c - carriers that one text makes for itself: the constant
 * is gone once libsparse has folded it, so masks that have a name are found
 * where they are assigned.  Alone (as CHECK= of a kernel build) the checker has
 * no list of the driver's and needs no other.
 */
#include "spots_text.h"

/* What stands to the right of an assignment. */
struct value {
	unsigned int flags;	/* of flag tokens and carriers in it */
	bool mask;		/* only names in capitals, numbers, | and () */
	bool test;		/* an & or a predicate */
};

static bool ends_value(struct source *src, int i, int depth)
{
	return source_token_is(src, i, ";") || source_token_is(src, i, "}") ||
	       (!depth && source_token_is(src, i, ","));
}

static bool is_mask_token(struct source *src, int i)
{
	const struct token *t = source_token(src, i);
	g_autofree char *text = source_token_text(src, i);

	if (t->kind == TOKEN_NUMBER)
		return true;
	if (t->kind == TOKEN_NAME)
		return g_ascii_isupper(*text) || kapi_is(text, KAPI_FLAG_MASK);
	return strchr("|(),", *text) && !text[1];
}

static struct value value_at(struct spots *spots, struct source *src, int i)
{
	struct value v = { .mask = true };
	int depth = 0;

	for (; i >= 0 && !ends_value(src, i, depth); i = source_next(src, i)) {
		const struct carrier *c =
			source_carrier_at(src, i, spots->carriers);

		if (source_token_is(src, i, "("))
			depth++;
		if (source_token_is(src, i, ")") && --depth < 0)
			break;
		v.flags |= source_flag_at(src, i) | (c ? c->flags : 0);
		if (source_token_is(src, i, "&") ||
		    (c && c->kind == CARRIER_PREDICATE))
			v.test = true;
		if (!is_mask_token(src, i) && !(c && c->kind == CARRIER_MASK))
			v.mask = false;
	}
	return v;
}

/* "mask |= F" makes a mask only of what began as one: not of copied flags. */
static bool began_as_mask(struct spots *spots, struct source *src, int at,
			  const struct source_function *fn)
{
	g_autofree char *name = source_token_text(src, at);

	for (int i = fn ? (int)fn->body : 0; i < at; i++) {
		int op = source_next(src, i);

		if (op >= 0 && source_token(src, i)->kind == TOKEN_NAME &&
		    source_token_is(src, i, name) && source_token_is(src, op, "=") &&
		    value_at(spots, src, source_next(src, op)).mask)
			return true;
	}
	return false;
}

static bool is_member(struct source *src, int i)
{
	int before = source_prev(src, i);

	return before >= 0 && (source_token_is(src, before, "->") ||
			       source_token_is(src, before, "."));
}

static struct carrier *assigned_carrier(struct spots *spots, struct source *src,
					int i, bool adds)
{
	const struct source_function *fn =
		source_function_at(src, source_token(src, i)->line);
	int op = source_next(src, i);
	struct value v = value_at(spots, src, source_next(src, op));
	g_autofree char *name = source_token_text(src, i);
	unsigned int line = source_token(src, i)->line;
	struct carrier *c;

	if (!v.flags || kapi_is(name, KAPI_FLAGS_MEMBER))
		return NULL;
	if (is_member(src, i)) {
		if (!v.test || !fn)
			return NULL;
		c = carrier_new(CARRIER_FIELD, name, src->file, line, v.flags, NULL);
		c->scope = SCOPE_FILE;
		return c;
	}
	if (!v.mask || (adds && !began_as_mask(spots, src, i, fn)))
		return NULL;
	c = carrier_new(CARRIER_MASK, name, src->file, line, v.flags,
			fn ? fn->name : NULL);
	c->scope = SCOPE_FILE;
	return c;
}

/* "=" or "|=", asked of every token. */
static bool is_assignment(struct source *src, unsigned int i)
{
	const struct token *t = source_token(src, i);
	const char *p = src->text + t->offset;

	return t->kind == TOKEN_PUNCT && t->length <= 2 &&
	       p[t->length - 1] == '=' && (t->length == 1 || *p == '|');
}

static bool find_once(struct spots *spots, struct source *src)
{
	bool added = false;

	for (unsigned int op = 0; op < src->tokens->len; op++) {
		struct carrier *c;
		int i;

		if (!is_assignment(src, op))
			continue;
		i = source_prev(src, op);
		if (i < 0 || source_token(src, i)->kind != TOKEN_NAME ||
		    source_token(src, i)->in_define)
			continue;
		c = assigned_carrier(spots, src, i, source_token_is(src, op, "|="));
		if (c && carrier_set_add(spots->carriers, c))
			added = true;
	}
	return added;
}

void spots_find_carriers(struct spots *spots, const char *file)
{
	struct source *src = spots_source(spots, file);

	while (src && find_once(spots, src))
		;
}

static bool stands_elsewhere(struct source *src, const struct source_macro *m)
{
	for (unsigned int i = 0; i < src->tokens->len; i++) {
		if (i >= m->first && i < m->end)
			continue;
		if (source_token(src, i)->kind == TOKEN_NAME &&
		    source_token(src, i)->line != m->line &&
		    source_token_is(src, i, m->name))
			return true;
	}
	return false;
}

static int macro_flag(struct spots *spots, struct source *src,
		      const struct source_macro *m, bool *test)
{
	int flag = -1;

	*test = false;
	for (unsigned int i = m->first; i < m->end; i++) {
		if (flag < 0 && (source_flag_at(src, i) ||
				 source_carrier_at(src, i, spots->carriers)))
			flag = i;
		if (source_token_is(src, i, "&"))
			*test = true;
	}
	return flag;
}

void spots_foreach_unused_macro(struct spots *spots, const char *file,
				void (*fn)(const struct spot *spot, void *data),
				void *data)
{
	struct source *src = spots_source(spots, file);

	for (guint i = 0; src && i < src->macros->len; i++) {
		const struct source_macro *m = src->macros->pdata[i];
		struct spot spot;
		bool test;
		int flag = macro_flag(spots, src, m, &test);

		if (flag < 0 || !test || stands_elsewhere(src, m))
			continue;
		spots_bare(spots, file, source_token(src, flag)->line,
			   source_token(src, flag)->column, false, &spot);
		spot.flags = source_flag_at(src, flag);
		spot.carrier = source_carrier_at(src, flag, spots->carriers);
		if (spot.carrier)
			spot.flags |= spot.carrier->flags;
		spot.in_text = true;
		fn(&spot, data);
	}
}

void spots_add_traits(struct spots *spots, struct carrier *predicate,
		      const char *file)
{
	struct source *src = spots_source(spots, file);
	const struct source_function *fn = src ?
		source_function_at(src, predicate->line) : NULL;

	if (fn)
		source_add_traits(predicate, src, fn, spots->carriers);
}
