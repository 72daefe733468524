// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_answer.c - answers that are neither yes nor no: an errno or an enum for
 * the reason (check_vma_flags(), hugepage_vma_revalidate()), or what is left of a
 * bit mask (__thp_vma_allowable_orders()).
 *
 * What does something and may fail answers in the same way, so only a function
 * that does nothing but ask is taken for a predicate: no call whose answer it
 * drops, none that is handed the VMA for an errno, no value that goes back through
 * a pointer, and no answer but constants, or what somebody else says who is not
 * handed the VMA.
 */
#include "index_parts.h"
#include "ground/source_parts.h"

/* "name(...)" */
static bool is_call(const struct source *src, int i)
{
	return source_is_name(src, i) && !source_is_keyword(src, i) &&
	       source_is_punct(src, source_next(src, i), "(");
}

/* "name(...);" as a statement, no "VMA_ITERATOR(...);": its answer is dropped. */
static bool drops_answer(const struct source *src, int i)
{
	int before = source_prev(src, i);
	int close = is_call(src, i) ? source_match(src, source_next(src, i)) : -1;

	return close >= 0 && !index_is_constant(src, i) &&
	       source_is_punct(src, source_next(src, close), ";") &&
	       (source_is_punct(src, before, ";") ||
		source_is_punct(src, before, "{") ||
		source_is_punct(src, before, "}") ||
		source_is_punct(src, before, ":") ||
		source_is_close(src, before) || index_is_word(src, before, "else"));
}

/* The parameter or variable at @i holds the VMA, or the struct that has it. */
static bool holds_vma(const struct source *src, const struct source_function *fn,
		      int i)
{
	g_autofree char *name = source_token_text(src, i);

	for (int k = fn->name_token; k >= 0 && k < (int)fn->end;
	     k = source_next(src, k)) {
		int before = source_prev(src, k), type = source_prev(src, before);

		if (!index_is_word(src, k, name))
			continue;
		/* "struct vm_area_struct *vma", "struct mm_walk *walk" */
		if (source_is_punct(src, before, "*") &&
		    (index_role_at(src, type) == KAPI_VMA_TYPE ||
		     index_role_at(src, type) == KAPI_WALK_STATE))
			return true;
		/* "vma = behavior->vma" */
		if (source_is_punct(src, before, "=") &&
		    source_is_punct(src, source_next(src, k), "->") &&
		    holds_vma(src, fn, type))
			return true;
	}
	return false;
}

static bool is_handed_vma(const struct source *src,
			  const struct source_function *fn, int callee)
{
	int open = source_next(src, callee), close = source_match(src, open);

	for (int i = open; i >= 0 && i < close; i = source_next(src, i))
		if (source_is_name(src, i) &&
		    !source_is_punct(src, source_next(src, i), "->") &&
		    !source_is_punct(src, source_prev(src, i), "->") &&
		    !is_call(src, i) && holds_vma(src, fn, i))
			return true;
	return false;
}

/* "int ret": what calls that do something answer into. */
static bool is_int(const struct source *src, const struct source_function *fn,
		   int variable)
{
	g_autofree char *name = source_token_text(src, variable);
	bool declared = false;

	for (int i = fn->body; i >= 0 && i < (int)fn->end; i = source_next(src, i)) {
		if (index_is_word(src, i, "int") || index_is_word(src, i, "long"))
			declared = true;
		else if (source_is_punct(src, i, ";"))
			declared = false;
		else if (declared && index_is_word(src, i, name))
			return true;
	}
	return false;
}

/* "ret = remap(vma)": work, unless the walk's own callback is asked. */
static bool stores_errno(const struct source *src,
			 const struct source_function *fn, int i)
{
	int op = source_prev(src, i);

	return is_call(src, i) && source_is_punct(src, op, "=") &&
	       is_int(src, fn, source_prev(src, op)) && is_handed_vma(src, fn, i);
}

/* "vma_flags_set(&mask, ...)", an assertion, a lock. */
static bool is_harmless(const struct source *src, int i)
{
	enum kapi_role role = index_role_at(src, i);
	int and = source_next(src, source_next(src, i));

	return role == KAPI_ASSERT || role == KAPI_QUIET ||
	       (role == KAPI_FLAG_WRITE && source_is_punct(src, and, "&") &&
		source_is_punct(src, source_next(src, source_next(src, and)), ","));
}

/* A parameter "**vmap": what is handed back is the VMA that was asked about. */
static bool points_to_vma(const struct source *src,
			  const struct source_function *fn, int variable)
{
	g_autofree char *name = source_token_text(src, variable);

	for (int i = fn->name_token; i >= 0 && i < (int)fn->body;
	     i = source_next(src, i)) {
		int star = source_prev(src, i);
		int type = source_prev(src, source_prev(src, star));

		if (index_is_word(src, i, name) && source_is_punct(src, star, "*"))
			return index_role_at(src, type) == KAPI_VMA_TYPE;
	}
	return false;
}

/* "*pfn = ...;" as a statement: its caller wants more than an answer. */
static bool hands_back(const struct source *src, const struct source_function *fn,
		       int i)
{
	int before = source_prev(src, i), name = source_next(src, i);

	return source_is_punct(src, i, "*") && source_is_name(src, name) &&
	       source_is_punct(src, source_next(src, name), "=") &&
	       (source_is_punct(src, before, ";") ||
		source_is_punct(src, before, "{") ||
		source_is_punct(src, before, "}") || source_is_close(src, before)) &&
	       !points_to_vma(src, fn, name);
}

static bool does_work(const struct source *src, const struct source_function *fn)
{
	for (int i = fn->body; i >= 0 && i < (int)fn->end; i = source_next(src, i))
		if (stores_errno(src, fn, i) || hands_back(src, fn, i) ||
		    (drops_answer(src, i) && !is_harmless(src, i)))
			return true;
	return false;
}

/* "0", "-1", "-EFAULT", "SCAN_SUCCEED"; another number is an amount. */
static bool is_code(const struct source *src, int first, int end)
{
	bool negative = source_is_punct(src, first, "-");

	if (negative)
		first = source_next(src, first);
	return first >= 0 && source_next(src, first) == end &&
	       (index_is_truth_value(src, first) || index_is_constant(src, first) ||
		(negative && source_token(src, first)->kind == TOKEN_NUMBER));
}

/* The answer of another question: of a predicate, or not about this VMA. */
static bool is_asked(const struct source *src, const struct source_function *fn,
		     int first, int end, const struct carrier_set *set)
{
	const struct carrier *c = source_carrier_at(src, first, set);
	int callee = first;

	/* "ops->test_walk(...)" */
	if (source_is_punct(src, source_next(src, first), "->")) {
		callee = source_next(src, source_next(src, first));
		return index_role_at(src, callee) == KAPI_WALK_TEST;
	}
	if (!is_call(src, callee) ||
	    source_next(src, source_match(src, source_next(src, callee))) != end)
		return false;
	return (c && c->kind == CARRIER_PREDICATE) ||
	       !is_handed_vma(src, fn, callee);
}

/* "err ? err : 1", "test ? -EINVAL : 0": one of two. */
static bool is_chosen_code(const struct source *src, int first, int end)
{
	int mark = -1, colon, one;

	for (int i = first; i >= 0 && i < end; i = source_next(src, i))
		if (source_is_punct(src, i, "?"))
			mark = i;
	one = source_next(src, mark);
	if (mark < 0)
		return false;
	colon = source_next(src, source_is_punct(src, one, "-") ?
				 source_next(src, one) : one);
	return source_is_punct(src, colon, ":") &&
	       is_code(src, source_next(src, colon), end) &&
	       (is_code(src, one, colon) ||
		(one != first && source_next(src, first) == mark));
}

static int value_end(const struct source *src, int i)
{
	while (i >= 0 && !source_is_punct(src, i, ";"))
		i = source_is_open(src, i) ? source_next(src, source_match(src, i)) :
					     source_next(src, i);
	return i;
}

/* The next "return" of @fn behind token @i, or -1; @end is its ";". */
static int next_return(const struct source *src, const struct source_function *fn,
		       int i, int *end)
{
	for (i = source_next(src, i); i >= 0 && i < (int)fn->end;
	     i = source_next(src, i)) {
		*end = value_end(src, i);
		if (*end >= 0 && index_is_word(src, i, "return"))
			return i;
	}
	return -1;
}

bool index_answers_differ(const struct source *src,
			  const struct source_function *fn)
{
	int end, one = -1;

	for (int i = fn->body; (i = next_return(src, fn, i, &end)) >= 0;) {
		int last = source_prev(src, end);
		g_autofree char *text = source_token_text(src, last);

		if (!is_code(src, source_next(src, i), end) ||
		    (one >= 0 && !source_token_is(src, one, text)))
			return true;
		one = last;
	}
	return false;
}

bool index_answers_code(const struct source *src,
			const struct source_function *fn,
			const struct carrier_set *set)
{
	int end;

	for (int i = fn->body; (i = next_return(src, fn, i, &end)) >= 0;) {
		int first = source_next(src, i);

		if (!is_code(src, first, end) && !is_chosen_code(src, first, end) &&
		    !is_asked(src, fn, first, end, set))
			return false;
	}
	return index_answers_differ(src, fn) && !does_work(src, fn);
}

/* "orders &= ...": the variable that the answer is narrowed in, or -1. */
static int narrowed(const struct source *src, const struct source_function *fn)
{
	for (int i = fn->body; i >= 0 && i < (int)fn->end; i = source_next(src, i))
		if (source_is_punct(src, i, "&=") &&
		    source_is_name(src, source_prev(src, i)) &&
		    !source_is_punct(src, source_prev(src, source_prev(src, i)), "->"))
			return source_prev(src, i);
	return -1;
}

/*
 * What @first..@end returns names the mask, asks somebody else for one, or is
 * empty.
 */
static bool is_of_mask(const struct source *src, int first, int end,
		       const char *mask, const struct carrier_set *set)
{
	for (int i = first; i >= 0 && i < end; i = source_next(src, i)) {
		const struct carrier *c = source_carrier_at(src, i, set);

		if ((mask && (index_is_word(src, i, mask) || is_call(src, i))) ||
		    (c && c->kind == CARRIER_PREDICATE && is_call(src, i)))
			return true;
	}
	return source_next(src, first) == end && source_token_is(src, first, "0");
}

bool index_answers_mask(const struct source *src,
			const struct source_function *fn,
			const struct carrier_set *set)
{
	int name = narrowed(src, fn), end;
	g_autofree char *mask = name < 0 ? NULL : source_token_text(src, name);
	bool any = false;

	for (int i = fn->body; (i = next_return(src, fn, i, &end)) >= 0;) {
		if (!is_of_mask(src, source_next(src, i), end, mask, set))
			return false;
		any = true;
	}
	return any && !does_work(src, fn);
}
