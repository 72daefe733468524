// SPDX-License-Identifier: GPL-2.0-only
/*
 * f-wire.c - a line of a checker is an error, or an object that is printed and
 * read again without a change.
 */
#include "ground/wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *print(const struct wire_line *line)
{
	switch (line->kind) {
	case WIRE_FINDING:
		return wire_print_finding(line->finding);
	case WIRE_INCOMPLETE:
		return wire_print_incomplete(line->incomplete);
	case WIRE_WALKER:
		return wire_print_walker(line->walker);
	case WIRE_CALL:
		return wire_print_call(line->call);
	default:
		return wire_print_done(line->done_file, line->done_engine);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size);
	g_autofree char *first = NULL, *second = NULL;
	struct wire_line line = { 0 }, again = { 0 };
	g_autoptr(GError) error = NULL;

	if (!wire_parse(text, &line, &error)) {
		g_assert_nonnull(error);
		return 0;
	}
	first = print(&line);
	g_assert_true(wire_parse(first, &again, NULL));
	second = print(&again);
	g_assert_cmpstr(first, ==, second);
	wire_line_clear(&line);
	wire_line_clear(&again);
	return 0;
}
