// SPDX-License-Identifier: GPL-2.0-only
/*
 * source_span.c - from a flag or carrier token outwards to the whole test: over
 * the operands of its bracket level up to a boundary (&&, ||, ?:, a comma, an
 * assignment, a keyword), then through every bracket whose result is an operand
 * of a further operator, as in "(flags & (A | B)) == (A | B)".  A call ends it,
 * unless the call itself is the test or builds the mask.
 */
#include "kapi.h"
#include "source_parts.h"

bool source_is_name(const struct source *src, int i)
{
	return i >= 0 && source_token(src, i)->kind == TOKEN_NAME;
}

bool source_is_punct(const struct source *src, int i, const char *text)
{
	return i >= 0 && source_token(src, i)->kind == TOKEN_PUNCT &&
	       source_token_is(src, i, text);
}

bool source_is_keyword(const struct source *src, int i)
{
	static const char *const words[] = {
		"if", "else", "while", "for", "do", "switch", "case", "return",
		"goto", "break", "continue", "default",
	};

	for (size_t k = 0; source_is_name(src, i) && k < G_N_ELEMENTS(words); k++)
		if (source_token_is(src, i, words[k]))
			return true;
	return false;
}

bool source_is_boundary(const struct source *src, int i)
{
	static const char *const marks[] = {
		"&&", "||", "?", ":", ",", ";", "{", "}", "=", "|=", "&=", "^=",
		"+=", "-=", "*=", "/=", "%=", "<<=", ">>=",
	};

	for (size_t k = 0; k < G_N_ELEMENTS(marks); k++)
		if (source_is_punct(src, i, marks[k]))
			return true;
	return i < 0 || source_is_keyword(src, i);
}

bool source_is_open(const struct source *src, int i)
{
	return source_is_punct(src, i, "(") || source_is_punct(src, i, "[");
}

bool source_is_close(const struct source *src, int i)
{
	return source_is_punct(src, i, ")") || source_is_punct(src, i, "]");
}

/* Outwards to the boundaries of this bracket level. */
struct span source_widen(const struct source *src, struct span s)
{
	for (;;) {
		int before = source_prev(src, s.first);

		if (source_is_boundary(src, before) || source_is_open(src, before))
			break;
		s.first = source_is_close(src, before) ? source_match(src, before) :
						  before;
		if (s.first < 0) {
			s.first = before;
			break;
		}
	}
	for (;;) {
		int after = source_next(src, s.last), end = after;

		if (source_is_boundary(src, after) || source_is_close(src, after))
			break;
		if (source_is_open(src, after))
			end = source_match(src, after);
		s.last = end < 0 ? after : end;
	}
	return s;
}

int source_enclosing(const struct source *src, struct span s)
{
	return s.first < 0 ? -1 : src->outer[s.first];
}

/* The role of the function or macro that is called at that bracket. */
static enum kapi_role call_role(const struct source *src, int open)
{
	int callee = source_prev(src, open);
	g_autofree char *name = NULL;

	if (!source_is_name(src, callee) || !source_is_punct(src, open, "("))
		return KAPI_NONE;
	name = source_token_text(src, callee);
	return kapi_role(name);
}

const struct carrier *source_called_carrier(const struct source *src, int open,
					    const struct carrier_set *set)
{
	int callee = source_prev(src, open);

	if (!source_is_name(src, callee) || !source_is_punct(src, open, "("))
		return NULL;
	return source_carrier_at(src, callee, set);
}

/* A bare mask picked by ?: is an operand of what stands around the bracket. */
static bool is_picked_mask(const struct source *src, struct span s)
{
	int before = source_prev(src, s.first), after = source_next(src, s.last);

	if (!source_is_punct(src, before, "?") && !source_is_punct(src, before, ":") &&
	    !source_is_punct(src, after, ":"))
		return false;
	for (int i = s.first; i <= s.last && i >= 0; i = source_next(src, i))
		if (!source_is_name(src, i) && !source_is_punct(src, i, "|"))
			return false;
	return true;
}

/*
 * Whether the bracket pair is an operand: "( ) == x", "x & ( )".  What stands
 * before may be "!" or a cast, which make the result a bool and end the test.
 */
static bool is_operand(const struct source *src, struct span pair)
{
	int before = source_prev(src, pair.first);
	int after = source_next(src, pair.last);

	if (!source_is_boundary(src, after) && !source_is_close(src, after))
		return true;
	return !source_is_boundary(src, before) && !source_is_open(src, before) &&
	       !source_is_punct(src, before, "!") && !source_is_close(src, before);
}

static bool holds_comma(const struct source *src, struct span pair)
{
	for (int i = source_next(src, pair.first); i >= 0 && i < pair.last;
	     i = source_next(src, i)) {
		if (source_is_punct(src, i, ",") || source_is_punct(src, i, ";"))
			return true;
		if (source_is_open(src, i))
			i = source_match(src, i);
		if (i < 0)
			break;
	}
	return false;
}

/* A call, a subscript or the bracket of a statement, but not "return (". */
static bool is_call(const struct source *src, int open)
{
	int before = source_prev(src, open);

	if (source_is_punct(src, open, "["))
		return true;
	return source_is_name(src, before) &&
	       !source_token_is(src, before, "return") &&
	       !source_token_is(src, before, "case") &&
	       !source_token_is(src, before, "else");
}

/*
 * One bracket level further out.  False where the test ends; then *s is final.
 */
static bool step_out(const struct source *src, const struct carrier_set *set,
		     struct span *s)
{
	int open = source_enclosing(src, *s);
	struct span pair = { open, open < 0 ? -1 : source_match(src, open) };
	enum kapi_role role;

	if (pair.last < 0)
		return false;
	role = call_role(src, open);
	if (role == KAPI_FLAG_TEST || role == KAPI_FLAG_MASK) {
		*s = (struct span){ source_prev(src, open), pair.last };
		return role == KAPI_FLAG_MASK;
	}
	if (source_called_carrier(src, open, set) ||
	    is_call(src, open) || holds_comma(src, pair))
		return false;
	if (is_picked_mask(src, *s) ||
	    (source_prev(src, s->first) == pair.first &&
	     source_next(src, s->last) == pair.last)) {
		*s = pair;
		return true;
	}
	return false;
}

/* A name with members, subscripts and calls, but no operator. */
static bool is_primary(const struct source *src, struct span s)
{
	for (int i = s.first; i >= 0 && i <= s.last; i = source_next(src, i)) {
		if (source_is_open(src, i))
			i = source_match(src, i);
		else if (!source_is_punct(src, i, "->") &&
			 !source_is_punct(src, i, ".") && !source_is_name(src, i))
			return false;
		if (i < 0)
			return false;
	}
	return true;
}

/* Drops "!" and brackets that enclose the whole; "!a & b" stays as it is. */
static struct span strip(const struct source *src, struct span s)
{
	for (;;) {
		struct span rest = s;

		while (rest.first < s.last &&
		       source_is_punct(src, rest.first, "!"))
			rest.first = source_next(src, rest.first);
		if (!is_primary(src, rest))
			return s;
		s = rest;
		if (!source_is_punct(src, s.first, "(") ||
		    source_match(src, s.first) != s.last ||
		    source_next(src, s.first) == s.last)
			return s;
		s.first = source_next(src, s.first);
		s.last = source_prev(src, s.last);
	}
}

/* A call of a predicate or of a macro that tests: the call is the test. */
static bool is_test_call(const struct source *src, int anchor,
			 const struct carrier_set *set, struct span *call)
{
	const struct carrier *c = source_carrier_at(src, anchor, set);
	int open = source_next(src, anchor);
	int close = source_is_punct(src, open, "(") ? source_match(src, open) : -1;

	if (!c || c->kind != CARRIER_PREDICATE || close < 0)
		return false;
	*call = (struct span){ anchor, close };
	return true;
}

struct span source_test_around(const struct source *src, int anchor,
			       const struct carrier_set *set)
{
	struct span s = { anchor, anchor };
	bool operand = true;

	if (is_test_call(src, anchor, set, &s))
		return s;
	while (operand) {
		struct span pair;

		s = source_widen(src, s);
		pair = s;
		if (!step_out(src, set, &pair))
			return strip(src, pair);
		operand = is_operand(src, pair) ||
			  source_is_open(src, source_prev(src, pair.first)) ||
			  call_role(src, source_next(src, pair.first)) ==
			  KAPI_FLAG_MASK;
		s = pair;
	}
	return strip(src, s);
}

