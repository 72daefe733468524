// SPDX-License-Identifier: GPL-2.0-only
/*
 * scan_staged.c - scans what is staged: a private tree instead of the user's.
 */
#include <glib/gstdio.h>

#include "tree/cache.h"
#include "scan.h"

char *scan_write_staged(const struct scan_options *o, struct scan *scan,
			GError **error)
{
	g_autofree char *dir = g_build_filename(scan->workdir, "staged", NULL);
	g_autofree char *git = g_build_filename(scan->repo, ".git", NULL);

	if (!g_file_test(git, G_FILE_TEST_EXISTS)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' is not the top of a git repository",
			    scan->repo);
		return NULL;
	}
	if (g_mkdir(dir, 0700)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot make the folder '%s': %s", dir,
			    g_strerror(errno));
		return NULL;
	}
	if (!o->no_cache)
		scan->staged_cache = cache_open(o->cache_dir, NULL);
	scan->staged = staged_open(scan->repo, scan->staged_cache, error);
	if (!scan->staged ||
	    !staged_write_tree(scan->staged, dir, o->jobs, error))
		return NULL;
	return g_steal_pointer(&dir);
}

bool scan_grow_staged(const struct scan_options *o, struct scan *scan,
		      GError **error)
{
	bool grown;

	if (!staged_grow(scan->staged, scan->index, scan->tree->root, o->jobs,
			 &grown, error))
		return false;
	if (!grown)
		return true;
	index_free(scan->index);
	scan->index = index_build(scan->tree, o->jobs, NULL, NULL, error);
	return scan->index;
}
