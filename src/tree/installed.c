// SPDX-License-Identifier: GPL-2.0-only
/*
 * installed.c - finds our files from the program's own path.
 *
 * In a build folder the semantic patches and pages stand beside the program
 * (the Makefile puts them there), so that it runs without installation.
 */
#include "installed.h"

#ifndef PFN_PREFIX
#define PFN_PREFIX "/usr/local"
#endif

static struct installed *installed_in(const char *bindir, const char *datadir)
{
	g_autofree char *patches = g_build_filename(datadir, "semantic-patches",
						    NULL);
	struct installed *files;

	if (!g_file_test(patches, G_FILE_TEST_IS_DIR))
		return NULL;
	files = g_new0(struct installed, 1);
	files->bindir = g_strdup(bindir);
	files->patches = g_steal_pointer(&patches);
	files->pages = g_build_filename(datadir, "rules", NULL);
	return files;
}

struct installed *installed_find(GError **error)
{
	g_autofree char *exe = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *bindir = g_path_get_dirname(exe ? exe :
						     PFN_PREFIX "/bin/pfncheck");
	g_autofree char *share = g_build_filename(bindir, "..", "share",
						  "pfncheck", NULL);
	struct installed *files = installed_in(bindir, bindir);

	if (!files)
		files = installed_in(bindir, share);
	if (!files)
		files = installed_in(bindir, PFN_PREFIX "/share/pfncheck");
	if (!files)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot find the semantic patches beside '%s' nor in '%s': run 'make all' or 'make install'",
			    bindir, PFN_PREFIX "/share/pfncheck");
	return files;
}

void installed_free(struct installed *files)
{
	if (!files)
		return;
	g_free(files->bindir);
	g_free(files->patches);
	g_free(files->pages);
	g_free(files);
}
