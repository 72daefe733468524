// SPDX-License-Identifier: GPL-2.0-only
/*
 * assertion.c - reads tokens outwards from a read.
 */
#include "assertion.h"
#include "ground/kapi.h"

#define MAX_NESTING 4

static bool is_assertion(struct unit *unit, const char *name, int depth);

static bool body_asserts(struct unit *unit, const struct source *src,
			 const struct source_macro *m, int depth)
{
	for (unsigned int i = m->first; i < m->end; i++) {
		g_autofree char *name = NULL;

		if (source_token(src, i)->kind != TOKEN_NAME ||
		    i + 1 >= m->end || !source_token_is(src, i + 1, "("))
			continue;
		name = source_token_text(src, i);
		if (is_assertion(unit, name, depth + 1))
			return true;
	}
	return false;
}

static bool macro_asserts(struct unit *unit, struct unit_file *file,
			  const char *name, int depth)
{
	const struct source *src = unit_source(file);

	for (unsigned int i = 0; i < src->macros->len; i++) {
		const struct source_macro *m = src->macros->pdata[i];

		if (!strcmp(m->name, name) && body_asserts(unit, src, m, depth))
			return true;
	}
	return false;
}

/* Only texts that hold "define NAME" are worth the tokens. */
static bool defines(const struct unit_file *file, const char *name)
{
	g_autofree char *text = g_strconcat("define ", name, "(", NULL);

	return file->text && memmem(file->text, file->length, text, strlen(text));
}

static bool is_assertion(struct unit *unit, const char *name, int depth)
{
	GHashTableIter iter;
	gpointer value;

	if (kapi_is(name, KAPI_ASSERT))
		return true;
	if (depth >= MAX_NESTING || g_hash_table_contains(unit->by_name, name))
		return false;
	g_hash_table_iter_init(&iter, unit->files);
	while (g_hash_table_iter_next(&iter, NULL, &value))
		if (defines(value, name) && macro_asserts(unit, value, name, depth))
			return true;
	return false;
}

static bool is_word(const struct source *src, int i)
{
	static const char *const not_calls[] = {
		"if", "while", "for", "switch", "return", "sizeof", "unlikely",
		"likely",
	};

	if (i < 0 || source_token(src, i)->kind != TOKEN_NAME)
		return false;
	for (size_t k = 0; k < G_N_ELEMENTS(not_calls); k++)
		if (source_token_is(src, i, not_calls[k]))
			return false;
	return true;
}

bool assertion_around(struct unit *unit, const struct read *read)
{
	const struct source *src;
	int open = 0;

	if (!read->file || read->token < 0)
		return false;
	src = unit_source(read->file);
	for (int i = source_prev(src, read->token); i >= 0; i = source_prev(src, i)) {
		int before = source_prev(src, i);
		g_autofree char *name = NULL;

		if (source_token_is(src, i, ";") || source_token_is(src, i, "{") ||
		    source_token_is(src, i, "}"))
			return false;
		if (source_token_is(src, i, ")"))
			open--;
		if (!source_token_is(src, i, "(") || ++open <= 0)
			continue;
		open = 0;
		if (!is_word(src, before))
			continue;
		name = source_token_text(src, before);
		if (is_assertion(unit, name, 0))
			return true;
	}
	return false;
}

bool assertion_exported(const struct func *func)
{
	const struct source *src = unit_source(func->file);

	for (unsigned int i = 0; i + 2 < src->tokens->len; i++) {
		const struct token *t = source_token(src, i);

		if (t->kind == TOKEN_NAME &&
		    g_str_has_prefix(src->text + t->offset, "EXPORT_SYMBOL") &&
		    source_token_is(src, i + 2, func->name))
			return true;
	}
	return false;
}
