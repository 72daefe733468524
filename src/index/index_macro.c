// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_macro.c - macros of one file that carry the flags: masks, and tests.
 */
#include "index_parts.h"
#include "ground/source_parts.h"

/* "({ ... })": its value is that of its last statement. */
static bool is_statements(const struct source *src, const struct source_macro *m)
{
	return m->end > m->first + 1 && source_is_punct(src, m->first, "(") &&
	       source_is_punct(src, m->first + 1, "{");
}

/* The flags of a macro body whose value is the answer of a test. */
static unsigned int test_flags(const struct source *src,
			       const struct source_macro *m,
			       const struct carrier_set *set)
{
	bool statements = is_statements(src, m);
	unsigned int flags = 0;

	for (unsigned int i = m->first; i < m->end; i++) {
		unsigned int here = index_flags_at(src, i, set);
		enum place_kind kind;

		if (!statements && (source_is_punct(src, i, ";") ||
				    source_is_punct(src, i, "{")))
			return 0;
		/* "#define f(x) f(x)" only says that f() is there. */
		if (source_token_is(src, i, m->name))
			return 0;
		if (!here || !index_is_test(src, i, set) ||
		    index_in_call(src, i, KAPI_ASSERT))
			continue;
		kind = index_place(src, i).kind;
		if (kind == PLACE_BODY ||
		    (statements && kind != PLACE_ARGUMENT))
			flags |= here;
	}
	return flags;
}

/* "(!!p(vma))", "(!(flags & M))": that of its one test. */
static int macro_sense(const struct source *src, const struct source_macro *m,
		       const struct carrier_set *set)
{
	int all = 0;

	for (unsigned int i = m->first; i < m->end; i++) {
		int one = index_flags_at(src, i, set) && index_is_test(src, i, set) ?
			  index_sense(src, NULL, i, set) : 0;

		if (one && all && one != all)
			return 0;
		all = one ? one : all;
	}
	return all;
}

static bool add_macro(const struct source *src, const struct source_macro *m,
		      struct carrier_set *set)
{
	enum carrier_kind kind = CARRIER_MACRO;
	unsigned int flags = 0;
	struct carrier *c;

	if (m->first == m->end || kapi_flag(m->name))
		return false;
	flags = index_mask_flags(src, m->first, m->end - 1, m->has_parameters,
				 set);
	if (!flags) {
		flags = test_flags(src, m, set);
		kind = CARRIER_PREDICATE;
	}
	if (!flags)
		return false;
	c = carrier_new(kind, m->name, src->file, m->line, flags, NULL);
	c->scope = index_scope(src, true);
	if (kind == CARRIER_PREDICATE)
		c->sense = macro_sense(src, m, set);
	return carrier_set_add(set, c);
}

static bool add_macro_at(const struct source *src, guint i,
			 struct carrier_set *set)
{
	return add_macro(src, g_ptr_array_index(src->macros, i), set);
}

static void mention_macro(const struct source *src, guint i,
			  struct mentions *mentions)
{
	const struct source_macro *m = g_ptr_array_index(src->macros, i);

	mentions_add(mentions, src, i, m->name, m->first, m->end);
}

bool index_find_macros(const struct source *src, struct carrier_set *set)
{
	return index_close_over(src, set, src->macros->len, add_macro_at,
				mention_macro);
}
