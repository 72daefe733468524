// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-kapi.c - roles of names, near misses included.
 */
#include "ground/kapi.h"

static const struct { const char *name; enum kapi_role role; } names[] = {
	{ "VM_PFNMAP", KAPI_FLAG },
	{ "VMA_MIXEDMAP_BIT", KAPI_FLAG },
	{ "VM_PFNMAPS", KAPI_NONE },
	{ "XVM_PFNMAP", KAPI_NONE },
	{ "vm_normal_page", KAPI_NORMAL_PAGE },
	{ "vm_normal_page_pud", KAPI_NORMAL_PAGE },
	{ "__vm_normal_page", KAPI_NORMAL_PAGE },
	{ "walk_pmd_is_raw", KAPI_ENTRY_RAW },
	{ "walk_page_range", KAPI_WALK },
	{ "my_vm_normal_page", KAPI_NONE },
	{ "pte_special", KAPI_SPECIAL },
	{ "pte_mkspecial", KAPI_NONE },
	{ "vmf_insert_pfn_pud", KAPI_PFN_MAP },
	{ "remap_pfn_ranges", KAPI_NONE },
	{ "follow_pfnmap_start", KAPI_LOOKUP },
	{ "walk_page_range_vma", KAPI_WALK },
	{ "VM_BUG_ON_VMA", KAPI_ASSERT },
	{ "WARN_ON", KAPI_ASSERT },
	{ "pr_warn", KAPI_QUIET },
	{ "mmap_read_unlock", KAPI_QUIET },
	{ "pte_offset_map_lock", KAPI_ENTRY_LOAD },
	{ "pr_warn_once", KAPI_COW_FAULT },
	{ "spr_warn", KAPI_NONE },
	{ "vm_flags_set", KAPI_FLAG_WRITE },
	{ "vm_flags_t", KAPI_FLAGS_TYPE },
	{ "vma_test_any", KAPI_FLAG_TEST },
	{ "vma_test", KAPI_FLAG_TEST },
	{ "vma_tester", KAPI_NONE },
	{ "foll_flags", KAPI_GUP_FLAG },
	{ "", KAPI_NONE },
	{ NULL, KAPI_NONE },
};

static void test_roles(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_test_message("%s", names[i].name);
		g_assert_cmpint(kapi_role(names[i].name), ==, names[i].role);
		if (names[i].role)
			g_assert_true(kapi_is(names[i].name, names[i].role));
	}
}

static void test_flags(void)
{
	g_assert_cmpuint(kapi_flag("VM_PFNMAP"), ==, PFN_FLAG_PFNMAP);
	g_assert_cmpuint(kapi_flag("VMA_PFNMAP_BIT"), ==, PFN_FLAG_PFNMAP);
	g_assert_cmpuint(kapi_flag("VM_MIXEDMAP"), ==, PFN_FLAG_MIXEDMAP);
	g_assert_cmpuint(kapi_flag("VM_SHARED"), ==, 0);
	g_assert_cmpuint(kapi_flag("pte_special"), ==, 0);
	g_assert_cmpuint(kapi_flag(NULL), ==, 0);
}

/* kapi_flag() relies on the flags being the first rows. */
static void see_row(enum kapi_role role, const char *name, void *data)
{
	bool *others = data;

	g_assert_cmpuint(strlen(name), >, 1);
	if (role == KAPI_FLAG)
		g_assert_false(*others);
	else
		*others = true;
	if (kapi_is_call(role))
		g_assert_null(strchr(name, '*'));
}

static void test_rows(void)
{
	bool others = false;

	kapi_foreach(see_row, &others);
	g_assert_true(others);
	g_assert_true(kapi_is_gated_walk("walk_page_range"));
	g_assert_false(kapi_is_gated_walk("walk_page_range_vma"));
	g_assert_false(kapi_is_gated_walk(NULL));
	for (const char *const *c = kapi_capabilities(); *c; c++)
		g_assert_null(strchr(*c, '*'));
	for (const char *const *h = kapi_capability_headers(); *h; h++)
		g_assert_true(g_str_has_suffix(*h, ".h"));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/kapi/roles", test_roles);
	g_test_add_func("/kapi/flags", test_flags);
	g_test_add_func("/kapi/rows", test_rows);
	return g_test_run();
}
