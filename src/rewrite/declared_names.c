// SPDX-License-Identifier: GPL-2.0-only
/*
 * declared_names.c - what a new text names that the old one did not.
 *
 * Local variables and labels are the text's own; only what somebody else has to
 * declare is asked about.
 */
#include "declared_parts.h"

static void new_name_free(struct new_name *name)
{
	g_free(name->name);
	g_free(name);
}

static bool is_constant(const char *name)
{
	bool upper = false;

	for (; *name; name++) {
		if (g_ascii_islower(*name))
			return false;
		upper = upper || g_ascii_isupper(*name);
	}
	return upper;
}

static bool follows(const struct source *src, int i, const char *text)
{
	int before = source_prev(src, i);

	return before >= 0 && source_token_is(src, before, text);
}

static bool is_keyword(const char *name)
{
	static const char *const words[] = {
		"if", "while", "for", "switch", "return", "sizeof", "typeof",
		"__typeof__", "__attribute__", "do", "else", "case",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (!strcmp(name, words[i]))
			return true;
	return false;
}

/* False if the name at @i is one that the text itself gives a meaning to. */
static bool kind_of(const struct source *src, int i, const char *name,
		    enum name_kind *kind)
{
	int after = source_next(src, i);

	if (follows(src, i, ".") || follows(src, i, "->"))
		*kind = NAME_MEMBER;
	else if (follows(src, i, "struct") || follows(src, i, "union") ||
		 follows(src, i, "enum"))
		*kind = NAME_TAG;
	else if (after >= 0 && source_token_is(src, after, "(") && !is_keyword(name))
		*kind = NAME_CALL;
	else if (is_constant(name))
		*kind = NAME_CONSTANT;
	else
		return false;
	return true;
}

static GHashTable *all_names(const struct source *src)
{
	GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						  NULL);

	for (guint i = 0; i < src->tokens->len; i++)
		if (source_token(src, i)->kind == TOKEN_NAME)
			g_hash_table_add(names, source_token_text(src, i));
	return names;
}

GPtrArray *new_names(const struct source *before, const struct source *after)
{
	GPtrArray *found = g_ptr_array_new_with_free_func(
				(GDestroyNotify)new_name_free);
	g_autoptr(GHashTable) seen = all_names(before);

	for (guint i = 0; i < after->tokens->len; i++) {
		g_autofree char *name = NULL;
		struct new_name *new;
		enum name_kind kind;

		if (source_token(after, i)->kind != TOKEN_NAME)
			continue;
		name = source_token_text(after, i);
		if (g_hash_table_contains(seen, name) ||
		    !kind_of(after, i, name, &kind))
			continue;
		new = g_new0(struct new_name, 1);
		new->kind = kind;
		new->name = g_strdup(name);
		g_ptr_array_add(found, new);
		g_hash_table_add(seen, g_steal_pointer(&name));
	}
	return found;
}

char *new_name_text(const struct new_name *name)
{
	switch (name->kind) {
	case NAME_CALL:
		return g_strdup_printf("%s()", name->name);
	case NAME_MEMBER:
		return g_strdup_printf("a field '%s'", name->name);
	case NAME_TAG:
		return g_strdup_printf("struct %s", name->name);
	default:
		return g_strdup(name->name);
	}
}
