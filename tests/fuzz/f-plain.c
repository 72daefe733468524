// SPDX-License-Identifier: GPL-2.0-only
/*
 * f-plain.c - text for a person holds nothing that a terminal obeys, and is
 * UTF-8, whatever it was made of.
 */
#include "ground/plain.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	g_autofree char *plain = plain_text(text);
	g_autofree char *again = plain_text(plain);

	g_assert_true(g_utf8_validate(plain, -1, NULL));
	for (const char *c = plain; *c; c = g_utf8_next_char(c))
		g_assert_true(*c == '\t' ||
			      !g_unichar_iscntrl(g_utf8_get_char(c)));
	g_assert_cmpstr(plain, ==, again);
	return 0;
}
