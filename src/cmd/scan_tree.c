// SPDX-License-Identifier: GPL-2.0-only
/*
 * scan_tree.c - what is scanned: the kernel tree or the module that the user named or
 * stands in.
 */
#include "scan.h"
#include "tree/temp.h"

struct place {
	char *root;		/* of the tree or module; a file by itself */
	bool module;
};

/* The first PATH, if it names something as it stands. */
static const char *first_path(const struct scan_options *o)
{
	return o->paths && *o->paths &&
		g_file_test(*o->paths, G_FILE_TEST_EXISTS) ? *o->paths : NULL;
}

/* What one names by itself is looked at, whatever lies beside it. */
static char *named_module(const struct scan_options *o, const char *base)
{
	g_autofree char *full = g_canonicalize_filename(base, NULL);

	if (g_file_test(full, G_FILE_TEST_IS_DIR))
		return g_steal_pointer(&full);
	return o->paths[1] ? g_path_get_dirname(full) : g_steal_pointer(&full);
}

static bool has_modules(const char *dir)
{
	g_autoptr(GPtrArray) below = module_below(dir);

	return module_is(dir) || below->len;
}

/* The folder of the module around @base, or @base where modules are below it; or NULL. */
static char *module_at(const struct scan_options *o, const char *base)
{
	char *above = o->tree ? NULL : module_find(base);

	if (above)
		return above;
	if (o->kernel || base == first_path(o))
		return o->tree ? g_canonicalize_filename(base, NULL) :
				 named_module(o, base);
	if (g_file_test(base, G_FILE_TEST_IS_DIR) && has_modules(base))
		return g_canonicalize_filename(base, NULL);
	return NULL;
}

static void say_neither(const struct scan_options *o, const char *base,
			GError **error)
{
	g_autofree char *full = g_canonicalize_filename(base, NULL);

	if (o->paths && *o->paths && !first_path(o))
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "no '%s' in '%s'", *o->paths, full);
	else
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' is not a kernel tree, nor a module: no Kbuild or Makefile there builds obj-m; name one with -C TREE",
			    full);
}

static bool place_module(const struct scan_options *o, const char *base,
			 struct place *place, GError **error)
{
	place->module = true;
	place->root = module_at(o, base);
	if (place->root && !tree_is_root(place->root))
		return true;
	if (place->root)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' is a kernel tree, not a module: leave -K out",
			    place->root);
	else
		say_neither(o, base, error);
	return false;
}

/* A PATH in another tree than the user stands in is that tree's. */
static bool find_place(const struct scan_options *o, struct place *place,
		       GError **error)
{
	const char *path = first_path(o);

	if (o->kernel)
		return place_module(o, o->tree ? o->tree : path ? path : ".",
				    place, error);
	if (o->tree && (tree_is_root(o->tree) || !has_modules(o->tree)))
		place->root = g_strdup(o->tree);
	else if (!o->tree)
		place->root = tree_find_root(".");
	if (!place->root && !o->tree && path)
		place->root = tree_find_root(path);
	return place->root ||
		place_module(o, o->tree ? o->tree : path ? path : ".", place,
			     error);
}

struct module_kernel *scan_kernel(const struct scan_options *o,
				  const struct installed *files, GError **error)
{
	g_autofree char *kept = g_build_filename(files->bindir, "..", ".cache",
						 NULL);

	return o->kernel ? module_kernel_at(o->kernel, error) :
			   module_kernel_find(kept, error);
}

static struct tree *open_module(const struct scan_options *o,
				const struct scan *scan, const char *root,
				GError **error)
{
	pfn_auto(module_kernel) kernel = NULL;

	if (o->kernel_only) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' is not a kernel tree but a module: use scan, patch or hook",
			    root);
		return NULL;
	}
	kernel = scan_kernel(o, scan->files, error);
	return kernel ? tree_open_module(root, kernel, o->build_dirs, error) :
			NULL;
}

/* Where only folders below are modules, only these are scanned. */
static void choose_parts(struct scan_options *o, const char *root)
{
	g_autoptr(GPtrArray) below = NULL;

	if (*o->filter.paths || module_is(root))
		return;
	below = module_below(root);
	if (!below->len)
		return;
	g_strfreev(o->filter.paths);
	g_ptr_array_add(below, NULL);
	o->filter.paths = g_strdupv((char **)below->pdata);
}

/* What is staged says itself whether it is a kernel. */
static bool open_staged(struct scan_options *o, struct scan *scan,
			const char *root, GError **error)
{
	g_autofree char *dir = NULL;

	scan->repo = g_canonicalize_filename(root, NULL);
	dir = scan_write_staged(o, scan, error);
	if (!dir)
		return false;
	if (!o->kernel && (tree_is_root(dir) || !has_modules(scan->repo)))
		scan->tree = tree_open_part(dir, o->build_dirs, error);
	else
		scan->tree = open_module(o, scan, dir, error);
	return scan->tree;
}

bool scan_open_tree(struct scan_options *o, struct scan *scan, GError **error)
{
	struct place place = { NULL };
	g_autofree char *root = NULL;
	bool opened;

	temp_sweep();
	scan->workdir = temp_folder(error);
	if (!scan->workdir)
		return false;
	if (o->staged && o->tree) {
		opened = open_staged(o, scan, o->tree, error);
	} else {
		opened = find_place(o, &place, error);
		root = place.root;
		if (opened && o->staged)
			opened = open_staged(o, scan, root, error);
		else if (opened)
			opened = (scan->tree = place.module ?
				  open_module(o, scan, root, error) :
				  tree_open(root, o->build_dirs, error));
	}
	if (!opened ||
	    !scan_resolve_paths(o, scan->repo ? scan->repo : scan->tree->root,
				error))
		return false;
	if (scan->tree->headers && !scan->tree->alone)
		choose_parts(o, scan->repo ? scan->repo : scan->tree->root);
	return true;
}

bool scan_can_hook(const struct scan_options *o, const char *root, GError **error)
{
	struct place place = { NULL };
	pfn_auto(installed) files = NULL;
	pfn_auto(module_kernel) kernel = NULL;
	bool is_module;

	if (!o->kernel && tree_is_root(root))
		return true;
	if (!o->kernel && !has_modules(root)) {
		say_neither(o, root, error);
		return false;
	}
	is_module = !o->kernel || place_module(o, root, &place, error);
	g_free(place.root);
	files = is_module ? installed_find(error) : NULL;
	kernel = files ? scan_kernel(o, files, error) : NULL;
	return kernel;
}
