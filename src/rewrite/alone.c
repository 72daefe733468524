// SPDX-License-Identifier: GPL-2.0-only
/*
 * alone.c - heads of the functions that other files may call, before and after.
 */
#include "alone.h"
#include "ground/source.h"

/* "int f ( int a )": all tokens in front of the body. */
static char *head_of(const struct source *src, const struct source_function *f)
{
	GString *head = g_string_new(NULL);

	for (unsigned int i = f->start; i < f->body; i++) {
		const struct token *t = source_token(src, i);

		g_string_append_len(head, src->text + t->offset, t->length);
		g_string_append_c(head, ' ');
	}
	return g_string_free(head, FALSE);
}

static bool has_head(const struct source *src, const char *head)
{
	for (guint i = 0; i < src->functions->len; i++) {
		g_autofree char *its = head_of(src, src->functions->pdata[i]);

		if (!strcmp(its, head))
			return true;
	}
	return false;
}

char *alone_why_not(const char *file, const char *before, const char *after)
{
	pfn_auto(source) then = source_new(file, before);
	pfn_auto(source) now = source_new(file, after);
	bool is_header = g_str_has_suffix(file, ".h");

	for (guint i = 0; i < then->functions->len; i++) {
		const struct source_function *f = then->functions->pdata[i];
		g_autofree char *head = head_of(then, f);

		if ((is_header || !f->is_static) && !has_head(now, head))
			return g_strdup_printf("other files may call %s(), which the rewrite takes away or changes",
					       f->name);
	}
	return NULL;
}
