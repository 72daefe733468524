// SPDX-License-Identifier: GPL-2.0-only
/*
 * compiled.c - command lines of a module's files: what its last build left behind.
 */
#include <json-glib/json-glib.h>

#include "compiled.h"
#include "file.h"
#include "tree_build.h"

/* Folders of a module that are looked into, and how deep. */
#define MOST_FOLDERS 400
#define DEPTH 12

struct collected {
	struct tree *tree;
	const char *build;
	GPtrArray *include;		/* char *: folders that headers are below */
	unsigned int folders;
};

/* @path below the root of the module, or NULL. */
static const char *name_of(const struct tree *tree, const char *path)
{
	size_t n = strlen(tree->root);

	return !strncmp(path, tree->root, n) && path[n] == '/' ? path + n + 1 :
								 NULL;
}

/* Takes @argv, run in @dir, as the command that compiles its word @source. */
static void take_command(struct tree *tree, const char *dir, char *const *argv,
			 const char *source)
{
	g_autofree char *full = g_canonicalize_filename(source, dir);
	const char *name = name_of(tree, full);
	char **flags = name ? tree_build_flags(argv, source) : NULL;
	struct tree_build *build;

	if (!flags)
		return;
	build = g_new0(struct tree_build, 1);
	build->dir = g_strdup(dir);
	build->arch = g_strdup("");
	build->compiler = g_new0(char *, 2);
	build->compiler[0] = g_strdup(argv[0]);
	build->flags = flags;
	g_hash_table_replace(tree->compiled, g_strdup(name), build);
}

static bool is_c(const char *name)
{
	return g_str_has_suffix(name, ".c");
}

/* The word of @argv that is a C file; NULL if none is. */
static const char *source_in(char *const *argv)
{
	for (; *argv; argv++)
		if (**argv != '-' && is_c(*argv))
			return *argv;
	return NULL;
}

static char **words_of_entry(JsonObject *entry)
{
	const char *text = json_object_get_string_member_with_default(entry,
			"command", NULL);
	g_autoptr(GStrvBuilder) words = g_strv_builder_new();
	JsonArray *array = NULL;
	char **argv = NULL;

	if (!text && json_object_has_member(entry, "arguments") &&
	    JSON_NODE_HOLDS_ARRAY(json_object_get_member(entry, "arguments")))
		array = json_object_get_array_member(entry, "arguments");
	for (guint i = 0; array && i < json_array_get_length(array); i++) {
		const char *word = json_array_get_string_element(array, i);

		g_strv_builder_add(words, word ? word : "");
	}
	if (array)
		return g_strv_builder_end(words);
	return text && g_shell_parse_argv(text, NULL, &argv, NULL) ? argv : NULL;
}

static void take_entry(JsonArray *array, guint i, JsonNode *node, gpointer data)
{
	JsonObject *entry = JSON_NODE_HOLDS_OBJECT(node) ?
		json_node_get_object(node) : NULL;
	const char *dir = entry ? json_object_get_string_member_with_default(entry,
			"directory", NULL) : NULL;
	g_auto(GStrv) argv = dir ? words_of_entry(entry) : NULL;
	const char *source = argv ? source_in(argv) : NULL;

	if (source)
		take_command(data, dir, argv, source);
}

static void read_database(struct tree *tree)
{
	g_autofree char *path = g_build_filename(tree->root,
						 "compile_commands.json", NULL);
	g_autofree char *text = file_read(path, NULL);
	g_autoptr(JsonParser) parser = json_parser_new();
	JsonNode *top = text && json_parser_load_from_data(parser, text, -1, NULL) ?
		json_parser_get_root(parser) : NULL;

	if (top && JSON_NODE_HOLDS_ARRAY(top))
		json_array_foreach_element(json_node_get_array(top), take_entry,
					   tree);
}

/* Since 6.13 Kbuild works in the module's folder and not in the kernel's build. */
static void read_cmd(const struct collected *c, const char *path)
{
	g_autofree char *text = file_read(path, NULL);
	g_auto(GStrv) argv = text ? tree_build_words(text) : NULL;
	const char *source = argv ? source_in(argv) : NULL;

	if (source)
		take_command(c->tree, g_path_is_absolute(source) ? c->build :
			     c->tree->root, argv, source);
}

static bool collect(struct collected *c, const char *folder, unsigned int depth);

/* True if @name of @folder is a header, or a folder that has some below. */
static bool collect_entry(struct collected *c, const char *folder, const char *name,
			  unsigned int depth)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	if (g_str_has_prefix(name, ".") && g_str_has_suffix(name, ".o.cmd"))
		read_cmd(c, path);
	if (*name == '.' || g_file_test(path, G_FILE_TEST_IS_SYMLINK))
		return false;
	if (g_str_has_suffix(name, ".h"))
		return true;
	return depth && g_file_test(path, G_FILE_TEST_IS_DIR) &&
		collect(c, path, depth - 1);
}

static bool collect(struct collected *c, const char *folder, unsigned int depth)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	bool headers = false;
	const char *name;

	if (c->folders++ > MOST_FOLDERS)
		return false;
	while (dir && (name = g_dir_read_name(dir)))
		headers |= collect_entry(c, folder, name, depth);
	if (headers)
		g_ptr_array_add(c->include, g_strconcat("-I", folder, NULL));
	return headers;
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Behind the kernel's own folders: no header of the module stands in for one. */
static void guess(struct tree_build *build, const GPtrArray *include)
{
	g_autoptr(GStrvBuilder) flags = g_strv_builder_new();

	g_strv_builder_addv(flags, (const char **)build->flags);
	g_strv_builder_add(flags, "-DMODULE");
	for (guint i = 0; i < include->len; i++)
		g_strv_builder_add(flags, include->pdata[i]);
	g_strfreev(build->flags);
	build->flags = g_strv_builder_end(flags);
}

void compiled_find(struct tree *tree, const char *build)
{
	g_autoptr(GPtrArray) include = g_ptr_array_new_with_free_func(g_free);
	struct collected c = { .tree = tree, .build = build, .include = include };

	tree->compiled = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					       (GDestroyNotify)tree_build_free);
	/* The database knows more, so it is read last. */
	collect(&c, tree->root, tree->alone ? 0 : DEPTH);
	read_database(tree);
	g_ptr_array_sort(include, compare_names);
	for (guint i = 0; i < tree->builds->len; i++)
		guess(tree->builds->pdata[i], include);
}
