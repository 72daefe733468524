// SPDX-License-Identifier: GPL-2.0-only
/*
 * ask_range.c - the VMA and the address that an entry in hand belongs to.
 */
#include "ask_parts.h"
#include "ground/kapi.h"
#include "ground/source_parts.h"

static bool has_role(const struct source *src, int i, enum kapi_role role)
{
	g_autofree char *name = source_is_name(src, i) ?
		source_token_text(src, i) : NULL;

	return name && kapi_is(name, role);
}

/*
 * The name of the first variable of the function whose type has @role, as
 * "struct vm_area_struct *vma", if it has a value before @before: a parameter, or
 * set where it is declared.
 */
static char *pointer_of(const struct hand *h, enum kapi_role role, int before)
{
	for (int i = h->fn->start; i >= 0 && i < before;
	     i = source_next(h->src, i)) {
		int star = source_next(h->src, i), name, behind;

		if (!has_role(h->src, i, role) ||
		    !source_is_punct(h->src, star, "*"))
			continue;
		name = source_next(h->src, star);
		behind = source_next(h->src, name);
		if (source_is_name(h->src, name) &&
		    (i < (int)h->fn->body ||
		     source_is_punct(h->src, behind, "=")))
			return source_token_text(h->src, name);
		/* "struct vm_area_struct *next, *vma = walk->vma" */
		while (source_is_punct(h->src, behind, ",") &&
		       source_is_punct(h->src, source_next(h->src, behind), "*")) {
			name = source_next(h->src, source_next(h->src, behind));
			behind = source_next(h->src, name);
			if (source_is_punct(h->src, behind, "="))
				return source_token_text(h->src, name);
		}
	}
	return NULL;
}

static char *find_vma(const struct hand *h, int before)
{
	char *vma = pointer_of(h, KAPI_VMA_TYPE, before);
	g_autofree char *walk = vma ? NULL :
		pointer_of(h, KAPI_WALK_STATE, before);

	return vma ? vma : walk ? g_strconcat(walk, "->vma", NULL) : NULL;
}

static bool is_word(const struct source *src, int i, const char *word)
{
	return source_is_name(src, i) && source_token_is(src, i, word);
}

/* The @n-th parameter that is an "unsigned long", or NULL. */
static char *long_parameter(const struct hand *h, unsigned int n)
{
	for (int i = h->fn->name_token; i >= 0 && i < (int)h->fn->body;
	     i = source_next(h->src, i)) {
		int name;

		if (!is_word(h->src, i, "long"))
			continue;
		name = source_next(h->src, i);
		if (source_is_name(h->src, name) && !n--)
			return source_token_text(h->src, name);
	}
	return NULL;
}

/* What the loop steps by pages: "addr += PAGE_SIZE" or "addr += nr * PAGE_SIZE". */
static char *stepped_by(const struct hand *h, const struct statement *loop)
{
	for (int i = loop->open; i >= 0 && i < loop->close;
	     i = source_next(h->src, i)) {
		int by = source_next(h->src, i);
		int end = by;

		if (!source_is_name(h->src, i) ||
		    !source_is_punct(h->src, by, "+="))
			continue;
		while (end >= 0 && end < loop->close &&
		       !source_is_punct(h->src, end, ",") &&
		       !source_is_punct(h->src, end, ";"))
			end = source_next(h->src, end);
		if (statement_mentions(h->src, by, end, "PAGE_SIZE"))
			return source_token_text(h->src, i);
	}
	return NULL;
}

/* True if @name is changed in front of @before, other than where it is declared. */
static bool is_changed(const struct hand *h, const char *name, int before)
{
	for (int i = h->fn->body; i >= 0 && i < before;
	     i = source_next(h->src, i)) {
		int behind = source_next(h->src, i);

		if (is_word(h->src, i, name) &&
		    (source_is_punct(h->src, behind, "=") ||
		     source_is_punct(h->src, behind, "+=") ||
		     source_is_punct(h->src, behind, "++")))
			return true;
	}
	return false;
}

bool ask_find_range(struct hand *h, const char **why)
{
	const struct statement *loop = h->scope->parent &&
		(h->scope->parent->kind == STATEMENT_LOOP ||
		 h->scope->parent->kind == STATEMENT_DO) ? h->scope->parent : NULL;
	int here = h->load ? h->load->first : h->scope->first;
	g_autofree char *first = long_parameter(h, 0);

	h->vma = find_vma(h, here);
	h->addr = loop ? stepped_by(h, loop) : NULL;
	if (!h->addr && first && !is_changed(h, first, here)) {
		h->addr = g_steal_pointer(&first);
		h->end = long_parameter(h, 1);
	}
	if (!h->vma)
		*why = "the VMA is not in hand where the entry is";
	else if (!h->addr)
		*why = "the address is not in hand where the entry is";
	return h->vma && h->addr;
}
