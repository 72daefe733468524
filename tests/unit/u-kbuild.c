// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-kbuild.c - which options a file hangs on, by Makefiles of every shape that
 * kernels have.
 */
#include <glib/gstdio.h>

#include "tree/kbuild.h"

struct makefile {
	const char *dir, *text;
};

static const struct makefile makefiles[] = {
	{ "mm",
	  "mmu-y := nommu.o\n"
	  "mmu-$(CONFIG_MMU) := highmem.o \\\n\tmemory.o\n"
	  "obj-y := gup.o $(mmu-y)\n"
	  "obj-$(CONFIG_KSM) += ksm.o\n"
	  "ifdef CONFIG_NUMA\nobj-y += mempolicy.o\nendif\n"
	  "obj-$(CONFIG_DAMON) += damon/\n" },
	{ "mm/damon", "obj-$(CONFIG_DAMON_VADDR) += vaddr.o\n" },
	{ "drivers", "obj-$(CONFIG_GPU) += gpu/one/\n" },
	{ "drivers/gpu/one",
	  "one-y := main.o $(gem-y)\ngem-y += \\\n\tgem/userptr.o\n"
	  "one-$(CONFIG_ONE_SVM) += svm.o\nobj-$(CONFIG_ONE) += one.o\n" },
};

static const struct {
	const char *file, *options;
} cases[] = {
	{ "mm/gup.c", "" },
	{ "mm/nommu.c", "!CONFIG_MMU" },
	{ "mm/memory.c", "CONFIG_MMU" },
	{ "mm/ksm.c", "CONFIG_KSM" },
	{ "mm/mempolicy.c", "CONFIG_NUMA" },
	{ "mm/damon/vaddr.c", "CONFIG_DAMON_VADDR CONFIG_DAMON" },
	{ "drivers/gpu/one/gem/userptr.c", "CONFIG_ONE CONFIG_GPU" },
	{ "drivers/gpu/one/svm.c", "CONFIG_ONE_SVM CONFIG_ONE CONFIG_GPU" },
	{ "mm/unknown.c", "" },
	{ "include/linux/mm.h", "" },
};

static char *write_tree(void)
{
	char *root = g_dir_make_tmp("u-kbuild-XXXXXX", NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(makefiles); i++) {
		g_autofree char *dir = g_build_filename(root, makefiles[i].dir,
							NULL);
		g_autofree char *file = g_build_filename(dir, "Makefile", NULL);

		g_assert_cmpint(g_mkdir_with_parents(dir, 0777), ==, 0);
		g_assert_true(g_file_set_contents(file, makefiles[i].text, -1,
						  NULL));
	}
	return root;
}

static void remove_tree(const char *root)
{
	for (size_t i = G_N_ELEMENTS(makefiles); i-- > 0;) {
		g_autofree char *dir = g_build_filename(root, makefiles[i].dir,
							NULL);
		g_autofree char *file = g_build_filename(dir, "Makefile", NULL);

		g_unlink(file);
		while (strlen(dir) > strlen(root)) {
			g_rmdir(dir);
			*strrchr(dir, '/') = '\0';
		}
	}
	g_rmdir(root);
}

static void test_options(void)
{
	g_autofree char *root = write_tree();
	struct tree tree = { .root = root };

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) found = kbuild_options(&tree, cases[i].file);
		g_autofree char *text = NULL;

		g_ptr_array_add(found, NULL);
		text = g_strjoinv(" ", (char **)found->pdata);
		g_assert_cmpstr(text, ==, cases[i].options);
	}
	remove_tree(root);
}

static void test_missing(void)
{
	static const char config[] =
		"CONFIG_MMU=y\n# CONFIG_KSM is not set\nCONFIG_DAMON=m\n"
		"CONFIG_KSM_SIZE=8\n";
	g_autofree char *root = write_tree();
	struct tree tree = { .root = root };
	g_autofree char *ksm = kbuild_missing(&tree, "mm/ksm.c", config);
	g_autofree char *nommu = kbuild_missing(&tree, "mm/nommu.c", config);
	g_autofree char *vaddr = kbuild_missing(&tree, "mm/damon/vaddr.c", config);

	g_assert_cmpstr(ksm, ==, "CONFIG_KSM");
	g_assert_cmpstr(nommu, ==, "!CONFIG_MMU");
	g_assert_cmpstr(vaddr, ==, "CONFIG_DAMON_VADDR");
	g_assert_null(kbuild_missing(&tree, "mm/memory.c", config));
	g_assert_null(kbuild_missing(&tree, "mm/gup.c", config));
	g_assert_true(kbuild_is_set(config, "CONFIG_DAMON"));
	g_assert_false(kbuild_is_set(config, "CONFIG_KSM_SIZE"));
	remove_tree(root);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/kbuild/options", test_options);
	g_test_add_func("/kbuild/missing", test_missing);
	return g_test_run();
}
