// SPDX-License-Identifier: GPL-2.0-only
/*
 * spots_type.c - what names in the text are: the typedef that one is declared with,
 * and their roles.
 */
#include "spots_text.h"

/* What a declaration cannot go on behind, nor begin before. */
static bool is_bound(struct source *src, int i, bool listed)
{
	static const char *const marks[] = { ";", "{", "}", "(", ")", "=" };

	for (size_t k = 0; k < G_N_ELEMENTS(marks); k++)
		if (source_token_is(src, i, marks[k]))
			return true;
	/* "int a, b;" declares both; parameters are declared one by one. */
	return listed && source_token_is(src, i, ",");
}

static bool has_role(struct source *src, int i, enum kapi_role role)
{
	g_autofree char *name = NULL;

	if (source_token(src, i)->kind != TOKEN_NAME)
		return false;
	name = source_token_text(src, i);
	return kapi_is(name, role);
}

/* libsparse points at the name, but for parameters at their first token. */
bool spots_has_type(struct spots *spots, const char *file, unsigned int line,
		    unsigned int column, enum kapi_role role)
{
	struct source *src = spots_source(spots, file);
	int i = src ? source_token_at(src, line, column) : -1, before;
	bool listed, found = false;

	if (i < 0)
		return false;
	listed = src->outer[i] >= 0 && source_token_is(src, src->outer[i], "(");
	while ((before = source_prev(src, i)) >= 0 &&
	       !is_bound(src, before, listed))
		i = before;
	for (; i >= 0 && !is_bound(src, i, listed); i = source_next(src, i)) {
		/* A pointer to flags is not flags itself. */
		if (source_token_is(src, i, "*"))
			return false;
		found = found || has_role(src, i, role);
	}
	return found;
}

bool spots_has_name(struct spots *spots, const char *file, unsigned int line,
		    unsigned int column, enum kapi_role role)
{
	struct source *src = spots_source(spots, file);
	int i = src ? source_token_at(src, line, column) : -1;

	return i >= 0 && has_role(src, i, role);
}

bool spots_hold_entries(struct spots *spots, const char *file,
			unsigned int first, unsigned int last)
{
	struct source *src = spots_source(spots, file);
	int i = src ? source_token_at(src, first, 1) : -1;

	for (; i >= 0 && source_token(src, i)->line <= last; i = source_next(src, i)) {
		g_autofree char *name = source_token(src, i)->kind == TOKEN_NAME ?
					source_token_text(src, i) : NULL;

		if (name && kapi_is_entry(name))
			return true;
	}
	return false;
}
