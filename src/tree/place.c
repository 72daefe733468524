// SPDX-License-Identifier: GPL-2.0-only
/*
 * place.c - finds our files from the program's own path.
 *
 * In a build folder the semantic patches and pages stand beside the program
 * (the Makefile puts them there), so that it runs without installation.
 */
#include "place.h"

#ifndef PFN_PREFIX
#define PFN_PREFIX "/usr/local"
#endif

static struct place *place_in(const char *bindir, const char *datadir)
{
	g_autofree char *patches = g_build_filename(datadir, "semantic-patches",
						    NULL);
	struct place *place;

	if (!g_file_test(patches, G_FILE_TEST_IS_DIR))
		return NULL;
	place = g_new0(struct place, 1);
	place->bindir = g_strdup(bindir);
	place->patches = g_steal_pointer(&patches);
	place->pages = g_build_filename(datadir, "rules", NULL);
	return place;
}

struct place *place_find(GError **error)
{
	g_autofree char *exe = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *bindir = g_path_get_dirname(exe ? exe :
						     PFN_PREFIX "/bin/pfncheck");
	g_autofree char *share = g_build_filename(bindir, "..", "share",
						  "pfncheck", NULL);
	struct place *place = place_in(bindir, bindir);

	if (!place)
		place = place_in(bindir, share);
	if (!place)
		place = place_in(bindir, PFN_PREFIX "/share/pfncheck");
	if (!place)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot find the semantic patches beside '%s' nor in '%s': run 'make all' or 'make install'",
			    bindir, PFN_PREFIX "/share/pfncheck");
	return place;
}

void place_free(struct place *place)
{
	if (!place)
		return;
	g_free(place->bindir);
	g_free(place->patches);
	g_free(place->pages);
	g_free(place);
}
