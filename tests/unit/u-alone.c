// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-alone - what a rewrite may do to a file without touching another.
 */
#include "rewrite/alone.h"

#define PLAIN "static int a(int x)\n{\n\treturn x;\n}\n"
#define SEEN "int b(int x)\n{\n\treturn x;\n}\n"

static void body_is_its_own(void)
{
	g_assert_null(alone_why_not("mm/x.c", PLAIN SEEN,
		PLAIN "int b(int x)\n{\n\treturn !x;\n}\n"));
}

static void static_function_goes(void)
{
	g_assert_null(alone_why_not("mm/x.c", PLAIN SEEN, SEEN));
}

static void seen_function_goes(void)
{
	g_autofree char *why = alone_why_not("mm/x.c", PLAIN SEEN, PLAIN);

	g_assert_cmpstr(why, ==, "other files may call b(), which the rewrite takes away or changes");
}

static void seen_function_changes(void)
{
	g_autofree char *why = alone_why_not("mm/x.c", PLAIN SEEN,
		PLAIN "int b(long x)\n{\n\treturn x;\n}\n");

	g_assert_nonnull(why);
}

static void header_is_seen(void)
{
	g_autofree char *why = alone_why_not("include/x.h", PLAIN SEEN, SEEN);

	g_assert_nonnull(strstr(why, "a()"));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/alone/body", body_is_its_own);
	g_test_add_func("/alone/static", static_function_goes);
	g_test_add_func("/alone/gone", seen_function_goes);
	g_test_add_func("/alone/changed", seen_function_changes);
	g_test_add_func("/alone/header", header_is_seen);
	return g_test_run();
}
