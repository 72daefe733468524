// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_predicate.c - functions that answer yes or no about a VMA or its flags,
 * where the answer depends on a read.  A call of one is a read at one remove.
 *
 * What returns an errno, a count, a mask or a pointer is not one, however much it
 * depends on the flags: its callers ask something else.
 */
#include "index_parts.h"
#include "ground/source_parts.h"

static bool is_word(const struct source *src, int i, const char *word)
{
	return source_is_name(src, i) && source_token_is(src, i, word);
}

static enum kapi_role role_at(const struct source *src, int i)
{
	g_autofree char *name = NULL;

	if (!source_is_name(src, i))
		return KAPI_NONE;
	name = source_token_text(src, i);
	return kapi_role(name);
}

enum answer_type { ANSWER_OTHER, ANSWER_BOOL, ANSWER_INT };

static enum answer_type answer_type(const struct source *src,
				    const struct source_function *fn)
{
	enum answer_type type = ANSWER_OTHER;

	for (int i = fn->start; i >= 0 && i < (int)fn->name_token;
	     i = source_next(src, i)) {
		if (source_is_punct(src, i, "*") || is_word(src, i, "unsigned") ||
		    is_word(src, i, "long"))
			return ANSWER_OTHER;
		if (is_word(src, i, "bool") || is_word(src, i, "_Bool"))
			type = ANSWER_BOOL;
		else if (is_word(src, i, "int"))
			type = ANSWER_INT;
	}
	return type;
}

/* "unsigned long newflags": VMA flags before 6.18 had no type of their own. */
static bool is_flags_name(const struct source *src, int i)
{
	g_autofree char *name = NULL;

	if (!source_is_name(src, i))
		return false;
	name = source_token_text(src, i);
	return g_str_has_suffix(name, "flags");
}

static bool takes_vma_or_flags(const struct source *src,
			       const struct source_function *fn)
{
	int open = source_next(src, fn->name_token);
	int close = open < 0 ? -1 : source_match(src, open);

	for (int i = open; i >= 0 && i < close; i = source_next(src, i)) {
		enum kapi_role role = role_at(src, i);

		if (role == KAPI_VMA_TYPE || role == KAPI_FLAGS_TYPE ||
		    role == KAPI_FLAGS_MEMBER)
			return true;
		if (is_word(src, i, "long") &&
		    is_flags_name(src, source_next(src, i)))
			return true;
	}
	return false;
}

/*
 * should_skip_vma(start, end, walk): answers as a .test_walk does, about the
 * VMA of the walk.  Of those only one that is called by name as well has a
 * call that is a read.
 */
static bool is_called_callback(const struct source *src,
			       const struct source_function *fn)
{
	int close = source_match(src, source_next(src, fn->name_token));
	bool walk = false;

	for (int i = fn->name_token; i >= 0 && i < close; i = source_next(src, i))
		walk = walk || role_at(src, i) == KAPI_WALK_STATE;
	for (guint i = 0; walk && i < src->tokens->len; i++)
		if (i != fn->name_token && is_word(src, i, fn->name) &&
		    source_is_punct(src, source_next(src, i), "("))
			return true;
	return false;
}

static bool is_parameter(const struct source *src,
			 const struct source_function *fn, int name)
{
	g_autofree char *word = source_token_text(src, name);
	int close = source_match(src, source_next(src, fn->name_token));

	for (int i = fn->name_token; i >= 0 && i < close; i = source_next(src, i))
		if (is_word(src, i, word))
			return true;
	return false;
}

/*
 * "struct vm_area_struct *vma = madv_behavior->vma": 7.x hands it over so to
 * helpers of the file.  lru_gen_look_around(), which others call, does not ask
 * but work.
 */
static bool takes_vma_in_struct(const struct source *src,
				const struct source_function *fn)
{
	for (int i = fn->body; fn->is_static && i >= 0 && i < (int)fn->end;
	     i = source_next(src, i)) {
		int star = source_next(src, i), set, from;

		if (role_at(src, i) != KAPI_VMA_TYPE ||
		    !source_is_punct(src, star, "*"))
			continue;
		set = source_next(src, source_next(src, star));
		from = source_next(src, set);
		if (source_is_punct(src, set, "=") && source_is_name(src, from) &&
		    source_is_punct(src, source_next(src, from), "->") &&
		    is_parameter(src, fn, from))
			return true;
	}
	return false;
}

static bool leaves_within(const struct source *src, int first, int last)
{
	for (int i = first; i >= 0 && i <= last; i = source_next(src, i))
		if (is_word(src, i, "return") || is_word(src, i, "goto"))
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
	if (last < 0 || !is_word(src, source_next(src, last), "else"))
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

		if (!is_word(src, i, name))
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

static bool decides_answer(const struct source *src,
			   const struct source_function *fn, int test)
{
	struct place place = index_place(src, test);

	switch (place.kind) {
	case PLACE_RETURN:
		return true;
	case PLACE_CONDITION:
		return guards_answer(src, fn, place.token, VARIABLES);
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
		if (is_word(src, i, "return") && !returns_truth(src, i, set))
			return false;
	return true;
}

/* PFN_FLAG_* that the function's answer depends on. */
static unsigned int answer_flags(const struct source *src,
				 const struct source_function *fn,
				 const struct carrier_set *set)
{
	unsigned int all = 0;

	for (int i = fn->body; i >= 0 && i < (int)fn->end;
	     i = source_next(src, i)) {
		unsigned int flags = index_flags_at(src, i, set);

		if (flags && index_is_test(src, i, set) &&
		    !index_in_call(src, i, KAPI_ASSERT) &&
		    decides_answer(src, fn, i))
			all |= flags;
	}
	return all;
}

static unsigned int predicate_flags(const struct source *src,
				    const struct source_function *fn,
				    const struct carrier_set *set)
{
	enum answer_type type = answer_type(src, fn);
	unsigned int flags;

	if (type == ANSWER_OTHER || kapi_may_read(fn->name) ||
	    !(takes_vma_or_flags(src, fn) ||
	      (type == ANSWER_BOOL ? takes_vma_in_struct(src, fn) :
				     is_called_callback(src, fn))))
		return 0;
	flags = answer_flags(src, fn, set);
	if (flags && type == ANSWER_INT && !returns_only_truth(src, fn, set))
		return 0;
	return flags;
}

static bool add_predicate(const struct source *src, guint i,
			  struct carrier_set *set)
{
	const struct source_function *fn = g_ptr_array_index(src->functions, i);
	unsigned int flags = predicate_flags(src, fn, set);
	struct carrier *c;

	if (!flags)
		return false;
	c = carrier_new(CARRIER_PREDICATE, fn->name, src->file,
			source_token(src, fn->name_token)->line, flags, NULL);
	c->scope = index_scope(src, fn->is_static);
	return carrier_set_add(set, c);
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
