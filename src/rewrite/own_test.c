// SPDX-License-Identifier: GPL-2.0-only
/*
 * own_test.c - tables of callbacks, and one more callback in them.
 */
#include "ask.h"
#include "edits.h"
#include "ground/kapi.h"
#include "ground/source_parts.h"
#include "own_test.h"
#include "statement.h"

#define MEMBER ".test_walk"

static void table_free(gpointer data)
{
	struct own_table *t = data;

	g_free(t->name);
	g_free(t->hole);
	g_free(t);
}

static bool is_word(const struct source *src, int i, const char *word)
{
	return source_is_name(src, i) && source_token_is(src, i, word);
}

/* The token behind "= " of ".@member = ..." in the brackets, or -1. */
static int member_value(const struct source *src, const struct own_table *t,
			const char *member)
{
	for (int i = t->open; i >= 0 && i < t->close; i = source_next(src, i))
		if (source_is_punct(src, i, ".") &&
		    is_word(src, source_next(src, i), member))
			return source_next(src, source_next(src,
						source_next(src, i)));
	return -1;
}

static void add_table(GPtrArray *all, const struct source *src, int name, int open)
{
	struct own_table *t = g_new0(struct own_table, 1);
	int hole;

	t->name = source_token_text(src, name);
	t->line = source_token(src, name)->line;
	t->open = open;
	t->close = source_match(src, open);
	t->has_test = member_value(src, t, "test_walk") >= 0;
	hole = member_value(src, t, "pte_hole");
	t->hole = hole >= 0 ? source_token_text(src, hole) : NULL;
	g_ptr_array_add(all, t);
}

/* "extern const struct mm_walk_ops a;" at the type's name. */
static bool is_extern(const struct source *src, int i)
{
	for (; source_is_name(src, i); i = source_prev(src, i))
		if (is_word(src, i, "extern"))
			return true;
	return false;
}

GPtrArray *own_tables(const struct source *src, char **why)
{
	GPtrArray *all = g_ptr_array_new_with_free_func(table_free);

	for (int i = 0; i < (int)src->tokens->len; i++) {
		int name = source_next(src, i), equals, open;
		g_autofree char *type = is_word(src, source_prev(src, i), "struct") &&
			source_is_name(src, i) ? source_token_text(src, i) : NULL;

		/* A pointer, a cast or the type itself: no table. */
		if (!type || !kapi_is(type, KAPI_WALK_OPS) ||
		    !source_is_name(src, name) || is_extern(src, i))
			continue;
		equals = source_next(src, name);
		open = source_next(src, equals);
		if (source_is_punct(src, equals, "=") &&
		    source_is_punct(src, open, "{") && source_match(src, open) > 0) {
			add_table(all, src, name, open);
			continue;
		}
		*why = g_strdup_printf("%s:%u: the callbacks of this walk are set elsewhere",
				       src->file, source_token(src, i)->line);
		g_ptr_array_unref(all);
		return NULL;
	}
	return all;
}

/*
 * "mlock_walk_ops": "mlock_test_walk", which the file must not use yet.  A table
 * in a function is named like that: several may have a "walk_ops".
 */
static char *test_name(const struct source *src, const struct own_table *t)
{
	static const char *const endings[] = { "_walk_ops", "_ops", "" };
	const struct source_function *fn = source_function_at(src, t->line);
	char *name = fn ? g_strdup_printf("%s_test_walk", fn->name) : NULL;

	for (size_t i = 0; !name; i++)
		if (g_str_has_suffix(t->name, endings[i]))
			name = g_strdup_printf("%.*s_test_walk",
				(int)(strlen(t->name) - strlen(endings[i])),
				t->name);
	if (statement_mentions(src, 0, src->tokens->len - 1, name))
		g_clear_pointer(&name, g_free);
	return name;
}

static char *test_text(const struct own_table *t, const char *name)
{
	g_autofree char *head = g_strdup_printf("static int %s(", name);
	g_autofree char *pad = g_strnfill(strlen(head) / 8, '\t');
	g_autofree char *rest = g_strnfill(strlen(head) % 8, ' ');
	bool fits = strlen(head) + strlen("unsigned long start, unsigned long end,") <= 80;
	g_autofree char *wrap = fits ? g_strdup(" ") :
		g_strdup_printf("\n%s%s", pad, rest);
	g_autofree char *body = t->hole ?
		g_strdup_printf("\tint err;\n\n\tif (!%s(walk->vma))\n\t\treturn 0;\n"
				"\terr = %s(start, end, -1, walk);\n"
				"\treturn err ? err : 1;\n", ASK_HOLE, t->hole) :
		g_strdup_printf("\treturn %s(walk->vma);\n", ASK_HOLE);

	return g_strdup_printf("/* Entries of a PFN mapping are not told from pages here. */\n"
			       "%sunsigned long start,%sunsigned long end,\n"
			       "%s%sstruct mm_walk *walk)\n{\n%s}\n\n",
			       head, wrap, pad, rest, body);
}

/* A line of the table to write the new one like: its members are as long. */
static bool add_member(struct edits *edits, const struct source *src,
		       const struct own_table *t, const char *name)
{
	static const char *const like[] = {
		"walk_lock", "pmd_entry", "pte_entry", "pud_entry",
	};
	int value = -1, dot;
	const struct token *first, *last;
	g_autofree char *indent = NULL, *gap = NULL, *line = NULL;

	for (size_t i = 0; value < 0 && i < G_N_ELEMENTS(like); i++)
		value = member_value(src, t, like[i]);
	if (value < 0)
		return false;
	last = source_token(src, source_prev(src, source_prev(src, value)));
	dot = source_prev(src, source_prev(src, source_prev(src, value)));
	first = source_token(src, dot);
	indent = edits_indent(src->text, first->offset);
	gap = g_strndup(src->text + last->offset + last->length,
			source_token(src, value)->offset - last->offset -
			last->length);
	line = g_strdup_printf("%s" MEMBER "%s%s,\n", indent, gap, name);
	edits_replace(edits, first->offset - strlen(indent), 0, line);
	return first->starts_line;
}

/* The start of the line above @offset, which is one. */
static size_t line_above(const char *text, size_t offset)
{
	for (offset--; offset && text[offset - 1] != '\n'; offset--)
		;
	return offset;
}

/* A comment that ends right above @offset belongs to what stands there. */
static size_t above_comment(const char *text, size_t offset)
{
	size_t at = offset;

	if (at < 4 || strncmp(text + at - 3, "*/\n", 3))
		return offset;
	while (at && strncmp(text + at, "/*", 2))
		at = line_above(text, at);
	return strncmp(text + at, "/*", 2) ? offset : at;
}

/* Where a function can stand: in front of the table, or of what holds it. */
static size_t place_of(const struct source *src, const struct own_table *t)
{
	const struct source_function *fn = source_function_at(src, t->line);
	int i = fn ? (int)fn->start : t->open;
	size_t offset;

	while (!fn && i > 0 && !source_is_punct(src, source_prev(src, i), ";") &&
	       !source_is_punct(src, source_prev(src, i), "}"))
		i = source_prev(src, i);
	offset = source_token(src, i)->offset;
	return above_comment(src->text, offset);
}

char *own_test_add(const struct source *src, const GPtrArray *tables)
{
	pfn_auto(edits) edits = edits_new(src->text);
	g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal,
							    g_free, NULL);

	for (guint i = 0; i < tables->len; i++) {
		const struct own_table *t = tables->pdata[i];
		char *name = test_name(src, t);
		g_autofree char *text = name ? test_text(t, name) : NULL;

		if (!text || !g_hash_table_add(names, name) ||
		    !add_member(edits, src, t, name))
			return NULL;
		edits_replace(edits, place_of(src, t), 0, text);
	}
	return edits_apply(edits);
}
