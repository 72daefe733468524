// SPDX-License-Identifier: GPL-2.0-only
/*
 * f-command.c - the command that a prepared build left: refused, or flags that
 * name no output and no file to compile.
 */
#include "tree/tree_build.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	g_autofree char *source = NULL;
	g_auto(GStrv) flags = tree_build_parse(text, &source);

	if (!flags) {
		g_assert_null(source);
		return 0;
	}
	g_assert_true(g_str_has_suffix(source, "scripts/mod/empty.c"));
	for (char **f = flags; *f; f++) {
		g_assert_cmpstr(*f, !=, "-c");
		g_assert_cmpstr(*f, !=, "-o");
	}
	return 0;
}
