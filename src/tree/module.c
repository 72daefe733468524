// SPDX-License-Identifier: GPL-2.0-only
/*
 * module.c - reads Makefiles of modules, and follows a distribution's headers.
 */
#include "file.h"
#include "module.h"

#include <sys/utsname.h>

#define MM_H "include/linux/mm.h"

/* How deep modules are looked for below a folder that is not one, and where it ends. */
#define DEPTH 6
#define MOST_FOLDERS 2000

struct search {
	const char *root;
	GPtrArray *found;
	unsigned int folders;
};

static bool is_name(int c)
{
	return g_ascii_isalnum(c) || c == '_' || c == '-';
}

/* "obj-m", which a comment may name too, and "obj-$(CONFIG_X)" of this name's. */
static bool builds_modules(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line; line++) {
		const char *end = *line + strcspn(*line, "#");
		const char *p = strstr(*line, "obj-m");

		if (p && p < end && !is_name(p[strlen("obj-m")]) &&
		    (p == *line || !is_name(p[-1])))
			return true;
		p = strstr(*line, "obj-$(");
		if (p && p < end && strchr(p, '='))
			return true;
	}
	return false;
}

bool module_is(const char *dir)
{
	static const char *const names[] = { "Kbuild", "Makefile" };
	bool is = false;

	for (size_t i = 0; i < G_N_ELEMENTS(names) && !is; i++) {
		g_autofree char *path = g_build_filename(dir, names[i], NULL);
		g_autofree char *text = file_read(path, NULL);

		is = text && builds_modules(text);
	}
	return is;
}

char *module_find(const char *path)
{
	char *dir = g_canonicalize_filename(path, NULL);

	while (!module_is(dir)) {
		char *parent = g_path_get_dirname(dir);
		bool top = !strcmp(parent, dir);

		g_free(dir);
		dir = parent;
		if (top) {
			g_free(dir);
			return NULL;
		}
	}
	return dir;
}

static void look_below(struct search *s, const char *name, unsigned int depth)
{
	g_autofree char *full = g_build_filename(s->root, name, NULL);
	g_autoptr(GDir) dir = NULL;
	const char *entry;

	if (*name && module_is(full)) {
		g_ptr_array_add(s->found, g_strdup(name));
		return;
	}
	dir = depth && s->folders++ < MOST_FOLDERS ?
		g_dir_open(full, 0, NULL) : NULL;
	while (dir && (entry = g_dir_read_name(dir))) {
		g_autofree char *below = *name ?
			g_build_filename(name, entry, NULL) : g_strdup(entry);
		g_autofree char *path = g_build_filename(s->root, below, NULL);

		if (*entry != '.' && !g_file_test(path, G_FILE_TEST_IS_SYMLINK) &&
		    g_file_test(path, G_FILE_TEST_IS_DIR))
			look_below(s, below, depth - 1);
	}
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *module_below(const char *root)
{
	GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
	struct search s = { .root = root, .found = found };

	look_below(&s, "", DEPTH);
	g_ptr_array_sort(found, compare_names);
	return found;
}

/* The folder whose include/linux/mm.h is that of @dir, links followed; or NULL. */
static char *folder_with_mm(const char *dir)
{
	g_autofree char *path = g_build_filename(dir, MM_H, NULL);
	char *real = realpath(path, NULL);
	char *folder = real && g_str_has_suffix(real, "/" MM_H) ?
		g_strndup(real, strlen(real) - strlen("/" MM_H)) : NULL;

	free(real);
	return folder;
}

/* What the Makefile of a build says: "include /usr/src/linux/Makefile". */
static char *folder_of_makefile(const char *dir)
{
	g_autofree char *path = g_build_filename(dir, "Makefile", NULL);
	g_autofree char *text = file_read(path, NULL);
	g_auto(GStrv) lines = g_strsplit(text ? text : "", "\n", 32);

	for (char **line = lines; *line; line++) {
		g_autofree char *name = NULL, *full = NULL;

		if (!g_str_has_prefix(*line, "include ") ||
		    !g_str_has_suffix(*line, "/Makefile"))
			continue;
		name = g_path_get_dirname(*line + strlen("include "));
		full = g_canonicalize_filename(g_strstrip(name), dir);
		return folder_with_mm(full);
	}
	return NULL;
}

struct module_kernel *module_kernel_at(const char *dir, GError **error)
{
	g_autofree char *link = g_build_filename(dir, "source", NULL);
	char *real = realpath(dir, NULL);
	char *source = real ? folder_with_mm(dir) : NULL;
	struct module_kernel *kernel;

	if (!source)
		source = folder_with_mm(link);
	if (!source)
		source = folder_of_makefile(dir);
	if (!real || !source) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' is not a kernel: %s; name its sources, headers or build with -K KERNEL",
			    dir, real ? "it has no " MM_H : g_strerror(errno));
		free(real);
		return NULL;
	}
	kernel = g_new0(struct module_kernel, 1);
	kernel->source = source;
	kernel->build = g_strdup(real);
	free(real);
	return kernel;
}

/* "6.9.1" before "6.12.1": numbers by value. */
static int compare_versions(gconstpointer a, gconstpointer b)
{
	return strverscmp(*(const char *const *)a, *(const char *const *)b);
}

/*
 * The kernel of the newest entry of @dir whose name begins and ends so; @below names
 * a folder in the entry.
 */
static struct module_kernel *newest_in(const char *dir, const char *begin,
				       const char *end, const char *below)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) d = g_dir_open(dir, 0, NULL);
	struct module_kernel *kernel = NULL;
	const char *name;

	while (d && (name = g_dir_read_name(d)))
		if (g_str_has_prefix(name, begin) && g_str_has_suffix(name, end))
			g_ptr_array_add(names, g_strdup(name));
	g_ptr_array_sort(names, compare_versions);
	for (guint i = names->len; i-- > 0 && !kernel;) {
		g_autofree char *path = g_build_filename(dir, names->pdata[i],
							 below, NULL);

		kernel = module_kernel_at(path, NULL);
	}
	return kernel;
}

struct module_kernel *module_kernel_find(const char *kept, GError **error)
{
	struct module_kernel *kernel;
	g_autofree char *own = NULL, *machine = NULL;
	struct utsname uts;

	if (uname(&uts))
		*uts.release = *uts.machine = '\0';
	own = g_build_filename("/lib/modules", uts.release, "build", NULL);
	machine = g_strconcat("-", uts.machine, NULL);
	kernel = module_kernel_at(own, NULL);
	if (!kernel)
		kernel = newest_in("/lib/modules", "", "", "build");
	if (!kernel)
		kernel = newest_in("/usr/src", "linux", "", NULL);
	if (!kernel && kept)
		kernel = newest_in(kept, "build-", machine, NULL);
	if (!kernel)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "no kernel is installed ('%s' is not there): name sources, headers or a build with -K KERNEL",
			    own);
	return kernel;
}

void module_kernel_free(struct module_kernel *kernel)
{
	if (!kernel)
		return;
	g_free(kernel->source);
	g_free(kernel->build);
	g_free(kernel);
}
