// SPDX-License-Identifier: GPL-2.0-only
/*
 * tree.c - opens a kernel tree: is it one, which version, what does its API
 * have.  tree_build.c reads its prepared builds.
 */
#include <unistd.h>

#include "ground/kapi.h"
#include "ground/source.h"
#include "beneath.h"
#include "compiled.h"
#include "file.h"
#include "tree_build.h"

/* What a folder must hold to be taken for a kernel tree. */
static const char *const landmarks[] = {
	"Makefile", "Kbuild", "include/linux/mm.h",
};

static bool is_missing(const char *root, const char *name)
{
	g_autofree char *path = g_build_filename(root, name, NULL);

	return !g_file_test(path, G_FILE_TEST_EXISTS);
}

/* "VERSION = 6" in the first lines of the top Makefile. */
static char *makefile_value(char *const *lines, const char *name)
{
	for (unsigned int i = 0; lines[i]; i++) {
		const char *rest = lines[i];

		if (!g_str_has_prefix(rest, name))
			continue;
		rest += strlen(name);
		rest += strspn(rest, " \t");
		if (*rest == '=')
			return g_strstrip(g_strdup(rest + 1));
	}
	return NULL;
}

/* "6.12.117", or NULL. */
static char *kernel_version(const char *makefile)
{
	g_auto(GStrv) lines = g_strsplit(makefile, "\n", 64);
	g_autofree char *version = makefile_value(lines, "VERSION");
	g_autofree char *patchlevel = makefile_value(lines, "PATCHLEVEL");
	g_autofree char *sublevel = makefile_value(lines, "SUBLEVEL");
	g_autofree char *extra = makefile_value(lines, "EXTRAVERSION");

	if (!version || !patchlevel || !sublevel)
		return NULL;
	return g_strdup_printf("%s.%s.%s%s", version, patchlevel, sublevel,
			       extra ? extra : "");
}

/* Headers that a distribution packaged may lack the rest; NULL if it is not said. */
static char *version_of_headers(const struct tree *tree, const char *build)
{
	g_autofree char *path = g_build_filename(tree->headers, "Makefile", NULL);
	g_autofree char *makefile = file_read(path, NULL);
	char *version = makefile ? kernel_version(makefile) : NULL;

	if (!version) {
		g_autofree char *release = g_build_filename(build,
				"include/config/kernel.release", NULL);

		version = file_read(release, NULL);
		if (version)
			g_strstrip(version);
	}
	return version ? version : g_strdup("of unknown version");
}

static bool fill_version(struct tree *tree, GError **error)
{
	g_autofree char *makefile = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(landmarks); i++) {
		if (!is_missing(tree->root, landmarks[i]))
			continue;
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' is not a kernel tree: it has no %s; name one with -C TREE",
			    tree->root, landmarks[i]);
		return false;
	}
	makefile = tree_read(tree, "Makefile", error);
	if (!makefile)
		return false;
	tree->kernel = kernel_version(makefile);
	if (!tree->kernel)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' is not a kernel tree: its Makefile names no VERSION; name one with -C TREE",
			    tree->root);
	return tree->kernel;
}

/* A name that is declared, defined or called there, so the tree has it. */
static void collect_names(GHashTable *names, const struct source *src)
{
	for (guint i = 0; i + 1 < src->tokens->len; i++)
		if (source_token(src, i)->kind == TOKEN_NAME &&
		    source_token_is(src, i + 1, "("))
			g_hash_table_add(names, source_token_text(src, i));
	for (guint i = 0; i < src->macros->len; i++) {
		const struct source_macro *m = g_ptr_array_index(src->macros, i);

		g_hash_table_add(names, g_strdup(m->name));
	}
}

static void probe(struct tree *tree)
{
	g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash,
							    g_str_equal,
							    g_free, NULL);

	for (const char *const *h = kapi_capability_headers(); *h; h++) {
		g_autofree char *name = tree->headers ?
			g_build_filename(tree->headers, *h, NULL) : g_strdup(*h);
		g_autofree char *text = tree_read(tree, name, NULL);
		pfn_auto(source) src = text ? source_new(*h, text) : NULL;

		if (src)
			collect_names(names, src);
	}
	for (const char *const *c = kapi_capabilities(); *c; c++)
		if (g_hash_table_contains(names, *c))
			g_hash_table_add(tree->has, g_strdup(*c));
}

/* What is at @path, nothing known of it yet; NULL and @error if nothing is. */
static struct tree *tree_new(const char *path, GError **error)
{
	pfn_auto(tree) tree = g_new0(struct tree, 1);
	char *root = realpath(path, NULL);

	tree->has = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	tree->builds =
		g_ptr_array_new_with_free_func((GDestroyNotify)tree_build_free);
	if (!root) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot open the tree '%s': %s", path,
			    g_strerror(errno));
		return NULL;
	}
	tree->root = g_strdup(root);
	free(root);
	return g_steal_pointer(&tree);
}

static void look_around(struct tree *tree)
{
	g_autofree char *git = g_build_filename(tree->root, ".git", NULL);

	tree->is_git = g_file_test(git, G_FILE_TEST_EXISTS);
	probe(tree);
}

static struct tree *open_tree(const char *path, bool part,
			      char *const *build_dirs, GError **error)
{
	pfn_auto(tree) tree = tree_new(path, error);

	if (!tree)
		return NULL;
	tree->part = part;
	if (!fill_version(tree, error) ||
	    !tree_find_builds(tree, build_dirs, error))
		return NULL;
	look_around(tree);
	return g_steal_pointer(&tree);
}

struct tree *tree_open(const char *path, char *const *build_dirs,
		       GError **error)
{
	return open_tree(path, false, build_dirs, error);
}

struct tree *tree_open_part(const char *path, char *const *build_dirs,
			    GError **error)
{
	return open_tree(path, true, build_dirs, error);
}

/* A file by itself: the folder that it is in is the root. */
static void take_alone(struct tree *tree)
{
	if (g_file_test(tree->root, G_FILE_TEST_IS_DIR))
		return;
	tree->alone = g_path_get_basename(tree->root);
	*strrchr(tree->root, '/') = '\0';
}

struct tree *tree_open_module(const char *path, const struct module_kernel *kernel,
			      char *const *build_dirs, GError **error)
{
	char *const known[] = { kernel->build, NULL };
	pfn_auto(tree) tree = tree_new(path, error);

	if (!tree)
		return NULL;
	take_alone(tree);
	tree->headers = g_strdup(kernel->source);
	tree->kernel = version_of_headers(tree, kernel->build);
	/* Headers of a distribution hold no command that could be read. */
	if (build_dirs && !tree_find_builds(tree, build_dirs, error))
		return NULL;
	if (!build_dirs)
		tree_find_builds(tree, known, NULL);
	compiled_find(tree, kernel->build);
	look_around(tree);
	return g_steal_pointer(&tree);
}

struct tree *tree_with_root(const struct tree *tree, const char *root)
{
	struct tree *other = g_new0(struct tree, 1);

	other->root = g_strdup(root);
	other->kernel = g_strdup(tree->kernel);
	other->has = g_hash_table_ref(tree->has);
	other->headers = g_strdup(tree->headers);
	other->builds =
		g_ptr_array_new_with_free_func((GDestroyNotify)tree_build_free);
	return other;
}

void tree_free(struct tree *tree)
{
	if (!tree)
		return;
	g_ptr_array_unref(tree->builds);
	g_hash_table_unref(tree->has);
	g_clear_pointer(&tree->compiled, g_hash_table_unref);
	g_free(tree->headers);
	g_free(tree->alone);
	g_free(tree->kernel);
	g_free(tree->under);
	g_free(tree->changed);
	g_free(tree->root);
	g_free(tree);
}

bool tree_has(const struct tree *tree, const char *capability)
{
	return g_hash_table_contains(tree->has, capability);
}

static const char *why_unreadable(int code)
{
	switch (code) {
	case EILSEQ:
		return "it holds a NUL byte, so it is no C source";
	case EXDEV:
		return "a link in its path leads out of the tree";
	case EINVAL:
	case ENXIO:		/* open() of a socket */
		return "it is not a regular file";
	default:
		return g_strerror(code);
	}
}

/* The part of @file below the kernel that a module is looked at with, or NULL. */
static const char *name_in_headers(const struct tree *tree, const char *file)
{
	size_t n = tree->headers ? strlen(tree->headers) : 0;

	return n && !strncmp(file, tree->headers, n) && file[n] == '/' ?
		file + n + 1 : NULL;
}

/* A shadow's links lead to the tree that it stands for. */
static int open_file(const struct tree *tree, const char *file)
{
	const char *header = name_in_headers(tree, file);
	int fd = header ? beneath_open(tree->headers, header) :
			  beneath_open(tree->root, file);

	return fd < 0 && errno == EXDEV && tree->under ?
		beneath_open(tree->under, file) : fd;
}

char *tree_read(const struct tree *tree, const char *file, GError **error)
{
	int fd = open_file(tree, file);
	gsize len;
	g_autofree char *text = fd < 0 ? NULL : file_read_fd(fd, &len);
	int saved = errno;

	if (fd >= 0)
		close(fd);
	/* What follows a NUL would be overlooked by all that read a string. */
	if (text && strlen(text) < len) {
		g_clear_pointer(&text, g_free);
		saved = EILSEQ;
	}
	if (!text)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot read '%s': %s", file, why_unreadable(saved));
	return g_steal_pointer(&text);
}

bool tree_is_root(const char *dir)
{
	g_autofree char *mm = g_build_filename(dir, "include", "linux", "mm.h",
					       NULL);
	g_autofree char *kbuild = g_build_filename(dir, "Kbuild", NULL);

	return g_file_test(mm, G_FILE_TEST_EXISTS) &&
		g_file_test(kbuild, G_FILE_TEST_EXISTS);
}

char *tree_find_root(const char *path)
{
	g_autofree char *dir = g_canonicalize_filename(path, NULL);

	while (strcmp(dir, "/")) {
		char *parent;

		if (tree_is_root(dir))
			return g_steal_pointer(&dir);
		parent = g_path_get_dirname(dir);
		g_free(dir);
		dir = parent;
	}
	return NULL;
}
