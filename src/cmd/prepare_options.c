// SPDX-License-Identifier: GPL-2.0-only
/*
 * prepare_options.c - which options a build needs, read off Makefiles, Kconfig
 * files and the conditionals of the walks.
 */
#include <ctype.h>

#include "prepare.h"
#include "ground/kapi.h"
#include "index/index.h"
#include "tree/kbuild.h"

/* What one Kconfig symbol says of itself. */
struct symbol {
	bool prompt;		/* someone may set it */
	GPtrArray *needs;	/* char *: what it depends on, and not negated */
	GPtrArray *selected_by;	/* char *: by these symbols */
};

struct kconfig {
	const struct tree *tree;
	const char *arch;
	GHashTable *symbols;	/* name -> struct symbol */
	GHashTable *wanted;	/* set of names */
};

static void symbol_free(void *data)
{
	struct symbol *s = data;

	g_ptr_array_unref(s->needs);
	g_ptr_array_unref(s->selected_by);
	g_free(s);
}

static struct symbol *symbol_of(struct kconfig *k, const char *name)
{
	struct symbol *s = g_hash_table_lookup(k->symbols, name);

	if (s)
		return s;
	s = g_new0(struct symbol, 1);
	s->needs = g_ptr_array_new_with_free_func(g_free);
	s->selected_by = g_ptr_array_new_with_free_func(g_free);
	g_hash_table_insert(k->symbols, g_strdup(name), s);
	return s;
}

static size_t word_length(const char *p)
{
	size_t n = 0;

	while (isalnum((unsigned char)p[n]) || p[n] == '_')
		n++;
	return n;
}

/* "A && (B || !C) && D != y": A, B and D. */
static void add_needs(struct symbol *s, const char *expression)
{
	for (const char *p = expression; *p && *p != '#';) {
		size_t n = word_length(p);
		bool negated = p > expression && p[-1] == '!';

		if (n > 1 && !negated && isupper((unsigned char)*p))
			g_ptr_array_add(s->needs, g_strndup(p, n));
		p += n ? n : 1;
	}
}

/* The rest of @line behind keyword @word, or NULL. */
static const char *behind(const char *line, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(line, word, n) || !isspace((unsigned char)line[n]))
		return NULL;
	for (line += n; isspace((unsigned char)*line);)
		line++;
	return line;
}

static void read_attribute(struct kconfig *k, const char *name, const char *line)
{
	static const char *const types[] = { "bool", "tristate", "prompt" };
	struct symbol *s = symbol_of(k, name);
	const char *rest = behind(line, "depends on");

	if (rest)
		add_needs(s, rest);
	for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
		if ((rest = behind(line, types[i])) && (*rest == '"' || *rest == '\''))
			s->prompt = true;
	rest = behind(line, "select");
	if (rest) {
		g_autofree char *other = g_strndup(rest, word_length(rest));

		g_ptr_array_add(symbol_of(k, other)->selected_by, g_strdup(name));
	}
}

/* "if EXPR" and "menu" with its "depends on" are around what follows. */
static void read_kconfig(struct kconfig *k, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autoptr(GPtrArray) around = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *name = NULL;
	bool menu = false;

	for (char **l = lines; *l; l++) {
		const char *line = g_strchug(*l), *rest;

		rest = behind(line, "config") ? behind(line, "config") :
					       behind(line, "menuconfig");
		if (rest) {
			g_free(name);
			name = g_strndup(rest, word_length(rest));
			menu = false;
			for (guint i = 0; i < around->len; i++)
				add_needs(symbol_of(k, name), around->pdata[i]);
		} else if ((rest = behind(line, "if")) ||
			   behind(line, "menu") || behind(line, "choice")) {
			g_ptr_array_add(around, g_strdup(rest ? rest : ""));
			menu = !rest;
			g_clear_pointer(&name, g_free);
		} else if (g_str_has_prefix(line, "endif") ||
			   g_str_has_prefix(line, "endmenu") ||
			   g_str_has_prefix(line, "endchoice")) {
			if (around->len)
				g_ptr_array_set_size(around, around->len - 1);
			menu = false;
			g_clear_pointer(&name, g_free);
		} else if (menu && (rest = behind(line, "depends on")) && around->len) {
			g_free(around->pdata[around->len - 1]);
			around->pdata[around->len - 1] = g_strdup(rest);
		} else if (name) {
			read_attribute(k, name, line);
		}
	}
}

/* Not the Kconfig files of other architectures, nor what is no kernel. */
static bool is_read(const struct kconfig *k, const char *path)
{
	g_autofree char *own = g_strconcat("arch/", k->arch, "/", NULL);

	return !index_left_out(path) &&
	       (!g_str_has_prefix(path, "arch/") || !strchr(path + 5, '/') ||
		g_str_has_prefix(path, own));
}

static void read_folder(struct kconfig *k, const char *folder)
{
	g_autofree char *full = g_build_filename(k->tree->root, folder, NULL);
	g_autoptr(GDir) dir = g_dir_open(full, 0, NULL);
	const char *entry;

	while (dir && (entry = g_dir_read_name(dir))) {
		g_autofree char *path = *folder ? g_build_filename(folder, entry, NULL) :
						  g_strdup(entry);
		g_autofree char *where = g_build_filename(full, entry, NULL);
		g_autofree char *text = NULL;

		if (*entry == '.' || g_file_test(where, G_FILE_TEST_IS_SYMLINK))
			continue;
		if (g_str_has_prefix(entry, "Kconfig"))
			text = is_read(k, path) ? tree_read(k->tree, path, NULL) : NULL;
		else if (!strchr(entry, '.') && g_file_test(where, G_FILE_TEST_IS_DIR)) {
			g_autofree char *inside = g_strconcat(path, "/", NULL);

			if (is_read(k, inside))
				read_folder(k, path);
		}
		if (text)
			read_kconfig(k, text);
	}
}

/* Of tests of the compiler alone: it takes in what no machine has. */
static bool is_no_choice(const char *name)
{
	return !strcmp(name, "COMPILE_TEST") || !strcmp(name, "BROKEN");
}

/* @name, what it hangs on and, where nobody may set it, one that selects it. */
static void want(struct kconfig *k, const char *name)
{
	const struct symbol *s = g_hash_table_lookup(k->symbols, name);

	if (!s || is_no_choice(name) ||
	    !g_hash_table_add(k->wanted, g_strdup(name)))
		return;
	for (guint i = 0; i < s->needs->len; i++)
		want(k, s->needs->pdata[i]);
	if (!s->prompt && s->selected_by->len)
		want(k, s->selected_by->pdata[0]);
}

static void want_file(struct kconfig *k, const char *file)
{
	g_autoptr(GPtrArray) options = NULL;
	g_autofree char *own = g_strconcat("arch/", k->arch, "/", NULL);

	if (g_str_has_prefix(file, "arch/") && !g_str_has_prefix(file, own))
		return;
	options = kbuild_options(k->tree, file);
	for (guint i = 0; i < options->len; i++)
		if (g_str_has_prefix(options->pdata[i], "CONFIG_"))
			want(k, (char *)options->pdata[i] + strlen("CONFIG_"));
}

/* "#ifdef CONFIG_X", "#if defined(CONFIG_X)", not "#ifndef". */
static void want_conditionals(struct kconfig *k, const char *file)
{
	g_autofree char *text = tree_read(k->tree, file, NULL);
	g_auto(GStrv) lines = g_strsplit(text ? text : "", "\n", -1);

	for (char **l = lines; *l; l++) {
		const char *p = *l;

		if (!(*p == '#' && strstr(p, "if")) || strstr(p, "ifndef"))
			continue;
		while ((p = strstr(p, "CONFIG_"))) {
			g_autofree char *name = NULL;

			p += strlen("CONFIG_");
			name = g_strndup(p, word_length(p));
			want(k, name);
		}
	}
}

static void see_walk(enum kapi_role role, const char *name, void *data)
{
	struct kconfig *k = data;
	g_autoptr(GPtrArray) files = NULL;

	if (role != KAPI_WALK_OPS)
		return;
	files = index_files_with(k->tree, name, NULL);
	for (guint i = 0; files && i < files->len; i++)
		if (!g_str_has_prefix(files->pdata[i], "arch/"))
			want_conditionals(k, files->pdata[i]);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *prepare_options(const struct tree *tree, const char *arch,
			   const GPtrArray *files)
{
	g_autoptr(GHashTable) symbols = g_hash_table_new_full(g_str_hash, g_str_equal,
							      g_free, symbol_free);
	g_autoptr(GHashTable) wanted = g_hash_table_new_full(g_str_hash, g_str_equal,
							     g_free, NULL);
	struct kconfig k = { tree, arch, symbols, wanted };
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	GHashTableIter iter;
	gpointer key;

	read_folder(&k, "");
	for (guint i = 0; i < files->len; i++)
		want_file(&k, files->pdata[i]);
	kapi_foreach(see_walk, &k);
	g_hash_table_iter_init(&iter, wanted);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		g_ptr_array_add(names, g_strdup(key));
	g_ptr_array_sort(names, compare_names);
	return names;
}
