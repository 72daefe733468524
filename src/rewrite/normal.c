// SPDX-License-Identifier: GPL-2.0-only
/*
 * normal.c - from the place where a page is taken to a candidate that asks.
 */
#include "normal_parts.h"
#include "ground/kapi.h"
#include "ground/source_parts.h"
#include "reflow.h"

static const char *const suffixes[LEVEL_COUNT] = { "", "_pmd", "_pud" };
static const char *const types[LEVEL_COUNT] = { "pte_t", "pmd_t", "pud_t" };
static const char *const present[LEVEL_COUNT] = {
	"pte_present", "pmd_present", "pud_present",
};

static void taken_release(struct taken *t)
{
	g_free(t->h.entry);
	g_free(t->h.vma);
	g_free(t->h.addr);
	g_free(t->h.end);
	g_free(t->h.question);
	g_free(t->stored);
	g_clear_pointer(&t->h.edits, edits_free);
}

/* The call on that line from that column on; false if there is none. */
static bool find_call(struct taken *t, unsigned int line, unsigned int column)
{
	const struct source *src = t->h.src;
	int i = source_token_at(src, line, column);

	for (; i >= 0 && source_token(src, i)->line == line;
	     i = source_next(src, i)) {
		g_autofree char *name = source_is_name(src, i) ?
			source_token_text(src, i) : NULL;

		if (!name || !kapi_is_entry(name) ||
		    ask_level_of_name(name) == LEVEL_COUNT)
			continue;
		t->name = i;
		t->open = source_next(src, i);
		t->close = source_match(src, t->open);
		t->h.level = ask_level_of_name(name);
		t->folio = g_str_has_suffix(name, "_folio");
		t->number = kapi_is(name, KAPI_ENTRY_PFN);
		return t->close > t->open;
	}
	return false;
}

/* The statement, what it sets, and the scope. */
static bool find_statement(struct taken *t, const char **why)
{
	const struct source *src = t->h.src;
	const struct statement *s = statement_at(t->h.body, t->name);
	int equals;

	*why = "the page is taken within a condition";
	if (!s || s->kind != STATEMENT_PLAIN)
		return false;
	equals = ask_assignment(src, s);
	t->stored = equals < 0 ? NULL : ask_stored(src, equals);
	t->is_all = t->stored && source_next(src, equals) == t->name &&
		    source_next(src, t->close) == s->last;
	/* "if (pte_present(pte)) pfn = pte_pfn(pte);" */
	while (s->parent && s->parent->kind != STATEMENT_BLOCK)
		s = s->parent;
	*why = "the function cannot be read as statements";
	if (!s->parent)
		return false;
	t->s = t->h.load = s;
	t->h.scope = s->parent;
	t->h.entry = statement_text(src, source_next(src, t->open),
				    source_prev(src, t->close));
	return true;
}

/* Callers that get a page or NULL take NULL for "fault it in and try again". */
static bool answers_pointer(const struct taken *t)
{
	return source_is_punct(t->h.src,
			       source_prev(t->h.src, t->h.fn->name_token), "*");
}

static char *asker_of(const struct taken *t)
{
	g_autofree char *name = g_strdup_printf("vm_normal_%s%s",
		t->folio ? "folio" : "page", suffixes[t->h.level]);

	return tree_has(t->tree, name) ? g_steal_pointer(&name) : NULL;
}

static char *call_of(const struct taken *t, const char *asker,
		     const char *entry)
{
	return g_strdup_printf("%s(%s, %s, %s)", asker, t->h.vma, t->h.addr,
			       entry);
}

/*
 * A test for the zero page of that level, for which vm_normal_page*() answers NULL
 * too; NULL where the function has one of its own, or the level has no zero page.
 */
static char *zero_of(const struct taken *t, const char *entry)
{
	if (t->h.level == LEVEL_PUD || normal_tests_zero(t))
		return NULL;
	return t->h.level == LEVEL_PMD ?
		g_strdup_printf("is_huge_zero_pmd(%s)", entry) :
		g_strdup_printf("is_zero_pfn(pte_pfn(%s))", entry);
}

/* "!vm_normal_page(...)", but for zero pages, which go on as before. */
static char *question_of(const struct taken *t, const char *asker,
			 const char *entry)
{
	g_autofree char *call = call_of(t, asker, entry);
	g_autofree char *zero = zero_of(t, entry);

	return zero ? g_strdup_printf("!%s && !%s", zero, call) :
		      g_strdup_printf("!%s", call);
}

/* "folio = pmd_folio(pmd);" */
static bool put_in_place(struct taken *t, const char *asker)
{
	const struct token *first = source_token(t->h.src, t->name);
	const struct token *last = source_token(t->h.src, t->close);
	unsigned int length = last->offset + last->length - first->offset;
	g_autofree char *call = call_of(t, asker, t->h.entry);
	g_autofree char *zero = zero_of(t, t->h.entry);
	g_autofree char *indent = edits_indent(t->h.src->text, first->offset);
	g_autofree char *text = zero ?
		g_strdup_printf("%s ? %.*s :\n%s\t%s", zero, (int)length,
				t->h.src->text + first->offset, indent, call) :
		g_strdup(call);

	edits_replace(t->h.edits, first->offset, length, text);
	t->h.question = g_strdup_printf("!%s", t->stored);
	return normal_leave(t);
}

/* What uses @name behind the statement and is followed by a test for NULL. */
static const struct statement *null_test(const struct taken *t)
{
	const struct statement *s = normal_next(t->s);
	const char *name = t->stored;
	g_autofree char *other = NULL;

	for (int n = 0; s && name && n < 2; n++, s = normal_next(s)) {
		int equals;

		if (normal_asks_null(t, s, name))
			return s;
		equals = s->kind == STATEMENT_PLAIN ?
			ask_assignment(t->h.src, s) : -1;
		if (equals < 0 ||
		    !statement_mentions(t->h.src, equals, s->last, name))
			return NULL;
		g_free(other);
		name = other = ask_stored(t->h.src, equals);
	}
	return NULL;
}

static void put_in_front(struct taken *t, const char *question,
			 const GString *unlocks, const char *way)
{
	const struct token *at = source_token(t->h.src, t->s->first);
	g_autofree char *indent = edits_indent(t->h.src->text, at->offset);
	g_autofree char *text = *unlocks->str ?
		g_strdup_printf("if (%s) {\n%s%s\t%s\n%s}\n%s", question,
				unlocks->str, indent, way, indent, indent) :
		g_strdup_printf("if (%s)\n%s\t%s\n%s", question, indent, way,
				indent);

	edits_replace(t->h.edits, at->offset, 0, text);
}

/*
 * "struct folio *folio = lookup(pte_pfn(ptep_get(pte)));": declares first, and the
 * entry as well, then asks.
 */
static bool put_behind_declarations(struct taken *t, const char *asker,
				    const char *way)
{
	const struct source *src = t->h.src;
	const struct token *at = source_token(src, t->s->first);
	const struct token *entry = source_token(src, t->open);
	const struct token *end = source_token(src, t->close);
	const struct token *last = source_token(src, t->s->last);
	int equals = ask_assignment(src, t->s);
	const struct token *sign = source_token(src, equals);
	g_autofree char *indent = edits_indent(src->text, at->offset);
	g_autofree char *question = question_of(t, asker, "entry");
	g_autofree char *value = g_strndup(src->text + sign->offset + 2,
					   entry->offset + 1 - sign->offset - 2);
	g_autofree char *declared = g_strndup(src->text + at->offset,
					      sign->offset - at->offset);
	g_autofree char *text = NULL;

	if (statement_mentions(src, t->h.fn->start, t->h.fn->end, "entry"))
		return false;
	text = g_strdup_printf("%s entry = %s;\n%s%s;\n\n%sif (%s)\n%s\t%s\n\n%s%s = %sentry%.*s",
			       types[t->h.level], t->h.entry, indent,
			       g_strchomp(declared), indent, question, indent, way,
			       indent, t->stored, g_strchug(value),
			       (int)(last->offset + 1 - end->offset),
			       src->text + end->offset);
	edits_replace(t->h.edits, at->offset,
		      last->offset + 1 - at->offset, text);
	return true;
}

/* "folio = lookup(pmd_pfn(pmd)); if (!folio) goto out;": asked in front. */
static bool ask_in_front(struct taken *t, const char *asker)
{
	const struct statement *test = null_test(t);
	g_autoptr(GString) unlocks = g_string_new(NULL);
	g_autofree char *way = test ? normal_way_of(t, test, unlocks) : NULL;
	g_autofree char *asked = question_of(t, asker, t->h.entry);
	g_autofree char *question = NULL;

	if (!way)
		return false;
	if (ask_is_declaration(t->h.src, t->s))
		return !unlocks->len && put_behind_declarations(t, asker, way);
	/* It is taken in a branch, and the question stands in front of that. */
	question = t->s->kind == STATEMENT_IF ?
		g_strdup_printf("%s(%s) && %s", present[t->h.level], t->h.entry,
				asked) :
		g_strdup(asked);
	put_in_front(t, question, unlocks, way);
	return true;
}

static bool try_candidate(struct taken *t, const char **why)
{
	g_autofree char *asker = asker_of(t);

	*why = "callers of what answers with a pointer take NULL for \"fault it in and look again\"";
	if (answers_pointer(t))
		return false;
	*why = "this tree has nothing that asks an entry of this level";
	if (!asker)
		return false;
	*why = "whether the entry is present is not tested here, and only that of a present one can be asked";
	if (!normal_is_present(t))
		return false;
	if (!ask_find_range(&t->h, why) &&
	    (!t->h.vma || !normal_hand_address(t)))
		return false;
	*why = "no way out is written down for an entry that is not there";
	return t->is_all && !t->number ? put_in_place(t, asker) :
					 ask_in_front(t, asker);
}

char *normal_candidate(const struct tree *tree, const struct source *src,
		       unsigned int line, unsigned int column, const char **why)
{
	const struct source_function *fn = source_function_at(src, line);
	pfn_auto(statement) body = fn ? statement_parse(src, fn) : NULL;
	struct taken t = {
		.h = { .src = src, .fn = fn, .body = body, .level = LEVEL_COUNT },
		.tree = tree,
	};
	g_autofree char *after = NULL;

	*why = "the function cannot be read as statements";
	if (!body)
		return NULL;
	t.h.edits = edits_new(src->text);
	*why = "what takes the page is not written here";
	if (find_call(&t, line, column) && find_statement(&t, why) &&
	    try_candidate(&t, why))
		after = edits_apply(t.h.edits);
	taken_release(&t);
	return after ? reflow_lines(src->text, after) : NULL;
}
