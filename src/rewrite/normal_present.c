// SPDX-License-Identifier: GPL-2.0-only
/*
 * normal_present.c - the special bit means something only in an entry that is
 * there, and so does what asks it.
 */
#include "normal_parts.h"
#include "ground/source_parts.h"

/* True for "pmd_none", "is_swap_pte", "is_pmd_migration_entry". */
static bool is_absent_name(const char *name)
{
	return g_str_has_suffix(name, "_none") ||
	       (g_str_has_prefix(name, "is_") &&
		(strstr(name, "swap") || strstr(name, "migration_entry"))) ||
	       strstr(name, "is_migration_entry");
}

/* True if the call at @i is about the entry of @t. */
static bool is_about_entry(const struct taken *t, int i)
{
	const struct source *src = t->h.src;
	int open = source_next(src, i), close = source_match(src, open);
	g_autofree char *arg = source_is_punct(src, open, "(") &&
		close > source_next(src, open) ?
		statement_text(src, source_next(src, open),
			       source_prev(src, close)) : NULL;

	return !g_strcmp0(arg, t->h.entry);
}

/*
 * True if one part of the condition of @s asks whether the entry is there
 * (@present), or is not, and no other part can turn that round: @other would.
 */
static bool asks(const struct taken *t, const struct statement *s, bool present,
		 const char *other)
{
	const struct source *src = t->h.src;
	bool found = false;

	for (int i = s->open; i < s->close; i = source_next(src, i)) {
		g_autofree char *name = NULL;
		bool inverse;

		if (source_is_punct(src, i, other))
			return false;
		if (!source_is_name(src, i) || !is_about_entry(t, i))
			continue;
		name = source_token_text(src, i);
		inverse = source_is_punct(src, source_prev(src, i), "!");
		if (g_str_has_suffix(name, "_present"))
			found |= inverse != present;
		else
			found |= !present && !inverse && is_absent_name(name);
	}
	return found;
}

bool normal_asks_absent(const struct taken *t, const struct statement *s)
{
	return s->kind == STATEMENT_IF && asks(t, s, false, "&&");
}

/* A test that leaves where the entry is not there stands in front. */
static bool leaves_before(const struct taken *t, const struct statement *s)
{
	for (guint k = statement_index(s); k-- > 0;) {
		const struct statement *p = s->parent->body->pdata[k];

		if (normal_asks_absent(t, p) && p->body->len == 1 &&
		    statement_exit(p->body->pdata[0]))
			return true;
	}
	return false;
}

/* "if (pmd_present(pmd)) {" is around the place. */
static bool is_branch_of_present(const struct taken *t, const struct statement *s,
				 const struct statement *branch)
{
	return s->kind == STATEMENT_IF && s->body->pdata[0] == branch &&
	       asks(t, s, true, "||");
}

bool normal_is_present(const struct taken *t)
{
	const struct statement *s = statement_at(t->h.body, t->name);

	for (; s && s->parent; s = s->parent) {
		if (is_branch_of_present(t, s->parent, s))
			return true;
		if (s->parent->kind == STATEMENT_BLOCK && leaves_before(t, s))
			return true;
	}
	return false;
}

bool normal_tests_zero(const struct taken *t)
{
	const struct source *src = t->h.src;
	bool huge = t->h.level != LEVEL_PTE;

	for (int i = t->h.fn->body; i >= 0 && i < (int)t->h.fn->end;
	     i = source_next(src, i)) {
		g_autofree char *name = source_is_name(src, i) ?
			source_token_text(src, i) : NULL;

		if (name && g_str_has_prefix(name, huge ? "is_huge_zero_" : "is_zero_"))
			return true;
	}
	return false;
}
