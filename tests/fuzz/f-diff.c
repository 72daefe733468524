// SPDX-License-Identifier: GPL-2.0-only
/*
 * f-diff.c - git's diff, or what stands in its place: read or refused, and the
 * files that it names can be asked about.
 */
#include "tree/git_run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	pfn_auto(git_changes) changes = git_changes_new();
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) files = NULL;
	bool good;

	memcpy(text, data, size);
	good = git_parse_diff(changes, text, size, &error);
	g_assert_true(good == !error);
	files = git_changes_files(changes);
	for (guint i = 0; i < files->len; i++)
		git_changes_hold(changes, g_ptr_array_index(files, i), 1, 9);
	return 0;
}
