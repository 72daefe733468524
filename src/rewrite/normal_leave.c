// SPDX-License-Identifier: GPL-2.0-only
/*
 * normal_leave.c - where what was stored is NULL: the way out that is written down
 * for an entry which is not there, or none where NULL is looked for already.
 */
#include "normal_parts.h"
#include "ground/kapi.h"
#include "ground/source_parts.h"

static bool is_word(const struct source *src, int i, const char *word)
{
	return source_is_name(src, i) && source_token_is(src, i, word);
}

const struct statement *normal_next(const struct statement *s)
{
	guint k = statement_index(s) + 1;

	return k < s->parent->body->len ? s->parent->body->pdata[k] : NULL;
}

bool normal_asks_null(const struct taken *t, const struct statement *s,
		      const char *name)
{
	int sign = s->kind == STATEMENT_IF ?
		source_next(t->h.src, s->open) : -1;

	if (sign >= 0 && is_word(t->h.src, sign, "unlikely"))
		sign = source_next(t->h.src, source_next(t->h.src, sign));
	return sign >= 0 && source_is_punct(t->h.src, sign, "!") &&
	       is_word(t->h.src, source_next(t->h.src, sign), name) &&
	       (source_next(t->h.src, source_next(t->h.src, sign)) == s->close ||
		source_is_punct(t->h.src, source_next(t->h.src,
				source_next(t->h.src, sign)), "||") ||
		source_is_punct(t->h.src, source_next(t->h.src,
				source_next(t->h.src, sign)), ")"));
}

/* "qp->nr_failed++", an assertion: of the entry that is tested for, not of ours. */
static bool is_own_matter(const struct source *src, const struct statement *s)
{
	g_autofree char *name = s->kind == STATEMENT_PLAIN &&
		source_is_name(src, s->first) ?
		source_token_text(src, s->first) : NULL;
	int last = source_prev(src, s->last);

	if (!name)
		return false;
	return kapi_is(name, KAPI_ASSERT) || strstr(name, "_BUG_ON") ||
	       strstr(name, "WARN_ON") || source_is_punct(src, last, "++");
}

char *normal_way_of(const struct taken *t, const struct statement *s,
		    GString *unlocks)
{
	const struct source *src = t->h.src;
	const struct statement *then = s->kind == STATEMENT_IF &&
		s->body->len == 1 ? s->body->pdata[0] : NULL;
	const struct statement *jump = then ? statement_exit(then) : NULL;
	g_autofree char *indent = NULL;

	if (!jump)
		return NULL;
	for (guint k = 0; then->kind == STATEMENT_BLOCK && k < then->body->len; k++) {
		const struct statement *in = then->body->pdata[k];

		if (in != jump && !ask_is_unlock(src, in) &&
		    !is_own_matter(src, in))
			return NULL;
	}
	indent = ask_scope_indent(&t->h);
	if (then->kind == STATEMENT_BLOCK)
		ask_add_unlocks(&t->h, then, 0, indent, unlocks);
	return statement_text(src, jump->first, jump->last);
}

/* "if (is_huge_zero_folio(folio)) {" treats what has no page of its own. */
static bool join_zero(struct taken *t, const struct statement *s)
{
	g_autofree char *more = g_strdup_printf("!%s || ", t->stored);
	int at;

	if (!s || s->kind != STATEMENT_IF)
		return false;
	for (int i = s->open; i < s->close; i = source_next(t->h.src, i)) {
		g_autofree char *name = source_is_name(t->h.src, i) ?
			source_token_text(t->h.src, i) : NULL;

		if (!name || !g_str_has_prefix(name, "is_") ||
		    !strstr(name, "zero") ||
		    !is_word(t->h.src, source_next(t->h.src,
				source_next(t->h.src, i)), t->stored))
			continue;
		at = source_next(t->h.src, s->open);
		edits_replace(t->h.edits, source_token(t->h.src, at)->offset, 0,
			      more);
		return true;
	}
	return false;
}

/* Inside the branch, or the condition, of "if (NAME)" or "if (NAME && ...)". */
static bool is_behind(const struct taken *t, const char *name, int i)
{
	const struct statement *s = statement_at(t->h.body, i);

	for (; s; s = s->parent) {
		int first = s->kind == STATEMENT_IF ?
			source_next(t->h.src, s->open) : -1;

		if (first < 0 || !is_word(t->h.src, first, name))
			continue;
		if (i == first || source_next(t->h.src, first) == s->close ||
		    source_is_punct(t->h.src, source_next(t->h.src, first), "&&"))
			return true;
	}
	return false;
}

/* NULL from where it is declared, and set only where what was stored is not. */
static bool follows(const struct taken *t, const char *name)
{
	for (int i = t->h.fn->body; i >= 0 && i < (int)t->h.fn->end;
	     i = source_next(t->h.src, i)) {
		int equals = source_next(t->h.src, i);

		if (!is_word(t->h.src, i, name) ||
		    !source_is_punct(t->h.src, equals, "="))
			continue;
		if (!is_word(t->h.src, source_next(t->h.src, equals), "NULL") &&
		    !is_behind(t, t->stored, i))
			return false;
	}
	return true;
}

/* The same with "if (folio)", where "if (page) folio = page_folio(page)". */
static bool is_guarded(const struct taken *t, int i)
{
	const struct statement *s = statement_at(t->h.body, i);

	if (is_behind(t, t->stored, i))
		return true;
	for (; s; s = s->parent) {
		int first = s->kind == STATEMENT_IF ?
			source_next(t->h.src, s->open) : -1;
		g_autofree char *name = first >= 0 &&
			source_is_name(t->h.src, first) ?
			source_token_text(t->h.src, first) : NULL;

		if (name && is_behind(t, name, i) && follows(t, name))
			return true;
	}
	return false;
}

bool normal_is_null_safe(const struct taken *t)
{
	for (int i = source_next(t->h.src, t->s->last);
	     i >= 0 && i < (int)t->h.fn->end; i = source_next(t->h.src, i)) {
		int next = source_next(t->h.src, i);

		if (is_word(t->h.src, i, t->stored) &&
		    !source_is_punct(t->h.src, next, "=") &&
		    !is_guarded(t, i))
			return false;
	}
	return true;
}

/* Behind the take, with the jump and the unlocks of the test in front of it. */
static bool leave_as_absent(struct taken *t)
{
	for (guint k = statement_index(t->s); k-- > 0;) {
		const struct statement *s = t->h.scope->body->pdata[k];
		g_autoptr(GString) unlocks = g_string_new(NULL);
		g_autofree char *way = normal_asks_absent(t, s) ?
			normal_way_of(t, s, unlocks) : NULL;

		if (way) {
			ask_leave_with(&t->h, t->s, unlocks->str, way);
			return true;
		}
		/* What is held there is not what is held here. */
		if (ask_is_unlock(t->h.src, s))
			return false;
	}
	return false;
}

static bool is_turn(const struct taken *t)
{
	const struct statement *loop = t->h.scope->parent;

	return loop && loop->kind == STATEMENT_LOOP;
}

bool normal_leave(struct taken *t)
{
	const struct statement *next = normal_next(t->s);

	if (next && normal_asks_null(t, next, t->stored))
		return true;
	/* A declaration behind this one would look at NULL. */
	if (next && ask_is_declaration(t->h.src, t->s) &&
	    ask_is_declaration(t->h.src, next))
		return false;
	if (join_zero(t, next) || normal_is_null_safe(t) || leave_as_absent(t))
		return true;
	if (is_turn(t)) {
		ask_leave_with(&t->h, t->s, "", "continue;");
		return true;
	}
	return ask_leave_by_goto(&t->h);
}
