// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-carrier.c - which carrier a name means where, and its printed form.
 */
#include "ground/carrier.h"

static const char *const table =
	"macro\tVM_M\th.h\t1\t3\t-\ttree\n"
	"macro\tLOCAL\ta.c\t2\t1\t-\tfile\n"
	"mask\tmask\ta.c\t3\t1\tf\tfile\n"
	"mask\tmask\ta.c\t9\t2\tg\tfile\n"
	"field\tstate\tmm/x.h\t4\t1\t-\tfolder\n"
	"field\tboth\tx.h\t5\t1\t-\ttree\n"
	"predicate\tboth\ty.h\t6\t2\t-\ttree\n"
	"predicate\tp\tarch/a/p.h\t7\t1\t-\ttree\n"
	"predicate\tp\tarch/b/p.h\t8\t1\t-\ttree\n";

static struct carrier_set *set_of(const char *text)
{
	g_autoptr(GError) error = NULL;
	struct carrier_set *set = carrier_set_new();

	g_assert_true(carrier_set_parse(set, text, &error));
	g_assert_no_error(error);
	return set;
}

/* The line of the carrier that is meant; 0: none. */
static const struct {
	const char *name, *file, *function;
	unsigned int line;
} finds[] = {
	{ "VM_M", NULL, NULL, 1 },
	{ "VM_M", "any.c", "any", 1 },
	{ "VM_N", NULL, NULL, 0 },
	{ "LOCAL", "a.c", NULL, 2 },
	{ "LOCAL", "b.c", NULL, 0 },
	{ "LOCAL", NULL, NULL, 2 },
	{ "mask", "a.c", "f", 3 },
	{ "mask", "a.c", "g", 9 },
	{ "mask", "a.c", "h", 0 },
	{ "mask", "b.c", "f", 0 },
	{ "state", "mm/y.c", NULL, 4 },
	{ "state", "mm/sub/y.c", NULL, 0 },
	{ "p", "arch/b/p.h", NULL, 8 },
	{ "p", "other.c", NULL, 7 },
};

static void test_find(void)
{
	pfn_auto(carrier_set) set = set_of(table);

	for (size_t i = 0; i < G_N_ELEMENTS(finds); i++) {
		const struct carrier *c = carrier_set_find(
			set, finds[i].name, finds[i].file, finds[i].function);

		g_test_message("%s in %s", finds[i].name, finds[i].file);
		g_assert_cmpuint(c ? c->line : 0, ==, finds[i].line);
	}
}

static void test_find_use(void)
{
	pfn_auto(carrier_set) set = set_of(table);

	g_assert_cmpuint(carrier_set_find_use(set, "both", NULL, NULL,
					      true)->line, ==, 5);
	g_assert_cmpuint(carrier_set_find_use(set, "both", NULL, NULL,
					      false)->line, ==, 6);
	g_assert_null(carrier_set_find_use(set, "p", NULL, NULL, true));
}

static void test_round_trip(void)
{
	pfn_auto(carrier_set) set = set_of(table);
	g_autofree char *printed = carrier_set_print(set);

	g_assert_cmpstr(printed, ==, table);
}

/* A mask is one thing however often it is filled, a macro is not. */
static void test_add(void)
{
	pfn_auto(carrier_set) set = carrier_set_new();
	const struct carrier *c;

	g_assert_true(carrier_set_add(set, carrier_new(CARRIER_MASK, "m",
						       "a.c", 1, 1, "f")));
	g_assert_false(carrier_set_add(set, carrier_new(CARRIER_MASK, "m",
							"a.c", 2, 1, "f")));
	g_assert_true(carrier_set_add(set, carrier_new(CARRIER_MASK, "m",
						       "a.c", 3, 2, "f")));
	c = carrier_set_find(set, "m", "a.c", "f");
	g_assert_cmpuint(c->line, ==, 1);
	g_assert_cmpuint(c->flags, ==, 3);
	g_assert_true(carrier_set_add(set, carrier_new(CARRIER_MACRO, "M",
						       "a.h", 1, 1, NULL)));
	g_assert_true(carrier_set_add(set, carrier_new(CARRIER_MACRO, "M",
						       "a.h", 5, 1, NULL)));
	g_assert_cmpuint(carrier_set_all(set)->len, ==, 3);
}

static void test_malformed(void)
{
	static const char *const lines[] = {
		"macro", "macro\tM\ta.h\t1\t1\t-", "macros\tM\ta.h\t1\t1\t-\ttree",
		"macro\tM\ta.h\t0\t1\t-\ttree", "macro\tM\ta.h\t1\t4\t-\ttree",
		"macro\tM\ta.h\tx\t1\t-\ttree", "macro\tM\ta.h\t1\t1\t-\ttrees",
		"macro\t\ta.h\t1\t1\t-\ttree", "macro\tM\t\t1\t1\t-\ttree",
		"macro\tM\ta.h\t99999999999\t1\t-\ttree",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
		pfn_auto(carrier_set) set = carrier_set_new();
		g_autoptr(GError) error = NULL;

		g_test_message("%s", lines[i]);
		g_assert_false(carrier_set_parse(set, lines[i], &error));
		g_assert_error(error, PFN_ERROR, PFN_EXIT_USAGE);
		g_assert_nonnull(strstr(error->message, lines[i]));
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/carrier/find", test_find);
	g_test_add_func("/carrier/find-use", test_find_use);
	g_test_add_func("/carrier/round-trip", test_round_trip);
	g_test_add_func("/carrier/add", test_add);
	g_test_add_func("/carrier/malformed", test_malformed);
	return g_test_run();
}
