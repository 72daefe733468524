// SPDX-License-Identifier: GPL-2.0-only
/*
 * f-baseline.c - a baseline, and the list that --staged remembers, are errors
 * or hold what was read: written again they read the same.
 */
#include "findings/baseline.h"
#include "index/staged_list.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_list(const char *text)
{
	pfn_auto(staged_list) list = staged_list_parse(text);
	pfn_auto(staged_list) again = NULL;
	g_autofree char *first = NULL, *second = NULL;

	if (!list)
		return;
	first = staged_list_print(list);
	again = staged_list_parse(first);
	g_assert_nonnull(again);
	second = staged_list_print(again);
	g_assert_cmpstr(first, ==, second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	g_autoptr(GError) error = NULL;
	pfn_auto(baseline) b = baseline_parse("f", text, &error);

	try_list(text);
	if (!b) {
		g_assert_nonnull(error);
		return 0;
	}
	for (guint i = 0; i < b->entries->len; i++) {
		const struct baseline_entry *e = b->entries->pdata[i];

		g_assert_cmpuint(strlen(e->fingerprint), ==, 16);
		g_assert_true(g_hash_table_contains(b->by_fingerprint,
						    e->fingerprint));
	}
	return 0;
}
