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

/* What is stored into at @equals: a name in front of "=", or NULL. */
static char *stored(const struct source *src, int equals)
{
	int name = source_prev(src, equals);

	return source_is_name(src, name) ? source_token_text(src, name) : NULL;
}

/* The "=" of @s outside of brackets, or -1. */
static int assignment(const struct source *src, const struct statement *s)
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

/* "ptent = ptep_get(pte)", "pmd_t pmd = *pmdp": the variable is the entry. */
static bool by_variable(struct hand *h, const struct statement *s)
{
	int equals = s->kind == STATEMENT_PLAIN ? assignment(h->src, s) : -1;
	g_autofree char *name = equals < 0 ? NULL : stored(h->src, equals);
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

static enum pt_level level_of_name(const char *name)
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
		    level_of_name(name) < LEVEL_COUNT)
			return i;
	}
	return -1;
}

/* "ptl = pmd_trans_huge_lock(pmd, vma)": the name of the pointer, or NULL. */
static char *locked_pointer(struct hand *h, const struct statement *s)
{
	for (int i = s->first; i >= 0 && i <= s->last;
	     i = source_next(h->src, i)) {
		g_autofree char *name = NULL;
		unsigned int stars;
		int arg;

		if (!source_is_name(h->src, i) ||
		    !source_is_punct(h->src, source_next(h->src, i), "("))
			continue;
		name = source_token_text(h->src, i);
		if (!g_str_has_suffix(name, "_huge_lock"))
			continue;
		arg = source_next(h->src, source_next(h->src, i));
		g_free(g_steal_pointer(&name));
		name = source_is_name(h->src, arg) ?
			source_token_text(h->src, arg) : NULL;
		h->level = name ? ask_declared(h, name, &stars) : LEVEL_COUNT;
		if (h->level < LEVEL_COUNT && stars == 1)
			return g_steal_pointer(&name);
	}
	return NULL;
}

/* The one name that the condition of @s is, or is the negation of. */
static char *condition_name(const struct source *src, const struct statement *s,
			    bool *inverse)
{
	int i = source_next(src, s->open);

	*inverse = source_is_punct(src, i, "!");
	if (*inverse)
		i = source_next(src, i);
	return source_is_name(src, i) && source_next(src, i) == s->close ?
		source_token_text(src, i) : NULL;
}

/* Where the lock that @s took is held: the branch on it, or what is behind it. */
static bool enter_locked(struct hand *h, const struct statement *s)
{
	int equals = assignment(h->src, s);
	g_autofree char *lock = equals < 0 ? NULL : stored(h->src, equals);
	guint k = statement_index(s) + 1;
	const struct statement *test = k < s->parent->body->len ?
		s->parent->body->pdata[k] : NULL;
	g_autofree char *name = NULL;
	bool inverse;

	if (!lock || !test || test->kind != STATEMENT_IF)
		return false;
	name = condition_name(h->src, test, &inverse);
	if (g_strcmp0(name, lock))
		return false;
	h->load = test;
	h->scope = s->parent;
	if (!inverse) {
		h->scope = test->body->pdata[0];
		h->at_start = true;
	}
	return h->scope->kind == STATEMENT_BLOCK;
}

/* The first statement of the scope that copies "*pointer" into a variable. */
static bool copied_later(struct hand *h, const char *pointer)
{
	guint from = h->at_start ? 0 : statement_index(h->load) + 1;

	for (guint k = from; k < h->scope->body->len; k++) {
		const struct statement *s = h->scope->body->pdata[k];
		int equals = s->kind == STATEMENT_PLAIN ?
			assignment(h->src, s) : -1;
		int star = equals < 0 ? -1 : source_next(h->src, equals);

		if (star >= 0 && source_is_punct(h->src, star, "*") &&
		    is_word(h->src, source_next(h->src, star), pointer) &&
		    by_variable(h, s)) {
			h->at_start = false;
			return true;
		}
	}
	return false;
}

static bool by_lock(struct hand *h, const struct statement *s)
{
	g_autofree char *pointer = s->kind == STATEMENT_PLAIN ?
		locked_pointer(h, s) : NULL;

	if (!pointer || !enter_locked(h, s))
		return false;
	if (!copied_later(h, pointer))
		h->entry = g_strconcat("*", pointer, NULL);
	return true;
}

/*
 * "ptl = pmd_lock(mm, pmd);", and the test behind it whether the leaf is still
 * there: the entry is in hand behind both.
 */
static bool by_plain_lock(struct hand *h, const struct statement *s)
{
	int equals = s->kind == STATEMENT_PLAIN ? assignment(h->src, s) : -1;
	int call = equals < 0 ? -1 : source_next(h->src, equals);
	g_autofree char *name = source_is_name(h->src, call) ?
		source_token_text(h->src, call) : NULL;
	guint k = statement_index(s) + 1;
	g_autofree char *pointer = NULL;
	const struct statement *test;
	unsigned int stars;

	if (!name || !g_str_has_suffix(name, "_lock") ||
	    level_of_name(name) == LEVEL_COUNT || k >= s->parent->body->len)
		return false;
	test = s->parent->body->pdata[k];
	pointer = source_token_text(h->src, source_prev(h->src,
			source_match(h->src, source_next(h->src, call))));
	h->level = ask_declared(h, pointer, &stars);
	if (h->level == LEVEL_COUNT || stars != 1 ||
	    test->kind != STATEMENT_IF ||
	    !statement_mentions(h->src, test->open, test->close, pointer) ||
	    !statement_exit(test->body->pdata[0]))
		return false;
	h->entry = g_strconcat("*", pointer, NULL);
	h->load = test;
	h->scope = s->parent;
	return true;
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
	h->level = level_of_name(name);
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
	h->level = level_of_name(name);
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
	return by_variable(h, s) || by_lock(h, s) || by_plain_lock(h, s) ||
	       by_condition(h, s) || by_argument(h, s);
}

/* Of several statements on the line any may load it. */
static bool find_on_line(struct hand *h)
{
	int i = source_token_at(h->src, h->place->load, 1);
	const struct statement *last = NULL;

	for (; i >= 0 && source_token(h->src, i)->line == h->place->load;
	     i = source_next(h->src, i)) {
		const struct statement *s = statement_at(h->body, i);

		if (!s || !s->parent || s == last)
			continue;
		last = s;
		if (by_statement(h, s))
			return true;
	}
	return false;
}

/* It was handed in: the last statement before the effect that names it. */
static bool find_before_effect(struct hand *h)
{
	int i = source_token_at(h->src, h->place->effect, 1);
	const struct statement *s = i < 0 ? NULL : statement_at(h->body, i);

	for (; s && s->parent; s = s->parent) {
		if (s->parent->kind != STATEMENT_BLOCK)
			continue;
		for (guint k = statement_index(s); k-- > 0;) {
			const struct statement *p = s->parent->body->pdata[k];

			if (by_variable(h, p) || by_lock(h, p) ||
			    by_plain_lock(h, p))
				return true;
		}
	}
	return false;
}

bool ask_find_entry(struct hand *h, const char **why)
{
	const struct token *body = source_token(h->src, h->fn->body);

	if ((h->place->load > body->line && find_on_line(h)) ||
	    find_before_effect(h))
		return true;
	*why = "the entry has no name where it is loaded";
	return false;
}
