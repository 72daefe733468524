// SPDX-License-Identifier: GPL-2.0-only
/*
 * declared_look.c - does one text declare a name?
 */
#include "declared_parts.h"
#include "ground/source_parts.h"

/* The innermost bracket of any kind that is open at @i, or -1: file level. */
static int outer(const struct source *src, int i)
{
	for (i = source_prev(src, i); i >= 0; i = source_prev(src, i)) {
		if (source_is_punct(src, i, "(") || source_is_punct(src, i, "[") ||
		    source_is_punct(src, i, "{"))
			return i;
		if ((source_is_close(src, i) || source_is_punct(src, i, "}")) &&
		    source_match(src, i) >= 0)
			i = source_match(src, i);
	}
	return -1;
}

/* "struct name {" or "struct {": what the "{" at @open begins. */
static bool opens(const struct source *src, int open, const char *keyword)
{
	int before = source_prev(src, open);

	if (open < 0 || !source_is_punct(src, open, "{"))
		return false;
	return (before >= 0 && source_token_is(src, before, keyword)) ||
	       (source_is_name(src, before) &&
		source_prev(src, before) >= 0 &&
		source_token_is(src, source_prev(src, before), keyword));
}

/* "int name(", "type *name(" outside of any function's body. */
static bool declares_function(const struct source *src, int i)
{
	int before = source_prev(src, i);

	return source_is_punct(src, source_next(src, i), "(") && outer(src, i) < 0 &&
	       (source_is_punct(src, before, "*") ||
		(source_is_name(src, before) && !source_is_keyword(src, before)));
}

/* "type name;" "type name[", "type (*name)(" in a struct or union. */
static bool declares_member(const struct source *src, int i)
{
	static const char *const ends[] = { ";", ",", ":", "[", ")" };
	int before = source_prev(src, i), open = outer(src, i);

	if (source_is_punct(src, open, "(") && source_is_punct(src, before, "*"))
		open = outer(src, open);
	if (!opens(src, open, "struct") && !opens(src, open, "union"))
		return false;
	for (size_t k = 0; k < G_N_ELEMENTS(ends); k++)
		if (source_is_punct(src, source_next(src, i), ends[k]))
			return source_is_name(src, before) ||
			       source_is_punct(src, before, "*") ||
			       source_is_punct(src, before, ",");
	return false;
}

static bool declares_enumerator(const struct source *src, int i)
{
	int before = source_prev(src, i);

	return opens(src, outer(src, i), "enum") &&
	       (source_is_punct(src, before, "{") || source_is_punct(src, before, ","));
}

static bool declares_tag(const struct source *src, int i)
{
	int open = source_next(src, i);

	return source_is_punct(src, open, "{") &&
	       (opens(src, open, "struct") || opens(src, open, "union") ||
		opens(src, open, "enum"));
}

static bool declares_at(const struct source *src, int i, enum name_kind kind)
{
	switch (kind) {
	case NAME_CALL:
		return declares_function(src, i);
	case NAME_MEMBER:
		return declares_member(src, i);
	case NAME_TAG:
		return declares_tag(src, i);
	default:
		return declares_enumerator(src, i);
	}
}

/* "prefix##name##suffix" in some macro of the text; each may be empty. */
static bool pastes(const struct source *src, const char *prefix, const char *suffix)
{
	for (guint m = 0; m < src->macros->len; m++) {
		const struct source_macro *macro = src->macros->pdata[m];
		bool front = !*prefix, back = !*suffix;

		for (unsigned int i = macro->first; i < macro->end; i++) {
			if (!source_token_is(src, i, "##"))
				continue;
			front = front || (i > macro->first &&
					  source_token_is(src, i - 1, prefix));
			back = back || (i + 1 < macro->end &&
					source_token_is(src, i + 1, suffix));
		}
		if (front && back)
			return true;
	}
	return false;
}

/* "DECLARE_VMA_BIT(PFNMAP, 10)" makes VMA_PFNMAP_BIT. */
static bool is_piece(const struct source *src, int i, const char *name)
{
	g_autofree char *piece = source_token_text(src, i);
	const char *at = strstr(name, piece);
	g_autofree char *prefix = NULL;
	int open = !at || !strcmp(at, name) ? -1 : outer(src, i);

	if (open < 0 || !source_is_punct(src, open, "(") ||
	    !source_is_name(src, source_prev(src, open)))
		return false;
	prefix = g_strndup(name, at - name);
	return pastes(src, prefix, at + strlen(piece));
}

bool source_declares(const struct source *src, const struct new_name *name)
{
	bool macro = name->kind == NAME_CALL || name->kind == NAME_CONSTANT;

	for (guint m = 0; macro && m < src->macros->len; m++) {
		const struct source_macro *found = src->macros->pdata[m];

		if (!strcmp(found->name, name->name))
			return true;
	}
	for (int i = 0; i < (int)src->tokens->len; i++) {
		const struct token *t = source_token(src, i);

		if (t->kind != TOKEN_NAME || t->in_define)
			continue;
		if (source_token_is(src, i, name->name) ?
		    declares_at(src, i, name->kind) :
		    macro && !source_function_at(src, t->line) &&
			    is_piece(src, i, name->name))
			return true;
	}
	return false;
}
