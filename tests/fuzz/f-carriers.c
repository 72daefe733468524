// SPDX-License-Identifier: GPL-2.0-only
/*
 * f-carriers.c - the carriers that a checker is handed: refused, or printed again
 * as they were read.
 */
#include "ground/carrier.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	pfn_auto(carrier_set) set = carrier_set_new();
	pfn_auto(carrier_set) again = carrier_set_new();
	g_autoptr(GError) error = NULL;
	g_autofree char *first = NULL, *second = NULL;

	if (!carrier_set_parse(set, text, &error)) {
		g_assert_nonnull(error);
		return 0;
	}
	first = carrier_set_print(set);
	g_assert_true(carrier_set_parse(again, first, NULL));
	second = carrier_set_print(again);
	g_assert_cmpstr(first, ==, second);
	return 0;
}
