// SPDX-License-Identifier: GPL-2.0-only
/*
 * instantiate.c - the semantic patches with the carriers of one kernel tree in
 * them, for the kernel's own coccicheck:
 *
 *	instantiate TREE FOLDER MACROS SCRIPT...
 *
 * writes each SCRIPT into FOLDER.  MACROS, unless it is "-", is the macro file
 * that their Options line then names.
 */
#include "ground/base.h"

#include "engines/cocci.h"
#include "index/index.h"
#include "tree/tree.h"

/* The line of the header that coccicheck takes its options from. */
#define OPTIONS "// Options: --no-includes --include-headers"

static char *with_macros(const char *script, const char *macros)
{
	const char *at = strstr(script, OPTIONS "\n");
	GString *text = g_string_new(script);

	/* .cocciconfig says git grep, which finds no file outside a repository. */
	if (at && strcmp(macros, "-")) {
		g_autofree char *more = g_strconcat(" --use-coccigrep --macro-file ",
						    macros, NULL);

		g_string_insert(text, at - script + strlen(OPTIONS), more);
	}
	return g_string_free(text, FALSE);
}

static bool instantiate(const struct tree *tree, const struct index *index,
			const char *folder, const char *macros,
			const char *from, GError **error)
{
	g_autofree char *name = g_path_get_basename(from);
	g_autofree char *to = g_build_filename(folder, name, NULL);
	g_autofree char *script = NULL, *filled = NULL, *text = NULL;

	if (!g_file_get_contents(from, &script, NULL, error))
		return false;
	filled = cocci_fill(script, tree, index->carriers);
	text = with_macros(filled, macros);
	return g_file_set_contents(to, text, -1, error);
}

int main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	pfn_auto(tree) tree = NULL;
	pfn_auto(index) index = NULL;

	if (argc < 5) {
		fprintf(stderr, "usage: instantiate TREE FOLDER MACROS SCRIPT...\n");
		return PFN_EXIT_USAGE;
	}
	tree = tree_open(argv[1], NULL, &error);
	if (tree)
		index = index_build(tree, g_get_num_processors(), NULL, NULL,
				    &error);
	for (int i = 4; index && !error && i < argc; i++)
		instantiate(tree, index, argv[2], argv[3], argv[i], &error);
	if (error) {
		fprintf(stderr, "instantiate: %s\n", error->message);
		return PFN_EXIT_USAGE;
	}
	return PFN_EXIT_CLEAN;
}
