// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_mask.c - the grammar of a composite mask: constants, calls that build
 * masks, "|", and "& ~" that takes flags out again.
 */
#include "index_parts.h"
#include "ground/source_parts.h"

static bool is_mask_call(const struct source *src, int open)
{
	int callee = source_prev(src, open);
	g_autofree char *name = NULL;

	if (!source_is_name(src, callee) || !source_is_punct(src, open, "("))
		return false;
	name = source_token_text(src, callee);
	return kapi_is(name, KAPI_FLAG_MASK);
}

/* "(unsigned long)" in front of an operand. */
static bool is_cast(const struct source *src, int open, int last)
{
	int close = source_match(src, open), after = source_next(src, close);

	if (close < 0 || close >= last || source_next(src, open) == close ||
	    source_is_name(src, source_prev(src, open)))
		return false;
	for (int i = source_next(src, open); i < close; i = source_next(src, i))
		if ((!source_is_name(src, i) || index_is_constant(src, i)) &&
		    !source_is_punct(src, i, "*"))
			return false;
	return source_is_name(src, after) || source_is_punct(src, after, "(") ||
	       source_is_punct(src, after, "~") ||
	       source_token(src, after)->kind == TOKEN_NUMBER;
}

struct mask_scan {
	const struct source *src;
	const struct carrier_set *set;
	int first, last;
	bool parameters;	/* of a macro: other names may stand there */
	unsigned int flags, without;
};

static bool add_mask_name(struct mask_scan *m, int i)
{
	const struct source *src = m->src;
	const struct carrier *c = source_carrier_at(src, i, m->set);
	unsigned int flags = index_flags_at(src, i, m->set);
	int open;

	if (c && c->kind != CARRIER_MACRO && c->kind != CARRIER_MASK)
		return false;
	if (!flags)
		return m->parameters || index_is_constant(src, i) ||
		       is_mask_call(src, source_next(src, i));
	/* BIT(n) gives a constant, set_flags(v, VM_PFNMAP) does something. */
	open = source_enclosing(src, (struct span){ i, i });
	if (open >= m->first && !is_mask_call(src, open) &&
	    source_is_name(src, source_prev(src, open)))
		return false;
	if (index_is_cleared(src, i))
		m->without |= flags;
	else
		m->flags |= flags;
	return true;
}

static bool add_mask_token(struct mask_scan *m, int i)
{
	static const char *const marks[] = { "|", "(", ")", "~" };
	const struct source *src = m->src;

	if (source_is_name(src, i))
		return add_mask_name(m, i);
	if (source_is_punct(src, i, ","))
		return is_mask_call(src, source_enclosing(src,
						(struct span){ i, i }));
	/* "VM_SPECIAL & ~VM_MIXEDMAP" */
	if (source_is_punct(src, i, "&"))
		return source_is_punct(src, source_next(src, i), "~");
	for (size_t k = 0; k < G_N_ELEMENTS(marks); k++)
		if (source_is_punct(src, i, marks[k]))
			return true;
	return source_token(src, i)->kind == TOKEN_NUMBER;
}

unsigned int index_mask_flags(const struct source *src, int first, int last,
			      bool parameters, const struct carrier_set *set)
{
	struct mask_scan m = { src, set, first, last, parameters, 0, 0 };

	for (int i = first; i >= 0 && i <= last; i = source_next(src, i)) {
		if (source_is_punct(src, i, "(") && is_cast(src, i, last))
			i = source_match(src, i);
		else if (!add_mask_token(&m, i))
			return 0;
	}
	return m.flags & ~m.without;
}
