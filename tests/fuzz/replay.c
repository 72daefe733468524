// SPDX-License-Identifier: GPL-2.0-only
/*
 * replay.c - runs a fuzz target (tests/fuzz/f-NAME.c) over its corpus,
 * testdata/fuzz/NAME, and over every prefix of each input.  'make fuzz-NAME'
 * links the same target with clang's fuzzer instead.
 */
#include "ground/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void replay(gconstpointer path)
{
	g_autofree char *text = NULL;
	gsize len, step;

	g_assert_true(g_file_get_contents(path, &text, &len, NULL));
	/* A heap copy of exactly that size lets the sanitizer see its end. */
	step = len / 500 + 1;
	for (gsize n = 0; n <= len; n += MIN(step, MAX(len - n, 1))) {
		g_autofree uint8_t *part = g_memdup2(text, MAX(n, 1));

		LLVMFuzzerTestOneInput(part, n);
	}
}

int main(int argc, char **argv)
{
	g_autofree char *here = g_path_get_dirname(argv[0]);
	g_autofree char *base = g_path_get_basename(argv[0]);
	g_autofree char *corpus = g_build_filename(here, "..", "..", "..", "testdata",
						   "fuzz", base + 2, NULL);
	g_autoptr(GDir) dir = g_dir_open(corpus, 0, NULL);
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	g_test_init(&argc, &argv, NULL);
	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *label = g_strconcat("/", base, "/", name, NULL);
		char *path = g_build_filename(corpus, name, NULL);

		g_ptr_array_add(paths, path);
		g_test_add_data_func(label, path, replay);
	}
	g_assert_cmpuint(paths->len, >, 0);
	return g_test_run();
}
