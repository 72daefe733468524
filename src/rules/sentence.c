// SPDX-License-Identifier: GPL-2.0-only
/*
 * sentence.c - names of functions, counted and joined.
 */
#include "sentence.h"

GPtrArray *sentence_functions(const struct rewrite *r, const char *expression)
{
	GPtrArray *names = g_ptr_array_new();

	for (guint i = 0; i < r->findings->len; i++) {
		const struct finding *f = r->findings->pdata[i];

		if (f->function &&
		    (!expression || !g_strcmp0(f->expression, expression)) &&
		    !g_ptr_array_find_with_equal_func(names, f->function,
						      g_str_equal, NULL))
			g_ptr_array_add(names, f->function);
	}
	return names;
}

char *sentence_join(const GPtrArray *names)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < names->len; i++)
		g_string_append_printf(text, "%s%s()", !i ? "" :
				       i + 1 < names->len ? ", " : " and ",
				       (char *)names->pdata[i]);
	return g_string_free(text, FALSE);
}

unsigned int sentence_count(const char *text, const char *what)
{
	unsigned int n = 0;

	for (const char *c = strstr(text, what); c; c = strstr(c + 1, what))
		n++;
	return n;
}
