// SPDX-License-Identifier: GPL-2.0-only
/*
 * ask_lock.c - an entry that is in hand from where its lock is held.
 */
#include "ask_parts.h"
#include "ground/kapi.h"
#include "ground/source_parts.h"

static bool is_word(const struct source *src, int i, const char *word)
{
	return source_is_name(src, i) && source_token_is(src, i, word);
}

/* "ptl = pmd_trans_huge_lock(pmd, vma)": the name of the pointer, or NULL. */
static char *locked_pointer(struct hand *h, const struct statement *s)
{
	for (int i = s->first; i >= 0 && i <= s->last;
	     i = source_next(h->src, i)) {
		g_autofree char *name = NULL;
		unsigned int stars;
		int arg;

		if (!source_is_name(h->src, i) ||
		    !source_is_punct(h->src, source_next(h->src, i), "("))
			continue;
		name = source_token_text(h->src, i);
		if (!g_str_has_suffix(name, "_huge_lock"))
			continue;
		arg = source_next(h->src, source_next(h->src, i));
		g_free(g_steal_pointer(&name));
		name = source_is_name(h->src, arg) ?
			source_token_text(h->src, arg) : NULL;
		h->level = name ? ask_declared(h, name, &stars) : LEVEL_COUNT;
		if (h->level < LEVEL_COUNT && stars == 1)
			return g_steal_pointer(&name);
	}
	return NULL;
}

/* The one name that the condition of @s is, or is the negation of. */
static char *condition_name(const struct source *src, const struct statement *s,
			    bool *inverse)
{
	int i = source_next(src, s->open);

	*inverse = source_is_punct(src, i, "!");
	if (*inverse)
		i = source_next(src, i);
	return source_is_name(src, i) && source_next(src, i) == s->close ?
		source_token_text(src, i) : NULL;
}

/* Where the lock that @s took is held: the branch on it, or what is behind it. */
static bool enter_locked(struct hand *h, const struct statement *s)
{
	int equals = ask_assignment(h->src, s);
	g_autofree char *lock = equals < 0 ? NULL : ask_stored(h->src, equals);
	guint k = statement_index(s) + 1;
	const struct statement *test = k < s->parent->body->len ?
		s->parent->body->pdata[k] : NULL;
	g_autofree char *name = NULL;
	bool inverse;

	if (!lock || !test || test->kind != STATEMENT_IF)
		return false;
	name = condition_name(h->src, test, &inverse);
	if (g_strcmp0(name, lock))
		return false;
	h->load = test;
	h->scope = s->parent;
	if (!inverse) {
		h->scope = test->body->pdata[0];
		h->at_start = true;
	}
	return h->scope->kind == STATEMENT_BLOCK;
}

/* The first statement of the scope that copies "*pointer" into a variable. */
static bool copied_later(struct hand *h, const char *pointer)
{
	guint from = h->at_start ? 0 : statement_index(h->load) + 1;

	for (guint k = from; k < h->scope->body->len; k++) {
		const struct statement *s = h->scope->body->pdata[k];
		int equals = s->kind == STATEMENT_PLAIN ?
			ask_assignment(h->src, s) : -1;
		int star = equals < 0 ? -1 : source_next(h->src, equals);

		if (star >= 0 && source_is_punct(h->src, star, "*") &&
		    is_word(h->src, source_next(h->src, star), pointer) &&
		    ask_by_variable(h, s)) {
			h->at_start = false;
			return true;
		}
	}
	return false;
}

bool ask_by_lock(struct hand *h, const struct statement *s)
{
	g_autofree char *pointer = s->kind == STATEMENT_PLAIN ?
		locked_pointer(h, s) : NULL;

	if (!pointer || !enter_locked(h, s))
		return false;
	if (!copied_later(h, pointer))
		h->entry = g_strconcat("*", pointer, NULL);
	return true;
}

bool ask_by_plain_lock(struct hand *h, const struct statement *s)
{
	int equals = s->kind == STATEMENT_PLAIN ? ask_assignment(h->src, s) : -1;
	int call = equals < 0 ? -1 : source_next(h->src, equals);
	g_autofree char *name = source_is_name(h->src, call) ?
		source_token_text(h->src, call) : NULL;
	guint k = statement_index(s) + 1;
	g_autofree char *pointer = NULL;
	const struct statement *test;
	unsigned int stars;

	if (!name || !g_str_has_suffix(name, "_lock") ||
	    ask_level_of_name(name) == LEVEL_COUNT || k >= s->parent->body->len)
		return false;
	test = s->parent->body->pdata[k];
	pointer = source_token_text(h->src, source_prev(h->src,
			source_match(h->src, source_next(h->src, call))));
	h->level = ask_declared(h, pointer, &stars);
	if (h->level == LEVEL_COUNT || stars != 1 ||
	    test->kind != STATEMENT_IF ||
	    !statement_mentions(h->src, test->open, test->close, pointer) ||
	    !statement_exit(test->body->pdata[0]))
		return false;
	h->entry = g_strconcat("*", pointer, NULL);
	h->load = test;
	h->scope = s->parent;
	return true;
}
