// SPDX-License-Identifier: GPL-2.0-only
/*
 * kbuild.c - follows an object through the Makefiles up to the root.
 */
#include "kbuild.h"

#include <ctype.h>

/* Lists of lists; Kbuild needs three at most. */
#define PARTS_DEPTH 6

struct search {
	const struct tree *tree;
	GPtrArray *options;	/* char *, owned by who asked */
	GHashTable *seen;	/* "FILE NAME": looked for already */
};

/* Takes @option over. */
static void add_option(struct search *s, char *option)
{
	if (g_ptr_array_find_with_equal_func(s->options, option, g_str_equal,
					     NULL))
		g_free(option);
	else
		g_ptr_array_add(s->options, option);
}

/* Adds each CONFIG_X of @text up to @len. */
static void add_options(struct search *s, const char *text, size_t len)
{
	const char *end = text + len, *p = text;

	while ((p = g_strstr_len(p, end - p, "CONFIG_"))) {
		size_t n = strlen("CONFIG_");

		while (p + n < end && (isalnum((unsigned char)p[n]) || p[n] == '_'))
			n++;
		add_option(s, g_strndup(p, n));
		p += n;
	}
}

/* The lines of a Makefile, those that end in a backslash joined. */
static char **logical_lines(const struct tree *tree, const char *makefile)
{
	g_autofree char *text = tree_read(tree, makefile, NULL);
	g_autoptr(GString) joined = g_string_new(text);

	if (!text)
		return NULL;
	g_string_replace(joined, "\\\n", " ", 0);
	return g_strsplit(joined->str, "\n", -1);
}

/* Where the value of an assignment begins; NULL: the line is none. */
static const char *value_of(const char *line)
{
	const char *eq = strchr(line, '=');

	if (!eq || eq == line || *line == '\t' || *line == '#')
		return NULL;
	return eq + 1;
}

/* The name that is assigned to: "foo-$(CONFIG_X)" of "foo-$(CONFIG_X) += a.o". */
static char *target_of(const char *line)
{
	const char *eq = strchr(line, '=');
	g_autofree char *name = NULL;

	while (eq > line && strchr("+:? \t", eq[-1]))
		eq--;
	name = g_strndup(line, eq - line);
	return g_strdup(g_strstrip(name));
}

/*
 * True if a word of @value is @name, or ends in "/NAME" (a Makefile that an
 * outer one includes gives its folder a variable).
 */
static bool has_word(const char *value, const char *name)
{
	size_t n = strlen(name);
	const char *p = value;

	while ((p = strstr(p, name))) {
		bool begins = p == value || strchr(" \t/", p[-1]);
		char after = p[n];

		if (begins && (!after || after == ' ' || after == '\t' || after == '#'))
			return true;
		p += n;
	}
	return false;
}

/* Conditionals that are open: their options, and none for an "else". */
static void track_conditional(GPtrArray *open, const char *line)
{
	while (*line == ' ' || *line == '\t')
		line++;
	if (g_str_has_prefix(line, "ifdef") || g_str_has_prefix(line, "ifeq") ||
	    g_str_has_prefix(line, "ifneq") || g_str_has_prefix(line, "ifndef")) {
		bool negative = g_str_has_prefix(line, "ifndef") ||
			(g_str_has_prefix(line, "ifeq") && strstr(line, "),)"));

		g_ptr_array_add(open, g_strdup(negative ? "" : line));
	} else if (open->len && g_str_has_prefix(line, "else")) {
		g_free(open->pdata[open->len - 1]);
		open->pdata[open->len - 1] = g_strdup(strstr(line, "if") ? line : "");
	} else if (open->len && g_str_has_prefix(line, "endif")) {
		g_ptr_array_set_size(open, open->len - 1);
	}
}

static char *parent_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return g_strndup(path, slash ? (size_t)(slash - path) : 0);
}

/* The Makefiles of the folders above, the caller frees it; NULL at the root. */
static char *folder_above(const char *makefile)
{
	g_autofree char *dir = parent_of(makefile);
	g_autofree char *up = parent_of(dir);

	return *up ? g_strconcat(up, "/Makefile", NULL) : NULL;
}

static bool follow(struct search *s, const char *makefile, const char *name,
		   unsigned int depth);

/*
 * What the list @target is part of: "foo-y" makes foo.o, "FOO" is mentioned as
 * $(FOO).  Kbuild's own lists (obj-y, lib-y) end the way.
 */
static void follow_target(struct search *s, const char *makefile,
			  const char *target, unsigned int depth)
{
	static const char *const last[] = {
		"obj", "lib", "core", "drivers", "libs", "net", "virt",
		"subdir", "head", "always", "extra", "targets",
	};
	const char *dash = strrchr(target, '-');
	g_autofree char *base = g_strndup(target, dash ? (size_t)(dash - target) :
						 strlen(target));
	g_autofree char *object = g_strconcat(base, ".o", NULL);
	g_autofree char *list = g_strdup_printf("$(%s-y)", base);
	g_autofree char *variable = g_strdup_printf("$(%s)", target);
	g_autofree char *up = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(last); i++)
		if (!strcmp(base, last[i]))
			return;
	if (follow(s, makefile, object, depth) || follow(s, makefile, list, depth) ||
	    follow(s, makefile, variable, depth))
		return;
	/* A Makefile that the one above includes. */
	up = folder_above(makefile);
	if (up)
		follow(s, up, variable, depth);
}

/*
 * "mmu-y := nommu.o", then "mmu-$(CONFIG_MMU) := memory.o": the first list is
 * there only without the option.
 */
static void add_override(struct search *s, char **later, const char *target)
{
	g_autofree char *begin = NULL;

	if (!g_str_has_suffix(target, "-y"))
		return;
	begin = g_strndup(target, strlen(target) - 1);
	for (char **l = later; *l; l++) {
		const char *option = *l + strlen(begin) + strlen("$(");
		const char *end = strstr(*l, ")");

		if (g_str_has_prefix(*l, begin) && end && strstr(end, ":=") &&
		    g_str_has_prefix(*l + strlen(begin), "$(CONFIG_"))
			add_option(s, g_strdup_printf("!%.*s", (int)(end - option),
						      option));
	}
}

/* Each assignment in @makefile that mentions @name; false if none does. */
static bool follow(struct search *s, const char *makefile, const char *name,
		   unsigned int depth)
{
	g_auto(GStrv) lines = NULL;
	g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);
	char *key = g_strconcat(makefile, " ", name, NULL);
	bool found = false;

	if (!g_hash_table_add(s->seen, key) || depth > PARTS_DEPTH)
		return false;
	lines = logical_lines(s->tree, makefile);
	for (char **l = lines; l && *l && !found; l++) {
		const char *value = value_of(*l);
		g_autofree char *target = NULL;

		track_conditional(open, *l);
		if (!value || !has_word(value, name))
			continue;
		found = true;
		target = target_of(*l);
		add_options(s, target, strlen(target));
		if (strstr(*l, ":="))
			add_override(s, l + 1, target);
		for (guint i = 0; i < open->len; i++)
			add_options(s, open->pdata[i], strlen(open->pdata[i]));
		follow_target(s, makefile, target, depth + 1);
	}
	return found;
}

/* In the Makefile or Kbuild of a folder ("" is the root). */
static bool follow_in(struct search *s, const char *dir, const char *name)
{
	static const char *const files[] = { "Kbuild", "Makefile" };
	bool found = false;

	for (size_t i = 0; i < G_N_ELEMENTS(files) && !found; i++) {
		g_autofree char *file = *dir ?
			g_strconcat(dir, "/", files[i], NULL) : g_strdup(files[i]);

		found = follow(s, file, name, 0);
	}
	return found;
}

/*
 * The folder whose Makefile names @path (an object, or a folder with its slash),
 * as it is called from there: the one it lies in, else one above.  NULL if none
 * does; the caller frees it.
 */
static char *named_in(struct search *s, const char *path)
{
	g_autofree char *own = g_strndup(path, strlen(path) - 1);
	char *dir = parent_of(own);

	while (!follow_in(s, dir, *dir ? path + strlen(dir) + 1 : path)) {
		char *up = parent_of(dir);
		bool root = !*dir;

		g_free(dir);
		dir = up;
		if (root) {
			g_free(dir);
			return NULL;
		}
	}
	return dir;
}

static void climb(struct search *s, const char *file)
{
	g_autofree char *object = g_strdup(file);
	g_autofree char *dir = NULL;

	object[strlen(object) - 1] = 'o';
	dir = named_in(s, object);
	while (dir && *dir) {
		g_autofree char *folder = g_strconcat(dir, "/", NULL);

		g_free(dir);
		dir = named_in(s, folder);
	}
}

GPtrArray *kbuild_options(const struct tree *tree, const char *file)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash,
						g_str_equal, g_free, NULL);
	struct search s = {
		.tree = tree,
		.options = g_ptr_array_new_with_free_func(g_free),
		.seen = seen,
	};

	if (g_str_has_suffix(file, ".c"))
		climb(&s, file);
	return s.options;
}

bool kbuild_is_set(const char *config, const char *option)
{
	g_autofree char *line = NULL;
	const char *at;

	if (*option == '!')
		return !kbuild_is_set(config, option + 1);
	line = g_strconcat("\n", option, "=", NULL);
	at = strstr(config, line);
	if (!at && g_str_has_prefix(config, line + 1))
		at = config - 1;
	return at && strchr("ym", at[strlen(line)]) && at[strlen(line)];
}

char *kbuild_missing(const struct tree *tree, const char *file,
		     const char *config)
{
	g_autoptr(GPtrArray) options = kbuild_options(tree, file);

	for (guint i = 0; i < options->len; i++)
		if (!kbuild_is_set(config, options->pdata[i]))
			return g_strdup(options->pdata[i]);
	return NULL;
}
