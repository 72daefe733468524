// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_place.c - what is done with a flag at one place, told from the tokens
 * around it: is it tested, and where does the answer go.
 */
#include "index_parts.h"
#include "ground/source_parts.h"

static bool is_any(const struct source *src, int i, const char *const *texts)
{
	for (; *texts; texts++)
		if (source_is_punct(src, i, *texts))
			return true;
	return false;
}

unsigned int index_flags_at(const struct source *src, unsigned int i,
			    const struct carrier_set *set)
{
	const struct carrier *c = source_carrier_at(src, i, set);

	return source_flag_at(src, i) | (c ? c->flags : 0);
}

bool index_is_constant(const struct source *src, int i)
{
	const struct token *t;

	if (!source_is_name(src, i))
		return false;
	t = source_token(src, i);
	for (unsigned int k = 0; k < t->length; k++)
		if (g_ascii_islower(src->text[t->offset + k]))
			return false;
	return true;
}

enum kapi_role index_role_at(const struct source *src, int i)
{
	g_autofree char *name = NULL;

	if (!source_is_name(src, i))
		return KAPI_NONE;
	name = source_token_text(src, i);
	return kapi_role(name);
}

bool index_is_word(const struct source *src, int i, const char *word)
{
	return source_is_name(src, i) && source_token_is(src, i, word);
}

static int open_bracket(const struct source *src, int i)
{
	return source_enclosing(src, (struct span){ i, i });
}

bool index_in_call(const struct source *src, int i, enum kapi_role role)
{
	for (int open = open_bracket(src, i); open >= 0;
	     open = open_bracket(src, open))
		if (index_role_at(src, source_prev(src, open)) == role)
			return true;
	return false;
}

/* An operand ends in front of it, so that "&" is not an address. */
static bool is_binary(const struct source *src, int i)
{
	int before = source_prev(src, i);

	return before >= 0 && !source_is_keyword(src, before) &&
	       (source_token(src, before)->kind != TOKEN_PUNCT ||
		source_is_close(src, before));
}

/*
 * Out of "a & (M | X)" from M to "&": through brackets, along "|" and "?:".
 * A "~" makes it a mask of the others.
 */
int index_and_of(const struct source *src, int i)
{
	struct span s = { i, i };

	for (;;) {
		int before = source_prev(src, s.first);
		int after = source_next(src, s.last);
		int open;

		if (source_is_punct(src, before, "~"))
			return -1;
		if (source_is_punct(src, before, "&") && is_binary(src, before))
			return before;
		if (source_is_punct(src, after, "&"))
			return after;
		open = source_enclosing(src, s);
		if (open < 0 || !source_is_punct(src, open, "("))
			return -1;
		s = (struct span){ open, source_match(src, open) };
		if (s.last < 0)
			return -1;
		before = source_prev(src, open);
		if (index_role_at(src, before) == KAPI_FLAG_MASK)
			s.first = before;
		else if (source_is_name(src, before))
			return -1;
	}
}

bool index_is_cleared(const struct source *src, int i)
{
	struct span s = { i, i };

	for (;;) {
		int open;

		if (source_is_punct(src, source_prev(src, s.first), "~"))
			return true;
		open = source_enclosing(src, s);
		if (open < 0 || !source_is_punct(src, open, "(") ||
		    source_is_name(src, source_prev(src, open)))
			return false;
		s = (struct span){ open, source_match(src, open) };
	}
}

static bool is_compared(const struct source *src, int i)
{
	static const char *const marks[] = { "==", "!=", NULL };

	return is_any(src, source_prev(src, i), marks) ||
	       is_any(src, source_next(src, i), marks);
}

bool index_is_test(const struct source *src, int i,
		   const struct carrier_set *set)
{
	static const char *const stores[] = { "=", "|=", "&=", NULL };
	const struct carrier *c = source_carrier_at(src, i, set);
	int and;

	if (c && c->kind == CARRIER_PREDICATE)
		return source_is_punct(src, source_next(src, i), "(");
	if (c && c->kind == CARRIER_FIELD && index_and_of(src, i) < 0)
		return !is_any(src, source_next(src, i), stores);
	if (index_in_call(src, i, KAPI_FLAG_TEST))
		return true;
	and = index_and_of(src, i);
	if (and < 0)
		return is_compared(src, i);
	return !source_is_punct(src, source_next(src, and), "~");
}

/* Left to what the expression at this bracket level is for. */
static struct place place_at_level(const struct source *src, int i)
{
	static const char *const assign[] = { "=", "|=", NULL };
	static const char *const ends[] = {
		";", "{", "}", ",", "?", ":", "&=", NULL,
	};
	int before = source_prev(src, i);

	for (; before >= 0; before = source_prev(src, before)) {
		if (source_is_close(src, before)) {
			before = source_match(src, before);
			if (before < 0)
				break;
			continue;
		}
		if (is_any(src, before, assign))
			return (struct place){ PLACE_ASSIGNED, before };
		if (source_is_name(src, before) &&
		    source_token_is(src, before, "return"))
			return (struct place){ PLACE_RETURN, before };
		if (is_any(src, before, ends) || source_is_open(src, before) ||
		    source_is_keyword(src, before))
			return (struct place){ PLACE_OTHER, before };
	}
	if (source_token(src, i)->in_define)
		return (struct place){ PLACE_BODY, -1 };
	return (struct place){ PLACE_OTHER, -1 };
}

/* A bracket that only groups, or whose call hands its argument through. */
static bool is_transparent(const struct source *src, int open)
{
	static const char *const hints[] = { "likely", "unlikely" };
	int callee = source_prev(src, open);
	enum kapi_role role;

	if (!source_is_punct(src, open, "("))
		return false;
	if (!source_is_name(src, callee) ||
	    source_token_is(src, callee, "return"))
		return true;
	for (size_t k = 0; k < G_N_ELEMENTS(hints); k++)
		if (source_token_is(src, callee, hints[k]))
			return true;
	role = index_role_at(src, callee);
	return role == KAPI_FLAG_TEST || role == KAPI_FLAG_MASK;
}

struct place index_place(const struct source *src, int i)
{
	static const char *const conditions[] = { "if", "while", "for", "switch" };
	struct place place = place_at_level(src, i);
	int open;

	if (place.kind != PLACE_OTHER ||
	    source_is_punct(src, place.token, "?") ||
	    source_is_punct(src, place.token, ":"))
		return place;
	open = open_bracket(src, i);
	if (open < 0)
		return place;
	if (is_transparent(src, open))
		return index_place(src, open);
	for (size_t k = 0; k < G_N_ELEMENTS(conditions); k++) {
		int callee = source_prev(src, open);

		if (source_is_name(src, callee) &&
		    source_token_is(src, callee, conditions[k]))
			return (struct place){ PLACE_CONDITION, callee };
	}
	return (struct place){ PLACE_ARGUMENT, open };
}

bool index_is_truth_value(const struct source *src, int i)
{
	static const char *const values[] = { "0", "1", "true", "false" };

	for (size_t k = 0; i >= 0 && k < G_N_ELEMENTS(values); k++)
		if (source_token_is(src, i, values[k]))
			return true;
	return false;
}

bool index_picks_truth(const struct source *src, int choice)
{
	int first = source_next(src, choice);
	int colon = source_next(src, first);

	return index_is_truth_value(src, first) &&
	       source_is_punct(src, colon, ":") &&
	       index_is_truth_value(src, source_next(src, colon));
}

int index_statement_end(const struct source *src, int i)
{
	for (; i >= 0; i = source_next(src, i)) {
		if (source_is_punct(src, i, ";"))
			return i;
		if (source_is_punct(src, i, "{"))
			return source_match(src, i);
		if (source_is_open(src, i))
			i = source_match(src, i);
		if (i < 0)
			break;
	}
	return -1;
}
