// SPDX-License-Identifier: GPL-2.0-only
/*
 * staged_list.c - the list as text: "commit SHA", then "word NAME", "file NAME"
 * and "carriers TEXT" of carrier_set_print(), each escaped as in C.
 */
#include "staged_list.h"

void staged_list_free(struct staged_list *list)
{
	if (!list)
		return;
	g_free(list->commit);
	g_ptr_array_unref(list->words);
	g_ptr_array_unref(list->files);
	carrier_set_free(list->carriers);
	g_free(list);
}

struct staged_list *staged_list_new(const char *commit)
{
	struct staged_list *list = g_new0(struct staged_list, 1);

	list->commit = g_strdup(commit);
	list->words = g_ptr_array_new_with_free_func(g_free);
	list->files = g_ptr_array_new_with_free_func(g_free);
	return list;
}

/* True if @text are carriers, once. */
static bool take_carriers(struct staged_list *list, const char *text)
{
	g_autofree char *plain = g_strcompress(text);

	if (list->carriers)
		return false;
	list->carriers = carrier_set_new();
	return carrier_set_parse(list->carriers, plain, NULL);
}

static bool take_line(struct staged_list *list, const char *what,
		      const char *name)
{
	if (!strcmp(what, "word"))
		g_ptr_array_add(list->words, g_strcompress(name));
	else if (!strcmp(what, "file"))
		g_ptr_array_add(list->files, g_strcompress(name));
	else
		return !strcmp(what, "carriers") && take_carriers(list, name);
	return true;
}

struct staged_list *staged_list_parse(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	pfn_auto(staged_list) list = NULL;

	for (char **l = lines; *l; l++) {
		char *name = strchr(*l, ' ');

		if (!name)
			continue;
		*name++ = '\0';
		/* Escaped names never end so; see g_strcompress(). */
		if (g_str_has_suffix(name, "\\"))
			return NULL;
		if (!strcmp(*l, "commit") && !list)
			list = staged_list_new(name);
		else if (!list || !take_line(list, *l, name))
			return NULL;
	}
	return g_steal_pointer(&list);
}

static void add_names(GString *text, const char *what, const GPtrArray *names)
{
	for (guint i = 0; i < names->len; i++) {
		g_autofree char *escaped = g_strescape(names->pdata[i], NULL);

		g_string_append_printf(text, "%s %s\n", what, escaped);
	}
}

char *staged_list_print(const struct staged_list *list)
{
	GString *text = g_string_new(NULL);

	g_string_append_printf(text, "commit %s\n", list->commit);
	add_names(text, "word", list->words);
	add_names(text, "file", list->files);
	if (list->carriers) {
		g_autofree char *plain = carrier_set_print(list->carriers);
		g_autofree char *escaped = g_strescape(plain, NULL);

		g_string_append_printf(text, "carriers %s\n", escaped);
	}
	return g_string_free(text, FALSE);
}
