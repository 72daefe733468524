// SPDX-License-Identifier: GPL-2.0-only
/*
 * page.c - sections and sentences of doc/rules/SLUG.md.
 */
#include "page.h"

static char *section_of(const char *page, const char *title)
{
	g_autofree char *head = g_strdup_printf("\n## %s\n", title);
	const char *start = strstr(page, head), *end;

	if (!start)
		return NULL;
	start += strlen(head);
	while (*start == '\n')
		start++;
	end = strstr(start, "\n\n");
	return g_strstrip(end ? g_strndup(start, end - start) : g_strdup(start));
}

char *page_section(const struct installed *files, const struct rule *rule,
		   const char *title)
{
	g_autofree char *name = g_strconcat(rule->slug, ".md", NULL);
	g_autofree char *path = g_build_filename(files->pages, name, NULL);
	g_autofree char *page = NULL;

	if (!g_file_get_contents(path, &page, NULL, NULL))
		return NULL;
	return section_of(page, title);
}

/* A stop ends a sentence where a new one begins behind it, or nothing does. */
static bool ends_sentence(const char *stop)
{
	return *stop == '.' &&
	       (!stop[1] || (stop[1] == ' ' && !g_ascii_islower(stop[2])));
}

char *page_sentences(const char *text, unsigned int count)
{
	char *line = g_strdelimit(g_strdup(text), "\n\t", ' ');

	for (char *p = line; *p; p++) {
		if (!ends_sentence(p) || --count)
			continue;
		p[1] = '\0';
		break;
	}
	return line;
}
