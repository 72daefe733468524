// SPDX-License-Identifier: GPL-2.0-only
/*
 * ask_entry.c - which entry is in hand at a line, what names it, and of which
 * VMA and address it is.
 */
#include "ask_parts.h"
#include "ground/kapi.h"
#include "ground/source_parts.h"

static const char *const types[LEVEL_COUNT] = { "pte_t", "pmd_t", "pud_t" };

static bool is_word(const struct source *src, int i, const char *word)
{
	return source_is_name(src, i) && source_token_is(src, i, word);
}

static enum pt_level type_at(const struct source *src, int i)
{
	enum pt_level level = LEVEL_PTE;

	while (level < LEVEL_COUNT && !is_word(src, i, types[level]))
		level++;
	return level;
}

/* Whether the declaration at @i, behind its type, declares @name, and how. */
static bool declares(const struct source *src, int i, const char *name,
		     unsigned int *stars)
{
	for (*stars = 0; i >= 0; i = source_next(src, i)) {
		if (source_is_punct(src, i, "*"))
			(*stars)++;
		else if (is_word(src, i, name))
			return true;
		else if (source_is_punct(src, i, ","))
			*stars = 0;
		else if (source_is_punct(src, i, ";") ||
			 source_is_punct(src, i, ")") ||
			 source_is_punct(src, i, "{"))
			return false;
		else if (source_is_open(src, i))
			i = source_match(src, i);
	}
	return false;
}

enum pt_level ask_declared(const struct hand *h, const char *name,
			   unsigned int *stars)
{
	for (int i = h->fn->start; i >= 0 && i < (int)h->fn->end;
	     i = source_next(h->src, i)) {
		enum pt_level level = type_at(h->src, i);

		if (level < LEVEL_COUNT &&
		    declares(h->src, source_next(h->src, i), name, stars))
			return level;
	}
	return LEVEL_COUNT;
}

bool ask_is_declaration(const struct source *src, const struct statement *s)
{
	int i = s->first, next = source_next(src, i);

	if (s->kind != STATEMENT_PLAIN || !source_is_name(src, i))
		return false;
	if (is_word(src, i, "struct") || is_word(src, i, "const") ||
	    is_word(src, i, "unsigned") || is_word(src, i, "enum") ||
	    is_word(src, i, "static"))
		return true;
	/* "pte_t ptent", "spinlock_t *ptl", "LIST_HEAD(list)" */
	if (source_is_punct(src, next, "*"))
		next = source_next(src, next);
	return source_is_name(src, next);
}

char *ask_stored(const struct source *src, int equals)
{
	int name = source_prev(src, equals);

	return source_is_name(src, name) ? source_token_text(src, name) : NULL;
}

int ask_assignment(const struct source *src, const struct statement *s)
{
	for (int i = s->first; i >= 0 && i <= s->last; i = source_next(src, i)) {
		if (source_is_punct(src, i, "="))
			return i;
		if (source_is_open(src, i))
			i = source_match(src, i);
		if (i < 0)
			break;
	}
	return -1;
}

bool ask_by_variable(struct hand *h, const struct statement *s)
{
	int equals = s->kind == STATEMENT_PLAIN ? ask_assignment(h->src, s) : -1;
	g_autofree char *name = equals < 0 ? NULL : ask_stored(h->src, equals);
	unsigned int stars;
	enum pt_level level = name ? ask_declared(h, name, &stars) : LEVEL_COUNT;

	if (level == LEVEL_COUNT || stars)
		return false;
	h->level = level;
	h->entry = g_steal_pointer(&name);
	h->load = s;
	h->scope = s->parent;
	return true;
}

enum pt_level ask_level_of_name(const char *name)
{
	static const char *const prefixes[LEVEL_COUNT] = { "pte", "pmd", "pud" };
	enum pt_level level = LEVEL_PTE;

	while (*name == '_')
		name++;
	while (level < LEVEL_COUNT && !g_str_has_prefix(name, prefixes[level]))
		level++;
	return level;
}

/* The first call in @first..@last with a name that loads an entry; -1: none. */
static int find_load(const struct source *src, int first, int last)
{
	for (int i = first; i >= 0 && i <= last; i = source_next(src, i)) {
		g_autofree char *name = NULL;

		if (!source_is_name(src, i) ||
		    !source_is_punct(src, source_next(src, i), "("))
			continue;
		name = source_token_text(src, i);
		if (kapi_is(name, KAPI_ENTRY_LOAD) && strstr(name, "_get") &&
		    ask_level_of_name(name) < LEVEL_COUNT)
			return i;
	}
	return -1;
}

/* "if (!pte_present(ptep_get(pte))) goto out;": the load itself is the entry. */
static bool by_condition(struct hand *h, const struct statement *s)
{
	int load = s->kind == STATEMENT_IF ?
		find_load(h->src, s->open, s->close) : -1;
	g_autofree char *name = NULL;

	if (load < 0 || s->body->len != 1 ||
	    !statement_exit(s->body->pdata[0]))
		return false;
	name = source_token_text(h->src, load);
	h->level = ask_level_of_name(name);
	h->entry = statement_text(h->src, load,
		source_match(h->src, source_next(h->src, load)));
	h->load = s;
	h->scope = s->parent;
	return true;
}

/* "pme = entry_of(pm, vma, addr, ptep_get(pte));" gets a variable of its own. */
static bool by_argument(struct hand *h, const struct statement *s)
{
	int load = s->kind == STATEMENT_PLAIN ?
		find_load(h->src, s->first, s->last) : -1;
	const char *free = statement_mentions(h->src, h->fn->start, h->fn->end,
					      "ptent") ? "entry" : "ptent";
	g_autofree char *name = NULL, *call = NULL, *line = NULL, *indent = NULL;
	const struct statement *first;
	const struct token *t;

	if (load < 0 || s->parent->kind != STATEMENT_BLOCK ||
	    statement_mentions(h->src, h->fn->start, h->fn->end, free))
		return false;
	name = source_token_text(h->src, load);
	h->level = ask_level_of_name(name);
	call = statement_text(h->src, load,
		source_match(h->src, source_next(h->src, load)));
	first = s->parent->body->pdata[0];
	t = source_token(h->src, first->first);
	indent = edits_indent(h->src->text, t->offset);
	line = g_strdup_printf("%s%s %s = %s;\n", indent, types[h->level], free,
			       call);
	edits_replace(h->edits, t->offset - strlen(indent), 0, line);
	t = source_token(h->src, load);
	edits_replace(h->edits, t->offset, strlen(call), free);
	h->entry = g_strdup(free);
	h->load = statement_index(s) ?
		s->parent->body->pdata[statement_index(s) - 1] : NULL;
	h->scope = s->parent;
	h->at_start = !h->load;
	return true;
}

static bool by_statement(struct hand *h, const struct statement *s)
{
	return ask_by_variable(h, s) || ask_by_lock(h, s) || ask_by_plain_lock(h, s) ||
	       by_condition(h, s) || by_argument(h, s);
}

/*
 * Of several statements on the line any may load it, if the effect is in the same
 * scope: where a function has several loads the line is that of the first.
 */
static bool find_on_line(struct hand *h, const struct statement *effect)
{
	int i = source_token_at(h->src, h->place->load, 1);
	const struct statement *last = NULL;

	for (; i >= 0 && source_token(h->src, i)->line == h->place->load;
	     i = source_next(h->src, i)) {
		const struct statement *s = statement_at(h->body, i);

		if (!s || !s->parent || s == last ||
		    (effect && !statement_in(s->parent, effect)))
			continue;
		last = s;
		if (by_statement(h, s))
			return true;
	}
	return false;
}

/* It was handed in: the last statement before the effect that names it. */
static bool find_before_effect(struct hand *h, const struct statement *s)
{
	for (; s && s->parent; s = s->parent) {
		if (s->parent->kind != STATEMENT_BLOCK)
			continue;
		for (guint k = statement_index(s); k-- > 0;) {
			const struct statement *p = s->parent->body->pdata[k];

			if (ask_by_variable(h, p) || ask_by_lock(h, p) ||
			    ask_by_plain_lock(h, p))
				return true;
		}
	}
	return false;
}

bool ask_find_entry(struct hand *h, const char **why)
{
	const struct token *body = source_token(h->src, h->fn->body);
	int i = source_token_at(h->src, h->place->effect, 1);
	const struct statement *effect = i < 0 ? NULL : statement_at(h->body, i);

	if ((h->place->load > body->line && find_on_line(h, effect)) ||
	    find_before_effect(h, effect))
		return true;
	*why = "the entry has no name where it is loaded";
	return false;
}
