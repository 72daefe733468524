// SPDX-License-Identifier: GPL-2.0-only
/*
 * glued.c - one word in, two out.
 */
#include "glued.h"

static bool takes_value(const GOptionEntry *e, char short_name)
{
	for (; e && e->long_name; e++)
		if (e->short_name == short_name)
			return e->arg != G_OPTION_ARG_NONE;
	return false;
}

char **glued_split(char **argv, const GOptionEntry *entries,
		   const GOptionEntry *extra)
{
	g_autoptr(GStrvBuilder) out = g_strv_builder_new();
	bool options = true;

	for (char **a = argv; *a; a++) {
		const char *s = *a;

		options = options && strcmp(s, "--");
		if (options && s[0] == '-' && s[1] && s[1] != '-' && s[2] &&
		    (takes_value(entries, s[1]) || takes_value(extra, s[1]))) {
			char name[] = { '-', s[1], '\0' };

			g_strv_builder_add_many(out, name, s + 2, NULL);
		} else {
			g_strv_builder_add(out, s);
		}
	}
	return g_strv_builder_end(out);
}
