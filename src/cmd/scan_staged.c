// SPDX-License-Identifier: GPL-2.0-only
/*
 * scan_staged.c - scans what is staged: a private tree instead of the user's.
 */
#include <glib/gstdio.h>

#include "tree/cache.h"
#include "scan.h"

char *scan_write_staged(struct scan_options *o, struct scan *scan,
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
	scan->staged = o->opened ? g_steal_pointer(&o->opened) :
		staged_open(scan->repo, o->no_cache ? NULL :
			    cache_open(o->cache_dir, NULL));
	if (!staged_write_tree(scan->staged, dir, !o->build_dirs, error))
		return NULL;
	return g_steal_pointer(&dir);
}
