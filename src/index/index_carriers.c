// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_carriers.c - mask variables and fields of one file that carry the flags.
 *
 * A variable or field that is given a mask is only a carrier if it is used as
 * one, "x & mask": most are on their way into a VMA ("vm_flags = VM_IO |
 * VM_PFNMAP"), and a test of such a variable asks for another flag.
 */
#include "index_parts.h"
#include "ground/source_parts.h"

enum carrier_scope index_scope(const struct source *src, bool is_private)
{
	return is_private && g_str_has_suffix(src->file, ".c") ? SCOPE_FILE :
								 SCOPE_TREE;
}

static bool is_member(const struct source *src, int name)
{
	int before = source_prev(src, name);

	return source_is_punct(src, before, ".") ||
	       source_is_punct(src, before, "->");
}

/* One side of "&" is the mask; the other must be more than a constant. */
static bool masks_something(const struct source *src, int and, int mask)
{
	int before = source_prev(src, and), after = source_next(src, and);

	if (mask > and)
		return !index_is_constant(src, before);
	return !index_is_constant(src, after) &&
	       !source_is_punct(src, after, "~");
}

/* An argument of a flag test behind the first, which is what is tested. */
static bool is_tested_mask(const struct source *src, int i)
{
	return index_in_call(src, i, KAPI_FLAG_TEST) &&
	       source_is_punct(src, source_prev(src, i), ",");
}

static bool is_used_as_mask(const struct source *src, int first, int last,
			    int name)
{
	g_autofree char *text = source_token_text(src, name);
	bool member = is_member(src, name);

	for (int i = first; i >= 0 && i <= last; i = source_next(src, i)) {
		int and;

		if (!source_is_name(src, i) || !source_token_is(src, i, text) ||
		    is_member(src, i) != member)
			continue;
		/* "p->mask": the operand begins with p. */
		and = index_and_of(src, member ? source_prev(src,
						source_prev(src, i)) : i);
		if (and < 0)
			and = index_and_of(src, i);
		if ((and >= 0 && masks_something(src, and, i)) ||
		    is_tested_mask(src, i))
			return true;
	}
	return false;
}

/* Up to the end of the assigned value. */
static int value_end(const struct source *src, int i)
{
	for (int next = source_next(src, i); next >= 0;
	     next = source_next(src, i)) {
		if (source_is_punct(src, next, ";") ||
		    source_is_punct(src, next, ",") ||
		    source_is_punct(src, next, "}") ||
		    source_is_close(src, next))
			break;
		i = source_is_open(src, next) ? source_match(src, next) : next;
		if (i < 0)
			break;
	}
	return i;
}

/* "= value" of plain names: the name's token, or -1. */
static int assigned_name(const struct source *src, int op)
{
	int name = source_prev(src, op), before = source_prev(src, name);
	g_autofree char *text = NULL;

	if (!source_is_name(src, name) || source_is_punct(src, before, "*"))
		return -1;
	text = source_token_text(src, name);
	return kapi_is(text, KAPI_FLAGS_MEMBER) && is_member(src, name) ? -1 :
									  name;
}

/* "vma_flags_set(&mask, VMA_PFNMAP_BIT)" builds a mask step by step. */
static int built_name(const struct source *src, int i)
{
	int open = source_enclosing(src, (struct span){ i, i });
	int and = open < 0 ? -1 : source_next(src, open);

	if (open < 0 || !index_in_call(src, i, KAPI_FLAG_WRITE) ||
	    !source_is_punct(src, and, "&") ||
	    !source_is_punct(src, source_next(src, source_next(src, and)), ","))
		return -1;
	return source_next(src, and);
}

static int filled_name(const struct source *src, int i,
		       const struct carrier_set *set, unsigned int *flags)
{
	struct place place = index_place(src, i);
	bool picked = false;

	*flags = index_flags_at(src, i, set);
	/* "mask = c ? VM_PFNMAP : 0" */
	while (place.kind == PLACE_OTHER &&
	       (source_is_punct(src, place.token, "?") ||
		source_is_punct(src, place.token, ":"))) {
		place = index_place(src, place.token);
		picked = true;
	}
	if (place.kind != PLACE_ASSIGNED)
		return built_name(src, i);
	if (!picked)
		*flags = index_mask_flags(src, source_next(src, place.token),
				    value_end(src, place.token), false, set);
	return *flags ? assigned_name(src, place.token) : -1;
}

/* Whether the declaration that @name stands in is seen by this file only. */
static bool is_private(const struct source *src, int name)
{
	int i = source_prev(src, name);

	if (index_scope(src, true) == SCOPE_TREE)
		return false;
	for (; i >= 0; i = source_prev(src, i)) {
		if (source_is_punct(src, i, ";") || source_is_punct(src, i, "}"))
			return false;
		if (source_is_punct(src, i, "{") || source_is_open(src, i))
			return true;
		if (source_is_name(src, i) && source_token_is(src, i, "static"))
			return true;
	}
	return false;
}

static bool is_declaration(const struct source *src, int i)
{
	int before = source_prev(src, i), after = source_next(src, i);

	return (source_is_name(src, before) || source_is_punct(src, before, "*") ||
		source_is_punct(src, before, ",")) &&
	       (source_is_punct(src, after, ";") || source_is_punct(src, after, ":") ||
		source_is_punct(src, after, ","));
}

/*
 * Where the field at @name is declared, if its struct stands in this file; else
 * the line of @name, which fills it.
 */
static unsigned int field_line(const struct source *src, int name)
{
	g_autofree char *text = source_token_text(src, name);

	for (int i = 0; i < (int)src->tokens->len; i++) {
		const struct token *t = source_token(src, i);

		if (source_is_name(src, i) && source_token_is(src, i, text) &&
		    !t->in_define && is_declaration(src, i) &&
		    !source_function_at(src, t->line))
			return t->line;
	}
	return source_token(src, name)->line;
}

static bool add_mask(const struct source *src, int name, unsigned int flags,
		     struct carrier_set *set)
{
	unsigned int line = source_token(src, name)->line;
	const struct source_function *fn = source_function_at(src, line);
	bool member = is_member(src, name);
	bool local = fn && !member;
	bool private = fn || member || is_private(src, name);
	g_autofree char *text = source_token_text(src, name);
	struct carrier *c;

	/* A constant that others see may be used as a mask anywhere. */
	if (private && !is_used_as_mask(src, local ? fn->body : 0,
					local ? fn->end : src->tokens->len - 1,
					name))
		return false;
	c = carrier_new(member ? CARRIER_FIELD : CARRIER_MASK, text, src->file,
			member ? field_line(src, name) : line, flags,
			local ? fn->name : NULL);
	c->scope = private ? SCOPE_FILE : SCOPE_TREE;
	return carrier_set_add(set, c);
}

/* A truth value: not a copy of some of the flags, kept under their name. */
static bool is_truth(const struct source *src, int op, int i, const char *field)
{
	static const char *const marks[] = { "!", "&&", "||", "==", "!=" };
	int last = value_end(src, op);

	if (index_and_of(src, i) < 0 || !g_str_has_suffix(field, "flags"))
		return true;
	for (int k = source_next(src, op); k >= 0 && k <= last;
	     k = source_next(src, k))
		for (size_t m = 0; m < G_N_ELEMENTS(marks); m++)
			if (source_is_punct(src, k, marks[m]))
				return true;
	return false;
}

/* "x = test ? a : b": x is something else than the answer. */
static bool is_picked(const struct source *src, int op)
{
	int last = value_end(src, op);

	for (int i = source_next(src, op); i >= 0 && i <= last;
	     i = source_next(src, i))
		if (source_is_punct(src, i, "?"))
			return !index_picks_truth(src, i);
	return false;
}

/*
 * The "=" behind which the answer of the test at @i is kept, or -1.  A store
 * that the test only guards is none: other reasons may set the same field, as
 * queue_folios_pmd() and its like do with has_unmovable.
 */
static int store_of(const struct source *src, int i)
{
	struct place place = index_place(src, i);

	if (place.kind != PLACE_ASSIGNED || is_picked(src, place.token))
		return -1;
	return place.token;
}

/* "tlb->m = !!(vma->vm_flags & VM_PFNMAP)": later tests of m are reads. */
static bool add_stored(const struct source *src, int i, unsigned int flags,
		       struct carrier_set *set)
{
	int op = store_of(src, i), name;
	g_autofree char *text = NULL;
	struct carrier *c;

	name = op < 0 ? -1 : assigned_name(src, op);
	if (name < 0 || !is_member(src, name))
		return false;
	text = source_token_text(src, name);
	if (!is_truth(src, op, i, text))
		return false;
	c = carrier_new(CARRIER_FIELD, text, src->file, field_line(src, name),
			flags, NULL);
	return carrier_set_add(set, c);
}

bool index_find_carriers(const struct source *src, struct carrier_set *set)
{
	bool found = index_find_macros(src, set);

	for (guint i = 0; i < src->tokens->len; i++) {
		unsigned int flags = index_flags_at(src, i, set), mask;
		int name;

		if (!flags || source_token(src, i)->in_define)
			continue;
		if (index_is_test(src, i, set)) {
			found |= add_stored(src, i, flags, set);
			continue;
		}
		name = filled_name(src, i, set, &mask);
		if (name >= 0)
			found |= add_mask(src, name, mask, set);
	}
	return found;
}
