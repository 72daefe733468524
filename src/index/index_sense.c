// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_sense.c - the sense of a predicate: is it true (or non-zero) where the flag
 * is set, or where it is clear?
 *
 * vma_flags_can_merge() and its like of 2026 are true where the flags are clear, and
 * a caller that asks "!vma_flags_can_merge()" does so where they are set.  Without
 * this, what a call guards would be taken for what happens to the other VMAs.
 */
#include "index_parts.h"
#include "ground/source_parts.h"

enum truth { TRUTH_ZERO = -1, TRUTH_UNKNOWN, TRUTH_NONZERO };

/* "err ? err : 1" at @i, or at the second "err". */
static bool is_never_zero(const struct source *src, int i)
{
	g_autofree char *name = i >= 0 && source_is_name(src, i) ?
		source_token_text(src, i) : NULL;
	int mark = source_next(src, i), one = source_next(src, mark);

	if (name && source_is_punct(src, mark, ":"))
		return source_is_punct(src, source_prev(src, i), "?") &&
		       index_is_word(src, source_prev(src, source_prev(src, i)), name);
	return name && source_is_punct(src, mark, "?") && index_is_word(src, one, name) &&
	       source_is_punct(src, source_next(src, one), ":") &&
	       index_is_truth_value(src, source_next(src, source_next(src, one))) &&
	       !source_token_is(src, source_next(src, source_next(src, one)), "0");
}

/* "0", "true", "-EINVAL" at @i. */
static enum truth truth_at(const struct source *src, int i)
{
	if (i < 0)
		return TRUTH_UNKNOWN;
	if (source_token_is(src, i, "0") || source_token_is(src, i, "false"))
		return TRUTH_ZERO;
	return source_is_punct(src, i, "-") || index_is_truth_value(src, i) ||
	       is_never_zero(src, i) ? TRUTH_NONZERO : TRUTH_UNKNOWN;
}

/* A bracket that only groups, or hands its argument through. */
static bool groups(const struct source *src, int open)
{
	int callee = source_prev(src, open);

	return source_is_punct(src, open, "(") &&
	       (!source_is_name(src, callee) ||
		index_is_word(src, callee, "return") ||
		index_is_word(src, callee, "likely") ||
		index_is_word(src, callee, "unlikely"));
}

/* "(flags & M) == M" asks whether it is set, "(flags & M) == 0" the reverse. */
static int compared(const struct source *src, const struct source_read *read)
{
	for (int i = read->first; i >= 0 && i <= (int)read->last;
	     i = source_next(src, i)) {
		bool same = source_is_punct(src, i, "==");

		if (!same && !source_is_punct(src, i, "!="))
			continue;
		return same == source_token_is(src, source_next(src, i), "0") ? -1 : 1;
	}
	return 1;
}

/* Outwards from @s: each "!" turns the answer round. */
static int turned(const struct source *src, struct span *s, int sense)
{
	for (;;) {
		int before = source_prev(src, s->first), open;

		if (source_is_punct(src, before, "!")) {
			sense = -sense;
			s->first = before;
			continue;
		}
		open = source_enclosing(src, *s);
		if (open < 0 || !groups(src, open))
			return sense;
		*s = (struct span){ open, source_match(src, open) };
		before = source_prev(src, open);
		if (source_is_name(src, before) &&
		    !index_is_word(src, before, "return"))
			s->first = before;
	}
}

/* "? a : b" behind the test: which of the two is it that the flag chooses? */
static int chosen(const struct source *src, int mark, int sense)
{
	int one = source_next(src, mark), other = -1;
	enum truth yes = truth_at(src, one), no;

	for (int i = one; i >= 0 && !source_is_punct(src, i, ";");
	     i = source_is_open(src, i) ? source_next(src, source_match(src, i)) :
					  source_next(src, i))
		if (source_is_punct(src, i, ":"))
			other = source_next(src, i);
	no = truth_at(src, other);
	if (yes == no && yes != TRUTH_UNKNOWN)
		return 0;
	return sense * (yes != TRUTH_UNKNOWN ? (int)yes : -(int)no);
}

static int sense_of_value(const struct source *src, struct span s, int sense)
{
	for (int i = source_next(src, s.last); i >= 0 && !source_is_punct(src, i, ";");
	     i = source_is_open(src, i) ? source_next(src, source_match(src, i)) :
					  source_next(src, i)) {
		if (source_is_punct(src, i, "?"))
			return chosen(src, i, sense);
		if (source_is_close(src, i))
			break;
	}
	return sense;
}

static int sense_from(const struct source *src, const struct source_function *fn,
		      struct span s, int sense, int depth);

/* What @variable, which was given an answer of that sense, makes of a return. */
static int sense_of_variable(const struct source *src,
			     const struct source_function *fn, int variable,
			     int sense, int depth)
{
	g_autofree char *name = source_token_text(src, variable);
	int all = 0;

	if (!fn)
		return 0;
	for (int i = source_next(src, variable); depth && i >= 0 && i < (int)fn->end;
	     i = source_next(src, i)) {
		int one;

		if (!index_is_word(src, i, name) ||
		    source_is_punct(src, source_next(src, i), "="))
			continue;
		one = sense_from(src, fn, (struct span){ i, i }, sense, depth - 1);
		if (one && all && one != all)
			return 0;
		all = one ? one : all;
	}
	return all;
}

/* The branch that runs where the condition holds. */
static int sense_of_branch(const struct source *src,
			   const struct source_function *fn, int keyword,
			   int sense, int depth)
{
	int close = source_match(src, source_next(src, keyword));
	int first = close < 0 ? -1 : source_next(src, close);
	int last = first < 0 ? -1 : index_statement_end(src, first);
	int kept = 0;

	for (int i = first; i >= 0 && i <= last; i = source_next(src, i)) {
		int value = source_next(src, i);
		enum truth truth = truth_at(src, value);

		if (index_is_word(src, i, "return"))
			return sense * (int)truth;
		if (!kept && source_is_punct(src, i, "=") && truth != TRUTH_UNKNOWN)
			kept = sense_of_variable(src, fn, source_prev(src, i),
						 sense * (int)truth, depth);
	}
	return kept;
}

static int sense_from(const struct source *src, const struct source_function *fn,
		      struct span s, int sense, int depth)
{
	struct place place = index_place(src, s.first);

	sense = turned(src, &s, sense);
	switch (place.kind) {
	case PLACE_RETURN:
		return sense_of_value(src, s, sense);
	case PLACE_CONDITION:
		return index_is_word(src, place.token, "if") ?
			sense_of_branch(src, fn, place.token, sense, depth) : 0;
	case PLACE_ASSIGNED:
		return sense_of_variable(src, fn, source_prev(src, place.token),
					 sense_of_value(src, s, sense), depth);
	case PLACE_BODY:
		return sense_of_value(src, s, sense);
	default:
		return 0;
	}
}

/* Variables between a test and the answer that are followed. */
#define VARIABLES 2

int index_sense(const struct source *src, const struct source_function *fn,
		int test, const struct carrier_set *set)
{
	const struct carrier *c = source_carrier_at(src, test, set);
	struct source_read read = { 0 };
	int sense = c && c->kind == CARRIER_PREDICATE ? c->sense : 1;

	if (!sense || !source_read_at(src, test, set, &read))
		return 0;
	sense *= compared(src, &read);
	g_free(read.expression);
	return sense_from(src, fn, (struct span){ read.first, read.last }, sense,
			  VARIABLES);
}
