// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_predicate.c - functions that answer yes or no about a VMA or its flags,
 * where the answer depends on a read.  A call of one is a read at one remove.
 *
 * Which answers count besides yes and no: index_answer.c.  A count or a pointer is
 * none, however much it depends on the flags: its callers ask something else.
 */
#include "index_parts.h"
#include "ground/source_parts.h"

enum answer_type { ANSWER_OTHER, ANSWER_BOOL, ANSWER_INT, ANSWER_ENUM, ANSWER_LONG };

static enum answer_type answer_type(const struct source *src,
				    const struct source_function *fn)
{
	enum answer_type type = ANSWER_OTHER;
	bool is_unsigned = false;

	for (int i = fn->start; i >= 0 && i < (int)fn->name_token;
	     i = source_next(src, i)) {
		if (source_is_punct(src, i, "*"))
			return ANSWER_OTHER;
		if (index_is_word(src, i, "bool") || index_is_word(src, i, "_Bool"))
			type = ANSWER_BOOL;
		else if (index_is_word(src, i, "int"))
			type = ANSWER_INT;
		else if (index_is_word(src, i, "enum"))
			type = ANSWER_ENUM;
		else if (index_is_word(src, i, "unsigned"))
			is_unsigned = true;
		else if (index_is_word(src, i, "long"))
			type = ANSWER_LONG;
	}
	return is_unsigned == (type == ANSWER_LONG) ? type : ANSWER_OTHER;
}

/*
 * "for_each_vma(...) if (test) break;" decides where the VMA that the loop
 * stopped at is asked behind it: probe_range() of i915.
 */
static bool stops_loop(const struct source *src, int first, int last)
{
	for (int i = first; i >= 0 && i <= last; i = source_next(src, i))
		if (index_is_word(src, i, "break"))
			return true;
	return false;
}

static bool leaves_within(const struct source *src, int first, int last)
{
	for (int i = first; i >= 0 && i <= last; i = source_next(src, i))
		if (index_is_word(src, i, "return") || index_is_word(src, i, "goto"))
			return true;
	return false;
}

static bool returns_variable(const struct source *src,
			     const struct source_function *fn, int variable,
			     int depth);

/* A variable that is set within @first..@last decides about a return later. */
static bool sets_answer(const struct source *src,
			const struct source_function *fn, int first, int last,
			int depth)
{
	for (int i = first; depth && i >= 0 && i <= last;
	     i = source_next(src, i))
		if (source_is_punct(src, i, "=") &&
		    source_is_name(src, source_prev(src, i)) &&
		    returns_variable(src, fn, source_prev(src, i), depth - 1))
			return true;
	return false;
}

/* Whether a branch of the if, or the body of the loop, settles the answer. */
static bool guards_answer(const struct source *src,
			  const struct source_function *fn, int keyword,
			  int depth)
{
	int close = source_match(src, source_next(src, keyword));
	int first, last;

	if (close < 0)
		return false;
	first = source_next(src, close);
	last = index_statement_end(src, first);
	if (leaves_within(src, first, last) ||
	    sets_answer(src, fn, first, last, depth))
		return true;
	if (last < 0 || !index_is_word(src, source_next(src, last), "else"))
		return false;
	first = source_next(src, last);
	last = index_statement_end(src, first);
	return leaves_within(src, first, last) ||
	       sets_answer(src, fn, first, last, depth);
}

/* A variable that was given the answer and decides about a return later. */
static bool returns_variable(const struct source *src,
			     const struct source_function *fn, int variable,
			     int depth)
{
	g_autofree char *name = source_token_text(src, variable);

	for (int i = fn->body; i >= 0 && i < (int)fn->end;
	     i = source_next(src, i)) {
		struct place place;

		if (!index_is_word(src, i, name))
			continue;
		place = index_place(src, i);
		if (place.kind == PLACE_RETURN ||
		    (place.kind == PLACE_CONDITION &&
		     guards_answer(src, fn, place.token, depth)))
			return true;
	}
	return false;
}

/* Variables between a test and its answer that are followed. */
#define VARIABLES 2

static bool stops_at_answer(const struct source *src,
			    const struct source_function *fn, int keyword,
			    int test)
{
	int close = source_match(src, source_next(src, keyword));
	int first = close < 0 ? -1 : source_next(src, close);

	for (int i = keyword; i >= 0 && i < test; i = source_next(src, i))
		if (source_is_punct(src, source_next(src, i), "->") &&
		    stops_loop(src, first, index_statement_end(src, first)))
			return returns_variable(src, fn, i, 0);
	return false;
}

static bool decides_answer(const struct source *src,
			   const struct source_function *fn, int test)
{
	struct place place = index_place(src, test);

	switch (place.kind) {
	case PLACE_RETURN:
		return true;
	case PLACE_CONDITION:
		return guards_answer(src, fn, place.token, VARIABLES) ||
		       stops_at_answer(src, fn, place.token, test);
	case PLACE_ASSIGNED:
		return source_is_name(src, source_prev(src, place.token)) &&
		       returns_variable(src, fn,
					source_prev(src, place.token),
					VARIABLES);
	default:
		/* "return c ? test : other" */
		return source_is_punct(src, place.token, "?") ||
		       source_is_punct(src, place.token, ":") ?
			index_place(src, place.token).kind == PLACE_RETURN :
			false;
	}
}

/* The last "?" of the expression at @i, up to the ";" behind it, or -1. */
static int last_choice(const struct source *src, int i)
{
	int found = -1;

	for (; i >= 0 && !source_is_punct(src, i, ";"); i = source_next(src, i))
		if (source_is_punct(src, i, "?"))
			found = i;
	return found;
}

/* The expression behind "return" at @i can only be 0, 1 or a truth value. */
static bool returns_truth(const struct source *src, int i,
			  const struct carrier_set *set)
{
	static const char *const marks[] = {
		"&&", "||", "!", "==", "!=", "<", ">", "<=", ">=",
	};
	int value = source_next(src, i), choice = last_choice(src, value);

	if (source_is_punct(src, source_next(src, value), ";") &&
	    index_is_truth_value(src, value))
		return true;
	if (choice >= 0)
		return index_picks_truth(src, choice);
	for (; value >= 0 && !source_is_punct(src, value, ";");
	     value = source_next(src, value)) {
		for (size_t k = 0; k < G_N_ELEMENTS(marks); k++)
			if (source_is_punct(src, value, marks[k]))
				return true;
		if (index_flags_at(src, value, set) &&
		    index_is_test(src, value, set))
			return true;
	}
	return false;
}

static bool returns_only_truth(const struct source *src,
			       const struct source_function *fn,
			       const struct carrier_set *set)
{
	for (int i = fn->body; i >= 0 && i < (int)fn->end;
	     i = source_next(src, i))
		if (index_is_word(src, i, "return") && !returns_truth(src, i, set))
			return false;
	return true;
}

/* What is found out of one function. */
struct answer {
	unsigned int flags;	/* PFN_FLAG_* that the answer depends on */
	int sense;		/* of all of its tests; 0 if they differ */
};

static struct answer answer_of(const struct source *src,
			       const struct source_function *fn,
			       const struct carrier_set *set)
{
	struct answer answer = { 0 };

	for (int i = fn->body; i >= 0 && i < (int)fn->end;
	     i = source_next(src, i)) {
		unsigned int flags = index_flags_at(src, i, set);
		int sense;

		if (!flags || !index_is_test(src, i, set) ||
		    index_in_call(src, i, KAPI_ASSERT) ||
		    !decides_answer(src, fn, i))
			continue;
		sense = index_sense(src, fn, i, set);
		answer.sense = !answer.flags || answer.sense == sense ? sense : 0;
		answer.flags |= flags;
	}
	return answer;
}

/* Whether the function is given what it is asked about. */
static bool is_asked_about_vma(const struct source *src,
			       const struct source_function *fn,
			       enum answer_type type)
{
	if (index_takes_vma(src, fn))
		return true;
	if (type == ANSWER_BOOL)
		return index_takes_vma_in_struct(src, fn);
	return index_is_called_callback(src, fn);
}

static bool is_answer(const struct source *src, const struct source_function *fn,
		      enum answer_type type, const struct carrier_set *set)
{
	bool given = is_asked_about_vma(src, fn, type);

	if (given && type == ANSWER_BOOL)
		return true;
	if (given && type == ANSWER_INT && returns_only_truth(src, fn, set))
		return index_answers_differ(src, fn);
	if (type == ANSWER_BOOL ||
	    !(given || index_takes_vma_in_struct(src, fn) || index_looks_vma_up(src, fn)))
		return false;
	return type == ANSWER_LONG ? index_answers_mask(src, fn, set) :
				     index_answers_code(src, fn, set);
}

/* The carrier that @fn is, or NULL. */
static struct carrier *predicate_of(const struct source *src,
				    const struct source_function *fn,
				    const struct carrier_set *set)
{
	enum answer_type type = answer_type(src, fn);
	struct answer answer;
	struct carrier *c;

	if (type == ANSWER_OTHER || kapi_may_read(fn->name) ||
	    kapi_is(fn->name, KAPI_LOOKUP))
		return NULL;
	answer = answer_of(src, fn, set);
	if (!answer.flags || !is_answer(src, fn, type, set))
		return NULL;
	c = carrier_new(CARRIER_PREDICATE, fn->name, src->file,
			source_token(src, fn->name_token)->line, answer.flags,
			NULL);
	c->scope = index_scope(src, fn->is_static);
	c->sense = answer.sense;
	source_add_traits(c, src, fn, set);
	return c;
}

static bool add_predicate(const struct source *src, guint i,
			  struct carrier_set *set)
{
	struct carrier *c = predicate_of(src, src->functions->pdata[i], set);

	return c && carrier_set_add(set, c);
}

static void mention_function(const struct source *src, guint i,
			     struct mentions *mentions)
{
	const struct source_function *fn = g_ptr_array_index(src->functions, i);

	mentions_add(mentions, src, i, fn->name, fn->body, fn->end);
}

bool index_find_predicates(const struct source *src, struct carrier_set *set)
{
	return index_close_over(src, set, src->functions->len, add_predicate,
				mention_function);
}
