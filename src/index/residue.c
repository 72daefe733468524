// SPDX-License-Identifier: GPL-2.0-only
/*
 * residue.c - takes the return statement of a predicate apart.
 */
#include "ground/kapi.h"
#include "residue.h"

/* Name of the parameter of type struct vm_area_struct *, NULL without one. */
static char *vma_parameter(const struct source *src,
			   const struct source_function *fn)
{
	for (unsigned int i = fn->name_token; i + 2 < fn->body; i++) {
		g_autofree char *type = source_token_text(src, i);

		if (kapi_is(type, KAPI_VMA_TYPE) &&
		    source_token_is(src, i + 1, "*"))
			return source_token_text(src, i + 2);
	}
	return NULL;
}

/* The tokens first..last, as they are written, with @vma as "%". */
static char *operand_text(const struct source *src, unsigned int first,
			  unsigned int last, const char *vma)
{
	GString *text = g_string_new(NULL);

	for (unsigned int i = first; i <= last; i++) {
		g_autofree char *t = source_token_text(src, i);
		const struct token *now = source_token(src, i);
		const struct token *old = i > first ? source_token(src, i - 1) : NULL;

		if (old && now->offset > old->offset + old->length)
			g_string_append_c(text, ' ');
		g_string_append(text, strcmp(t, vma) ? t : "%");
	}
	return g_string_free(text, FALSE);
}

/* PFN_FLAG_* that the tokens name. */
static unsigned int operand_flags(const struct source *src, unsigned int first,
				  unsigned int last)
{
	unsigned int flags = 0;

	for (unsigned int i = first; i <= last; i++) {
		g_autofree char *t = source_token_text(src, i);

		flags |= kapi_flag(t);
	}
	return flags;
}

/* One operand of the disjunction goes to the residue, or is the test. */
static bool take_operand(const struct source *src, unsigned int first,
			 unsigned int last, const char *vma, GString *residue,
			 bool *tests)
{
	unsigned int flags = operand_flags(src, first, last);
	g_autofree char *text = NULL;

	if (flags == (PFN_FLAG_PFNMAP | PFN_FLAG_MIXEDMAP)) {
		*tests = true;
		return true;
	}
	if (flags)
		return false;
	text = operand_text(src, first, last, vma);
	g_string_append_printf(residue, "%s%s", residue->len ? " || " : "", text);
	return true;
}

static bool take_operands(const struct source *src, unsigned int first,
			  unsigned int end, const char *vma, GString *residue)
{
	unsigned int start = first;
	bool tests = false;
	int depth = 0;

	for (unsigned int i = first; i <= end; i++) {
		if (source_token_is(src, i, "("))
			depth++;
		else if (source_token_is(src, i, ")"))
			depth--;
		if (i < end && (depth || !source_token_is(src, i, "||")))
			continue;
		if (i == start ||
		    !take_operand(src, start, i - 1, vma, residue, &tests))
			return false;
		start = i + 1;
	}
	return tests;
}

/*
 * Behind "if (CONDITION) return false;" at @i, whose condition is @excluded then. @i
 * where no such test stands.
 */
static unsigned int past_exclusion(const struct source *src, unsigned int i,
				   const char *vma, char **excluded)
{
	int close;

	if (!source_token_is(src, i, "if"))
		return i;
	close = source_match(src, i + 1);
	if (close < 0 || !source_token_is(src, close + 1, "return") ||
	    !source_token_is(src, close + 2, "false") ||
	    !source_token_is(src, close + 3, ";") ||
	    operand_flags(src, i, close))
		return i;
	*excluded = operand_text(src, i + 2, close - 1, vma);
	return close + 4;
}

/* { return ... ; }, with @first the token behind "return". */
static bool is_one_return(const struct source *src, unsigned int first,
			  unsigned int end)
{
	if (first > end || !source_token_is(src, first - 1, "return") ||
	    !source_token_is(src, end, ";"))
		return false;
	for (unsigned int i = first; i < end; i++)
		if (source_token_is(src, i, ";"))
			return false;
	return true;
}

char *residue_of(const struct source *src, const struct source_function *fn,
		 char **excluded)
{
	g_autofree char *vma = vma_parameter(src, fn), *but = NULL;
	g_autoptr(GString) residue = g_string_new(NULL);
	unsigned int first, end = fn->end - 1;

	*excluded = NULL;
	if (!vma || fn->end < fn->body + 4)
		return NULL;
	first = past_exclusion(src, fn->body + 1, vma, &but) + 1;
	if (!is_one_return(src, first, end) ||
	    !take_operands(src, first, end, vma, residue))
		return NULL;
	*excluded = g_steal_pointer(&but);
	return g_string_free(g_steal_pointer(&residue), FALSE);
}
