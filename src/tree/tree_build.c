// SPDX-License-Identifier: GPL-2.0-only
/*
 * tree_build.c - the compiler's arguments out of a prepared build.
 *
 * "make prepare modules_prepare" compiles one file, scripts/mod/empty.c, with
 * the flags that any file of the tree gets, and leaves the command beside it.
 */
#include "file.h"
#include "tree_build.h"

#define CMD_FILE "scripts/mod/.empty.o.cmd"
#define CMD_SOURCE "scripts/mod/empty.c"

void tree_build_free(struct tree_build *build)
{
	if (!build)
		return;
	g_free(build->dir);
	g_free(build->source);
	g_free(build->arch);
	g_strfreev(build->compiler);
	g_strfreev(build->flags);
	g_free(build);
}

/* The command as a shell would see it: Kbuild escapes '$' and '#' for make. */
static char *unescape(const char *text)
{
	static const char pound[] = "$(pound)";
	GString *out = g_string_new(NULL);

	while (*text) {
		if (g_str_has_prefix(text, pound)) {
			g_string_append_c(out, '#');
			text += strlen(pound);
			continue;
		}
		text += g_str_has_prefix(text, "$$");
		g_string_append_c(out, *text++);
	}
	return g_string_free(out, FALSE);
}

static bool is_dropped(const char *arg, bool *with_value)
{
	*with_value = !strcmp(arg, "-o");
	return *with_value || !strcmp(arg, "-c") ||
	       g_str_has_prefix(arg, "-Wp,-MMD") ||
	       g_str_has_prefix(arg, "-Wp,-MD");
}

/* Up to the source; behind it objtool may be called. */
char **tree_build_flags(char *const *argv, const char *source)
{
	g_autoptr(GPtrArray) flags = g_ptr_array_new_with_free_func(g_free);
	unsigned int i = 0;
	bool with_value;

	/* "gcc", or "ccache gcc": the first option begins the flags. */
	while (argv[i] && *argv[i] != '-')
		i++;
	for (; argv[i]; i++) {
		if (!strcmp(argv[i], source)) {
			g_ptr_array_add(flags, NULL);
			return (char **)g_ptr_array_free(
				g_steal_pointer(&flags), FALSE);
		}
		if (is_dropped(argv[i], &with_value))
			i += with_value && argv[i + 1];
		else
			g_ptr_array_add(flags, g_strdup(argv[i]));
	}
	return NULL;
}

/* The words of the command; NULL if the text is something else. */
char **tree_build_words(const char *cmd)
{
	g_auto(GStrv) lines = g_strsplit(cmd, "\n", 2);
	const char *command = lines[0] ? strstr(lines[0], ":= ") : NULL;
	g_autofree char *plain = command ? unescape(command + 3) : NULL;
	char **argv = NULL;

	/* Splits quotes as a shell does, but starts none. */
	if (!plain || !g_shell_parse_argv(plain, NULL, &argv, NULL))
		return NULL;
	return argv;
}

char **tree_build_parse(const char *cmd, char **source)
{
	g_auto(GStrv) argv = tree_build_words(cmd);
	char **flags = NULL;

	*source = NULL;
	for (char **a = argv; a && *a && !*source; a++)
		if (**a != '-' && g_str_has_suffix(*a, CMD_SOURCE))
			*source = g_strdup(*a);
	if (*source)
		flags = tree_build_flags(argv, *source);
	if (!flags)
		g_clear_pointer(source, g_free);
	return flags;
}

/* "gcc", or "ccache gcc": the words in front of the first option. */
static char **compiler_of(const char *cmd)
{
	char **argv = tree_build_words(cmd);
	unsigned int i = 0;

	while (argv && argv[i] && *argv[i] != '-')
		i++;
	for (unsigned int n = i; argv && argv[n]; n++)
		g_clear_pointer(&argv[n], g_free);
	return argv;
}

/* The ARCH of the first include folder .../arch/ARCH/include. */
static char *arch_of(char *const *flags)
{
	for (; *flags; flags++) {
		const char *arch = strstr(*flags, "arch/");
		const char *end = arch ? strchr(arch + 5, '/') : NULL;

		if (end && g_str_has_prefix(end, "/include") &&
		    (arch == *flags || strchr("/I", arch[-1])))
			return g_strndup(arch + 5, end - arch - 5);
	}
	return g_strdup("");
}

static char *real_name(const char *path)
{
	char *real = realpath(path, NULL);
	char *copy = g_strdup(real ? real : path);

	free(real);
	return copy;
}

/* The folder that @arg includes from, relative to @source; NULL: another one. */
static const char *folder_below(const char *arg, const char *dir,
				const char *source, char **full)
{
	size_t n = strlen(source);

	*full = NULL;
	if (!g_str_has_prefix(arg, "-I") || !arg[2])
		return NULL;
	*full = g_canonicalize_filename(arg + 2, dir);
	return !strncmp(*full, source, n) && (*full)[n] == '/' ? *full + n + 1 :
								 NULL;
}

/* The same flags, with the folders of @root in front of those of @source. */
static char **with_part(char *const *flags, const char *dir,
			const char *source, const char *root)
{
	g_autoptr(GStrvBuilder) all = g_strv_builder_new();

	for (; *flags; flags++) {
		g_autofree char *full = NULL, *ours = NULL;
		const char *below = folder_below(*flags, dir, source, &full);

		if (below) {
			ours = g_strconcat("-I", root, "/", below, NULL);
			g_strv_builder_add(all, ours);
		}
		g_strv_builder_add(all, *flags);
	}
	return g_strv_builder_end(all);
}

/* NULL without error: not prepared. */
static struct tree_build *build_read(const struct tree *tree, const char *dir,
				     GError **error)
{
	g_autofree char *path = g_build_filename(dir, CMD_FILE, NULL);
	g_autofree char *expected = g_build_filename(tree->headers ?
			tree->headers : tree->root, CMD_SOURCE, NULL);
	g_autofree char *text = NULL, *source = NULL, *name = NULL;
	g_autofree char *full = NULL;
	g_auto(GStrv) flags = NULL;
	struct tree_build *build;

	text = file_read(path, NULL);
	if (!text)
		return NULL;
	flags = tree_build_parse(text, &source);
	if (!flags)
		return NULL;
	name = g_canonicalize_filename(source, dir);
	full = real_name(name);
	if (strcmp(full, expected) && !tree->part) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "build folder '%s' was prepared for another tree: it compiled '%s'",
			    dir, full);
		return NULL;
	}
	build = g_new0(struct tree_build, 1);
	build->dir = g_strdup(dir);
	build->arch = arch_of(flags);
	build->compiler = compiler_of(text);
	if (tree->part) {
		/* The name ends in CMD_SOURCE: select_flags(). */
		build->source = g_strndup(name, strlen(name) -
					  strlen("/" CMD_SOURCE));
		build->flags = with_part(flags, dir, build->source, tree->root);
	} else {
		build->flags = g_steal_pointer(&flags);
	}
	return build;
}

static bool add_named(struct tree *tree, const char *name, GError **error)
{
	struct tree_build *build;
	GError *failed = NULL;
	char *dir = realpath(name, NULL);

	build = dir ? build_read(tree, dir, &failed) : NULL;
	free(dir);
	if (build) {
		g_ptr_array_add(tree->builds, build);
		return true;
	}
	if (failed)
		g_propagate_error(error, failed);
	else
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "build folder '%s' is not prepared: 'pfncheck prepare -o %s' makes one",
			    name, name);
	return false;
}

bool tree_find_builds(struct tree *tree, char *const *build_dirs,
		      GError **error)
{
	struct tree_build *own;

	for (unsigned int i = 0; build_dirs && build_dirs[i]; i++)
		if (!add_named(tree, build_dirs[i], error))
			return false;
	if (tree->builds->len)
		return true;
	if (tree->headers)
		return true;
	own = build_read(tree, tree->root, NULL);
	if (own)
		g_ptr_array_add(tree->builds, own);
	return true;
}

const struct tree_build *tree_build_for(const struct tree *tree,
					const char *file)
{
	const char *arch = !tree->headers && g_str_has_prefix(file, "arch/") ?
		file + 5 : NULL;
	const struct tree_build *own = tree->compiled ?
		g_hash_table_lookup(tree->compiled, file) : NULL;

	if (own)
		return own;
	for (guint i = 0; i < tree->builds->len; i++) {
		const struct tree_build *build =
			g_ptr_array_index(tree->builds, i);
		size_t len = strlen(build->arch);

		if (!arch || (!strncmp(arch, build->arch, len) &&
			      arch[len] == '/'))
			return build;
	}
	return NULL;
}

bool tree_can_compile(const struct tree *tree)
{
	return tree->builds->len ||
		(tree->compiled && g_hash_table_size(tree->compiled));
}

bool tree_is_guess(const struct tree *tree, const char *file)
{
	return tree->headers &&
		!(tree->compiled && g_hash_table_contains(tree->compiled, file));
}
