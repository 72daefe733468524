// SPDX-License-Identifier: GPL-2.0-only
/*
 * makefile.c - reads "ccflags-y += -I$(src)/include" and its like out of
 * kernel Makefiles.  Plain variables, $(src) and $(srctree) are expanded;
 * conditionals and functions are not, every branch counts.
 */
#include "makefile.h"

#define MAX_EXPANSIONS 32

struct makefile {
	char *dir;
	const char *root;	/* or NULL */
	const char *stem;	/* CFLAGS_<stem>.o counts */
	GHashTable *vars;	/* name -> value, both owned */
	GPtrArray *out;
};

static char *value_of(const struct makefile *m, const char *name)
{
	const char *value;

	if (!strcmp(name, "src") || !strcmp(name, "obj"))
		return g_strdup(m->dir);
	if (!strcmp(name, "srctree"))
		return g_strdup(m->root ? m->root : m->dir);
	value = g_hash_table_lookup(m->vars, name);
	return g_strdup(value ? value : "");
}

/* One "$(name)" after the other; NULL if @text needs more than a name. */
static char *expand(const struct makefile *m, const char *text)
{
	g_autoptr(GString) s = g_string_new(text);

	for (int i = 0; i < MAX_EXPANSIONS; i++) {
		const char *open, *close;
		g_autofree char *name = NULL, *value = NULL;
		gsize at;

		/* Before 6.10 $(src) was relative to the tree. */
		g_string_replace(s, "$(srctree)/$(src)", "$(src)", 0);
		open = strstr(s->str, "$(");
		close = open ? strchr(open, ')') : NULL;
		if (!close)
			break;
		name = g_strndup(open + 2, close - open - 2);
		value = value_of(m, name);
		at = open - s->str;
		g_string_erase(s, at, close - open + 1);
		g_string_insert(s, at, value);
	}
	return g_strdup(s->str);
}

static bool counts(const struct makefile *m, const char *name)
{
	g_autofree char *own = g_strdup_printf("CFLAGS_%s.o", m->stem);

	return g_str_has_prefix(name, "ccflags-") ||
	       g_str_has_prefix(name, "subdir-ccflags-") ||
	       !strcmp(name, "EXTRA_CFLAGS") || !strcmp(name, own);
}

static void add_once(GPtrArray *out, const char *prefix, const char *arg)
{
	char *word = g_strconcat(prefix, arg, NULL);

	if (g_ptr_array_find_with_equal_func(out, word, g_str_equal, NULL))
		g_free(word);
	else
		g_ptr_array_add(out, word);
}

static void take_flags(const struct makefile *m, const char *value)
{
	g_autofree char *text = expand(m, value);
	g_auto(GStrv) words = g_strsplit_set(text, " \t", -1);

	for (size_t i = 0; words[i]; i++) {
		if (!strcmp(words[i], "-I") && words[i + 1])
			add_once(m->out, "-I", words[++i]);
		else if (g_str_has_prefix(words[i], "-I/") ||
			 g_str_has_prefix(words[i], "-D"))
			add_once(m->out, "", words[i]);
	}
}

static void take_line(const struct makefile *m, char *line)
{
	char *eq = strchr(line, '=');
	char *name, *end;

	if (!eq || line[0] == '\t' || line[0] == '#')
		return;
	end = eq;
	while (end > line && strchr(":+? \t", end[-1]))
		end--;
	name = g_strndup(line, end - line);
	g_strstrip(name);
	if (counts(m, name))
		take_flags(m, eq + 1);
	g_hash_table_insert(m->vars, name, g_strstrip(g_strdup(eq + 1)));
}

static char *read_joined(const char *dir)
{
	g_autofree char *kbuild = g_build_filename(dir, "Kbuild", NULL);
	g_autofree char *makefile = g_build_filename(dir, "Makefile", NULL);
	g_autoptr(GString) s = NULL;
	g_autofree char *text = NULL;

	if (!g_file_get_contents(kbuild, &text, NULL, NULL) &&
	    !g_file_get_contents(makefile, &text, NULL, NULL))
		return NULL;
	s = g_string_new(text);
	g_string_replace(s, "\\\n", " ", 0);
	return g_strdup(s->str);
}

static void take_makefile(const char *dir, const char *root, const char *stem,
			  const char *text, GPtrArray *out)
{
	g_autoptr(GHashTable) vars = g_hash_table_new_full(g_str_hash,
		g_str_equal, g_free, g_free);
	g_autofree char *own_dir = g_strdup(dir);
	struct makefile m = { own_dir, root, stem, vars, out };
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (size_t i = 0; lines[i]; i++)
		take_line(&m, lines[i]);
}

/* A directory beside @dir whose Makefile includes the one of @dir. */
static void take_neighbours(const char *dir, const char *root,
			    const char *stem, GPtrArray *out)
{
	g_autofree char *parent = g_path_get_dirname(dir);
	g_autofree char *base = g_path_get_basename(dir);
	g_autofree char *included = g_strdup_printf("/%s/Makefile", base);
	g_autoptr(GDir) entries = g_dir_open(parent, 0, NULL);
	const char *name;

	while (entries && (name = g_dir_read_name(entries))) {
		g_autofree char *beside = g_build_filename(parent, name, NULL);
		g_autofree char *text = NULL;

		if (!strcmp(beside, dir) ||
		    !g_file_test(beside, G_FILE_TEST_IS_DIR))
			continue;
		text = read_joined(beside);
		if (text && strstr(text, included))
			take_makefile(beside, root, stem, text, out);
	}
}

GPtrArray *makefile_includes(const char *path, const char *root)
{
	GPtrArray *out = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *dir = g_path_get_dirname(path);
	g_autofree char *base = g_path_get_basename(path);
	char *dot = strrchr(base, '.');

	if (dot)
		*dot = '\0';
	take_neighbours(dir, root, base, out);
	for (;;) {
		g_autofree char *text = read_joined(dir);
		char *up;

		if (text)
			take_makefile(dir, root, base, text, out);
		if (!root || !strcmp(dir, root) || !g_str_has_prefix(dir, root))
			return out;
		up = g_path_get_dirname(dir);
		g_free(dir);
		dir = up;
	}
}
