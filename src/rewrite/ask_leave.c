// SPDX-License-Identifier: GPL-2.0-only
/*
 * ask_leave.c - the way out for an entry that belongs to the mapping: the one
 * that is written down for an entry which is not there.
 */
#include "ask_parts.h"
#include "ground/kapi.h"
#include "ground/source_parts.h"

static bool is_word(const struct source *src, int i, const char *word)
{
	return source_is_name(src, i) && source_token_is(src, i, word);
}

/* The call that the condition of @s is, without likely() and brackets; or -1. */
static int condition_call(const struct source *src, const struct statement *s,
			  bool *inverse, int *last)
{
	int i = source_next(src, s->open), end = source_prev(src, s->close);

	*inverse = false;
	for (;;) {
		bool hint = is_word(src, i, "unlikely") || is_word(src, i, "likely");

		if (hint && source_match(src, source_next(src, i)) == end) {
			i = source_next(src, source_next(src, i));
			end = source_prev(src, end);
			i = source_next(src, i);
		} else if (source_is_punct(src, i, "!")) {
			*inverse = !*inverse;
			i = source_next(src, i);
		} else {
			break;
		}
	}
	*last = end;
	return source_is_name(src, i) &&
	       source_match(src, source_next(src, i)) == end ? i : -1;
}

bool ask_is_question(const struct hand *h, const struct statement *s, bool present,
		 const char *entry)
{
	g_autofree char *name = NULL, *arg = NULL;
	bool inverse;
	int last, call = s->kind == STATEMENT_IF ?
		condition_call(h->src, s, &inverse, &last) : -1;
	int open = call < 0 ? -1 : source_next(h->src, call);

	if (open < 0 || source_next(h->src, open) == last)
		return false;
	name = source_token_text(h->src, call);
	arg = statement_text(h->src, source_next(h->src, open),
			     source_prev(h->src, last));
	if (strcmp(arg, entry))
		return false;
	if (present)
		return inverse && g_str_has_suffix(name, "_present");
	return !inverse && strlen(name) > 4 && name[0] == 'p' &&
	       g_str_has_prefix(name + 3, "_none");
}

bool ask_is_unlock(const struct source *src, const struct statement *s)
{
	g_autofree char *name = s->kind == STATEMENT_PLAIN &&
		source_is_name(src, s->first) ?
		source_token_text(src, s->first) : NULL;

	return name && source_is_punct(src, source_next(src, s->first), "(") &&
	       (strstr(name, "unlock") || g_str_has_prefix(name, "pte_unmap"));
}

void ask_add_unlocks(const struct hand *h, const struct statement *list,
			guint from, const char *indent, GString *out)
{
	for (guint k = from; k < list->body->len; k++) {
		const struct statement *s = list->body->pdata[k];
		g_autofree char *text = ask_is_unlock(h->src, s) ?
			statement_text(h->src, s->first, s->last) : NULL;

		if (text)
			g_string_append_printf(out, "%s\t%s\n", indent, text);
	}
}

static char *indent_of(const struct hand *h, const struct statement *s)
{
	return edits_indent(h->src->text,
			    source_token(h->src, s->first)->offset);
}

char *ask_scope_indent(const struct hand *h)
{
	return indent_of(h, h->scope->body->pdata[0]);
}

static bool is_blank_behind(const char *text, size_t offset)
{
	const char *end = strchr(text + offset, '\n');

	return !end || end[1] == '\n' || !end[1];
}

/* Puts the statement @text (whole lines) behind @s, or first in the scope. */
static void insert_behind(struct hand *h, const struct statement *s,
			  const char *text)
{
	const struct token *t = source_token(h->src, s ? s->last :
						     h->scope->first);
	bool apart = s && ask_is_declaration(h->src, s);
	bool gap = !is_blank_behind(h->src->text, t->offset);
	g_autofree char *lines = g_strconcat(apart ? "\n" : "", text,
					     gap ? "\n" : "", NULL);

	edits_after_line(h->edits, t->offset, lines);
}

/* "if (QUESTION) JUMP", with @unlocks in front of the jump. */
static char *question_and(const struct hand *h, const char *unlocks,
			  const char *jump)
{
	g_autofree char *indent = ask_scope_indent(h);

	if (!*unlocks)
		return g_strdup_printf("%sif (%s)\n%s\t%s\n", indent,
				       h->question, indent, jump);
	return g_strdup_printf("%sif (%s) {\n%s%s\t%s\n%s}\n", indent,
			       h->question, unlocks, indent, jump, indent);
}

/* The declarations that follow @s directly, or @s. */
static const struct statement *behind_declarations(const struct hand *h,
						   const struct statement *s)
{
	const GPtrArray *list = h->scope->body;
	guint k = s ? statement_index(s) + 1 : 0;

	if (s && !ask_is_declaration(h->src, s))
		return s;
	while (k < list->len && ask_is_declaration(h->src, list->pdata[k]))
		s = list->pdata[k++];
	return s;
}

void ask_leave_with(struct hand *h, const struct statement *behind,
		       const char *unlocks, const char *jump)
{
	g_autofree char *text = question_and(h, unlocks, jump);

	insert_behind(h, behind_declarations(h, behind), text);
}

/* "if (pte_none(pte))" asks the second question too. */
static bool join_none(struct hand *h, const struct statement *s)
{
	g_autofree char *more = g_strconcat(" || ", h->question, NULL);
	const struct token *t;

	if (!ask_is_question(h, s, false, h->entry))
		return false;
	t = source_token(h->src, s->close);
	edits_replace(h->edits, t->offset, 0, more);
	return true;
}

/* Behind "if (!pte_present(pte)) goto out;" the same way out. */
static bool follow_absent(struct hand *h, const struct statement *s)
{
	const struct statement *then = s->kind == STATEMENT_IF ?
		s->body->pdata[0] : NULL;
	const struct statement *jump = then && s->body->len == 1 ?
		statement_exit(then) : NULL;
	g_autoptr(GString) unlocks = g_string_new(NULL);
	g_autofree char *text = NULL, *indent = NULL;

	if (!jump || !ask_is_question(h, s, true, h->entry))
		return false;
	indent = ask_scope_indent(h);
	if (then->kind == STATEMENT_BLOCK)
		ask_add_unlocks(h, then, 0, indent, unlocks);
	text = statement_text(h->src, jump->first, jump->last);
	ask_leave_with(h, s, unlocks->str, text);
	return true;
}

/* The statements between the load and the effect, the effect's own included. */
static bool leave_as_absent(struct hand *h)
{
	const GPtrArray *list = h->scope->body;
	guint k = h->at_start || !h->load ? 0 : statement_index(h->load);

	for (; k < list->len; k++) {
		const struct statement *s = list->pdata[k];

		if (join_none(h, s))
			return true;
		if (s == h->effect)
			return false;
		if (follow_absent(h, s))
			return true;
	}
	return false;
}

static bool is_turn(const struct hand *h)
{
	const struct statement *loop = h->scope->parent;

	/* The step stands in the loop's head, so that "continue" makes it. */
	return loop && (loop->kind == STATEMENT_LOOP ||
			loop->kind == STATEMENT_DO);
}

/* "if (err) break;" in the loop's list behind the effect: what it tests. */
static char *ends_loop_on(const struct hand *h)
{
	const GPtrArray *list = h->scope->body;

	for (guint k = 0; k < list->len; k++) {
		const struct statement *s = list->pdata[k];
		const struct statement *jump;
		int name;

		if (s->kind != STATEMENT_IF || s->body->len != 1)
			continue;
		jump = statement_exit(s->body->pdata[0]);
		name = source_next(h->src, s->open);
		if (jump && is_word(h->src, jump->first, "break") &&
		    source_is_name(h->src, name) &&
		    source_next(h->src, name) == s->close)
			return source_token_text(h->src, name);
	}
	return NULL;
}

/* One slot a page: the walk's own report of a hole fills it. */
static bool report_hole(struct hand *h)
{
	g_autofree char *error = ends_loop_on(h), *indent = NULL, *text = NULL;
	bool walk = statement_mentions(h->src, h->fn->start, h->fn->body, "walk");

	if (!error || !walk || h->level != LEVEL_PTE)
		return false;
	indent = ask_scope_indent(h);
	text = g_strdup_printf("%sif (%s) {\n%s\t%s = %s(%s, %s + PAGE_SIZE, -1, walk);\n%s\tif (%s)\n%s\t\tbreak;\n%s\tcontinue;\n%s}\n",
			       indent, h->question, indent, error,
			       h->place->hole, h->addr, h->addr, indent, error,
			       indent, indent, indent);
	insert_behind(h, behind_declarations(h, h->load), text);
	return true;
}

bool ask_leave(struct hand *h, const char **why)
{
	if (leave_as_absent(h) || ask_leave_as_early(h))
		return true;
	if (h->place->hole && is_turn(h) && report_hole(h))
		return true;
	if (h->place->hole && (is_turn(h) || h->level != LEVEL_PTE) &&
	    ask_fill_hole(h))
		return true;
	if (h->place->hole) {
		*why = "the walk has one slot for each page, and nothing here fills it for a hole";
		return false;
	}
	if (is_turn(h)) {
		ask_leave_with(h, h->at_start ? NULL : h->load, "", "continue;");
		return true;
	}
	if (ask_leave_by_goto(h) || ask_leave_by_tail(h))
		return true;
	*why = "no way out is written down for an entry that is not there";
	return false;
}
