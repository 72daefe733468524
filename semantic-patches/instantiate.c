// SPDX-License-Identifier: GPL-2.0-only
/*
 * instantiate.c - puts semantic patches into a folder for one kernel tree:
 *
 *	instantiate TREE FOLDER MACROS [SCRIPT...]
 *
 * writes tree.json into FOLDER/pfnmap, and each SCRIPT into FOLDER.  What spatch
 * takes from the text of a script alone is put there: MACROS, unless it is "-", as
 * the macro file, and the names of the carriers, as words by which coccicheck
 * finds files.
 */
#include "ground/base.h"

#include "engines/cocci.h"
#include "index/index.h"
#include "tree/tree.h"

/* The line of the header that coccicheck takes its options from. */
#define OPTIONS "// Options: --no-includes --include-headers"
/* The rule that finds the flags: its first line, its last branch. */
#define FLAG_RULE "\n@flag@\n"
#define LAST_FLAG "\nVMA_MIXEDMAP_BIT@p\n"

/* Puts @text behind the line @line, if the script has it. */
static void put_behind(GString *script, const char *line, const char *text)
{
	const char *at = strstr(script->str, line);

	if (at)
		g_string_insert(script, at - script->str + strlen(line), text);
}

static void add_macros(GString *script, const char *macros)
{
	/* .cocciconfig says git grep, which finds no file outside a repository. */
	g_autofree char *more = g_strconcat(" --use-coccigrep --macro-file ",
					    macros, NULL);

	if (strcmp(macros, "-"))
		put_behind(script, OPTIONS, more);
}

/*
 * True for what no keyword of SmPL or C and no metavariable is: it has a letter
 * and, inside, an underscore.  A file that holds no other word is looked at by
 * pfncheck alone.
 */
static bool is_plain(const char *name)
{
	size_t n = strlen(name);

	return strspn(name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_") == n &&
	       g_ascii_isalpha(*name) && strchr(name, '_') &&
	       !g_str_has_suffix(name, "_t") && !g_str_has_suffix(name, "_");
}

/* A file that has a carrier of its own holds what that is made of. */
static bool is_word(const struct carrier *c)
{
	return !c->function && c->scope != SCOPE_FILE && is_plain(c->name);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The branch that is found where a carrier stands. */
static char *branch_of(const struct carrier *c)
{
	switch (c->kind) {
	case CARRIER_FIELD:
		return g_strconcat("E->", c->name, NULL);
	case CARRIER_PREDICATE:
		return g_strconcat(c->name, "(...)", NULL);
	default:
		return g_strdup(c->name);
	}
}

/* Without this spatch asks of a small name whether it is a metavariable. */
static void add_symbols(GString *script, const GPtrArray *all)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];
		g_autofree char *line = g_strdup_printf("symbol %s;\n", c->name);

		if (is_word(c) && c->kind == CARRIER_MASK &&
		    g_hash_table_add(seen, c->name))
			put_behind(script, FLAG_RULE, line);
	}
}

static void add_words(GString *script, const struct carrier_set *carriers)
{
	const GPtrArray *all = carrier_set_all(carriers);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) words = g_string_new(NULL);

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		if (is_word(c))
			g_ptr_array_add(names, branch_of(c));
	}
	g_ptr_array_sort(names, compare_names);
	for (guint i = 0; i < names->len; i++)
		if (!i || strcmp(names->pdata[i], names->pdata[i - 1]))
			g_string_append_printf(words, "|\n%s\n",
					       (char *)names->pdata[i]);
	add_symbols(script, all);
	put_behind(script, LAST_FLAG, words->str);
	if (strstr(words->str, "E->"))
		put_behind(script, FLAG_RULE, "expression E;\n");
}

static bool instantiate(const struct carrier_set *carriers, const char *folder,
			const char *macros, const char *from, GError **error)
{
	g_autofree char *name = g_path_get_basename(from);
	g_autofree char *to = g_build_filename(folder, name, NULL);
	g_autofree char *text = NULL;
	g_autoptr(GString) script = NULL;

	if (!g_file_get_contents(from, &text, NULL, error))
		return false;
	script = g_string_new(text);
	add_macros(script, macros);
	add_words(script, carriers);
	return g_file_set_contents(to, script->str, -1, error);
}

static bool write_data(const char *folder, const struct tree *tree,
		       const struct index *index, GError **error)
{
	g_autofree char *to = g_build_filename(folder, "pfnmap", "tree.json", NULL);
	g_autofree char *text = cocci_data(tree, index->carriers, true);

	return g_file_set_contents(to, text, -1, error);
}

int main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	pfn_auto(tree) tree = NULL;
	pfn_auto(index) index = NULL;

	if (argc < 4) {
		fprintf(stderr, "usage: instantiate TREE FOLDER MACROS [SCRIPT...]\n");
		return PFN_EXIT_USAGE;
	}
	tree = tree_open(argv[1], NULL, &error);
	if (tree)
		index = index_build(tree, g_get_num_processors(), NULL, NULL, NULL,
				    &error);
	if (index)
		write_data(argv[2], tree, index, &error);
	for (int i = 4; index && !error && i < argc; i++)
		instantiate(index->carriers, argv[2], argv[3], argv[i], &error);
	if (error) {
		fprintf(stderr, "instantiate: %s\n", error->message);
		return PFN_EXIT_USAGE;
	}
	return PFN_EXIT_CLEAN;
}
