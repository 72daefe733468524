// SPDX-License-Identifier: GPL-2.0-only
/*
 * options.c - splits the command line.
 *
 * Kbuild's CHECK= gets the whole compiler line without a "--" in front, so our
 * own options end at the first word that is not one of them.
 */
#include "options.h"

#define DESCRIPTION \
	"With -p, or in a build folder, the flags come from compile_commands.json\n" \
	"or from what Kbuild left behind; otherwise they stand in front of the one\n" \
	"file.  As Kbuild's checker: make C=2 CHECK=pfncheck-clang; findings are then\n" \
	"said on stderr, as compilers do.  Behind the options, -Wpfncheck-RULE shows\n" \
	"a rule (or all) at any level, -Wno-pfncheck-RULE never.\n\n" \
	"Exit status: 0 every file was judged, 2 wrong usage, 3 some file is\n" \
	"incomplete.  Findings do not count: they would end a build."

/* How many words belong to us: known options and their values. */
static int own_words(int argc, char **argv, const GOptionEntry *entries)
{
	int i = 1;

	for (; i < argc && argv[i][0] == '-' && strcmp(argv[i], "--"); i++) {
		const GOptionEntry *e = entries;
		const char *long_name = argv[i][1] == '-' ? argv[i] + 2 : NULL;
		size_t n = long_name ? strcspn(long_name, "=") : 0;
		bool separate = false;

		if (long_name && !strcmp(long_name, "help"))
			continue;
		for (; e->long_name; e++) {
			bool same = long_name ?
				strlen(e->long_name) == n &&
				!strncmp(e->long_name, long_name, n) :
				argv[i][1] == e->short_name && !argv[i][2];

			if (same)
				break;
		}
		if (!e->long_name)
			break;
		separate = e->arg != G_OPTION_ARG_NONE &&
			   !(long_name && long_name[n]);
		i += separate && i + 1 < argc;
	}
	return i;
}

static bool parse_own(struct options *o, int argc, char **argv, int *own,
		      GError **error)
{
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &o->json,
		  "One JSON object a line", NULL },
		{ "summary", 0, 0, G_OPTION_ARG_NONE, &o->summary,
		  "Print the carriers that the files define", NULL },
		{ "walkers", 0, 0, G_OPTION_ARG_NONE, &o->walkers,
		  "Print the mm_walk_ops of the files", NULL },
		{ "carriers", 0, 0, G_OPTION_ARG_FILENAME, &o->carriers,
		  "Carriers of other files, as --summary prints them", "FILE" },
		{ "root", 0, 0, G_OPTION_ARG_FILENAME, &o->root,
		  "Top of the kernel tree; names are relative to it", "DIR" },
		{ "build", 'p', 0, G_OPTION_ARG_FILENAME, &o->build,
		  "Build folder to take the flags from", "DIR" },
		{ "level", 0, 0, G_OPTION_ARG_STRING, &o->level_name,
		  "Lowest level shown as text (default warning)", "note|warning" },
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &o->quiet,
		  "Do not say on stderr which files are incomplete", NULL },
		{ "version", 0, 0, G_OPTION_ARG_NONE, &o->version,
		  "Print the versions and leave", NULL },
		{ NULL },
	};
	g_autoptr(GOptionContext) context = g_option_context_new(
		"FILE... | [--] COMPILER-ARGUMENT... FILE");
	g_auto(GStrv) words = NULL;

	*own = own_words(argc, argv, entries);
	words = g_new0(char *, *own + 1);
	for (int i = 0; i < *own; i++)
		words[i] = g_strdup(argv[i]);
	g_option_context_add_main_entries(context, entries, NULL);
	g_option_context_set_description(context, DESCRIPTION);
	if (g_option_context_parse_strv(context, &words, error))
		return true;
	(*error)->domain = PFN_ERROR;
	(*error)->code = PFN_EXIT_USAGE;
	return false;
}

static bool check(struct options *o, GError **error)
{
	o->level = LEVEL_WARNING;
	if (o->level_name && !rule_level_parse(o->level_name, &o->level)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "unknown level '%s'", o->level_name);
		return false;
	}
	if (o->root) {
		char *real = realpath(o->root, NULL);

		if (!real) {
			g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
				    "cannot find tree '%s': %s", o->root,
				    g_strerror(errno));
			return false;
		}
		g_free(o->root);
		o->root = g_strdup(real);
		free(real);
	}
	if (!o->version && !*o->files) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE, "no file given");
		return false;
	}
	return true;
}

/* "-Wpfncheck-RULE" and "-Wno-pfncheck-RULE", as pfncheck-sparse has them. */
static bool take_rule(struct options *o, const char *arg, GError **error)
{
	static const char no[] = "-Wno-pfncheck-", yes[] = "-Wpfncheck-";
	bool shown = g_str_has_prefix(arg, yes);
	const char *slug = arg + strlen(shown ? yes : no);

	if (!rule_is_found_by(slug, shown ? ENGINE_CLANG : ENGINE_ALL, error))
		return false;
	for (int id = 0; id < RULE_COUNT; id++) {
		if (strcmp(slug, "all") && strcmp(slug, rule_get(id)->slug))
			continue;
		o->named[id] = shown;
		o->hidden[id] = !shown;
	}
	return true;
}

static bool is_rule(const char *arg)
{
	return g_str_has_prefix(arg, "-Wpfncheck-") ||
		g_str_has_prefix(arg, "-Wno-pfncheck-");
}

bool options_parse(struct options *o, int argc, char **argv, GError **error)
{
	int at;

	if (!parse_own(o, argc, argv, &at, error))
		return false;
	for (; at < argc && is_rule(argv[at]); at++)
		if (!take_rule(o, argv[at], error))
			return false;
	o->files = argv + at;
	o->said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	if (at < argc && argv[at][0] == '-') {
		o->as_compiler = strcmp(argv[at], "--");
		at += !o->as_compiler;
		if (at >= argc || argv[argc - 1][0] == '-') {
			g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
				    "unknown option '%s', or no file behind it",
				    argv[at < argc ? at : argc - 1]);
			return false;
		}
		o->compiler = (const char *const *)argv + at;
		o->files = argv + argc - 1;
	}
	return check(o, error);
}

void options_release(struct options *o)
{
	g_free(o->carriers);
	g_free(o->root);
	g_free(o->build);
	g_free(o->level_name);
	if (o->said)
		g_hash_table_unref(o->said);
}

/* The nearest folder above that looks like the top of a kernel tree. */
char *options_root(const struct options *o, const char *file)
{
	char *real = o->root ? NULL : realpath(file, NULL);
	g_autofree char *dir = NULL;

	if (o->root)
		return g_strdup(o->root);
	if (!real)
		return NULL;
	dir = g_path_get_dirname(real);
	free(real);
	while (strcmp(dir, "/") && strcmp(dir, ".")) {
		g_autofree char *mm = g_build_filename(dir, "include/linux/mm.h", NULL);
		g_autofree char *kbuild = g_build_filename(dir, "Kbuild", NULL);
		char *up;

		if (g_file_test(mm, G_FILE_TEST_EXISTS) &&
		    g_file_test(kbuild, G_FILE_TEST_EXISTS))
			return g_steal_pointer(&dir);
		up = g_path_get_dirname(dir);
		g_free(dir);
		dir = up;
	}
	return NULL;
}
