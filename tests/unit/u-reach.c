// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-reach.c - who gets to a function: over gates, over arguments, round in a circle,
 * and from callers that nobody looked at.
 */
#include "ground/reach.h"
#include "ground/settle.h"

static void call(struct reach *r, const char *from, const char *to,
		 unsigned int flags, const char *gate, const char *args)
{
	struct reach_call *c = reach_call_new(from, to, flags, gate, args);

	reach_add(r, c);
	reach_call_free(c);
}

static unsigned int ask(const struct reach *r, const char *name,
			const char *needs, const char *gate, bool sure)
{
	g_autoptr(GPtrArray) gates = g_ptr_array_new_with_free_func(g_free);
	bool is_sure = true;
	unsigned int flags = reach_of(r, name, needs, gates, &is_sure);

	g_assert_cmpint(is_sure, ==, sure);
	g_assert_cmpuint(gates->len, ==, !!gate);
	if (gate)
		g_assert_cmpstr(gates->pdata[0], ==, gate);
	return flags;
}

static void test_gates(void)
{
	pfn_auto(reach) r = reach_new();

	call(r, "syscall", "gated", PFN_FLAG_MIXEDMAP, "gate()", NULL);
	call(r, "gated", "deep", REACH_BOTH, NULL, NULL);
	call(r, "deep", "deeper", PFN_FLAG_PFNMAP, "other()", NULL);
	call(r, "deep", "deep", REACH_BOTH, NULL, NULL);
	g_assert_cmpuint(ask(r, "gated", NULL, "gate()", true), ==, PFN_FLAG_MIXEDMAP);
	g_assert_cmpuint(ask(r, "deep", NULL, "gate()", true), ==, PFN_FLAG_MIXEDMAP);
	call(r, "syscall", "deep", REACH_BOTH, NULL, NULL);
	g_assert_cmpuint(ask(r, "deep", NULL, "gate()", true), ==, REACH_BOTH);
	g_assert_cmpuint(ask(r, "nobody", NULL, NULL, true), ==, REACH_BOTH);
	call(r, NULL, "open", 0, NULL, NULL);
	g_assert_cmpuint(ask(r, "open", NULL, NULL, false), ==, REACH_BOTH);
	call(r, "syscall", "open", 0, "shut()", NULL);
	g_assert_cmpuint(ask(r, "open", NULL, "shut()", true), ==, 0);
}

static void test_arguments(void)
{
	pfn_auto(reach) r = reach_new();

	call(r, "f.c:without", "middle", REACH_BOTH, NULL, "0=1 2=5 ");
	call(r, "middle", "end", REACH_BOTH, NULL, "1<2 ");
	g_assert_cmpuint(ask(r, "end", NULL, NULL, true), ==, REACH_BOTH);
	g_assert_cmpuint(ask(r, "end", "1:4", NULL, true), ==, REACH_BOTH);
	g_assert_cmpuint(ask(r, "end", "0:4", NULL, true), ==, REACH_BOTH);
	g_assert_cmpuint(ask(r, "end", "1:8", "what without() passes", true), ==, 0);
	call(r, "with", "middle", PFN_FLAG_MIXEDMAP, NULL, "2=8 ");
	g_assert_cmpuint(ask(r, "end", "1:8", "what without() passes", true), ==,
			 PFN_FLAG_MIXEDMAP);
	/* What is no argument at all is no reason to be silent. */
	call(r, "broken", "odd", REACH_BOTH, NULL, "x 1= <2 1:8");
	g_assert_cmpuint(ask(r, "odd", "1:8", NULL, true), ==, REACH_BOTH);
	g_assert_cmpuint(ask(r, "odd", "nonsense", NULL, true), ==, REACH_BOTH);
}

static void test_levels(void)
{
	g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(
			(GDestroyNotify)finding_free);
	g_autoptr(GPtrArray) calls = g_ptr_array_new_with_free_func(
			(GDestroyNotify)reach_call_free);
	struct finding *f = finding_new(rule_get(RULE_UNASKED_ENTRY), "mm/a.c", 1,
					1, "walk");

	g_ptr_array_add(findings, f);
	settle_all(findings, calls);
	g_assert_cmpint(f->level, ==, LEVEL_NOTE);
	g_assert_false(f->hidden);
	f->unasked = unasked_new(LEVEL_PMD, USE_PAGE);
	unasked_add_root(f->unasked, "walk", REACH_BOTH, NULL);
	settle_all(findings, calls);
	g_assert_cmpint(f->level, ==, LEVEL_WARNING);
	g_assert_cmpuint(f->flags, ==, REACH_BOTH);
	f->unasked->use = USE_CHANGED;
	settle_all(findings, calls);
	g_assert_cmpint(f->level, ==, LEVEL_NOTE);
	f->unasked->use = USE_FRAME;
	g_ptr_array_add(calls, reach_call_new("syscall", "walk", 0, "gate()", NULL));
	settle_all(findings, calls);
	g_assert_true(f->hidden);
	g_assert_cmpint(f->level, ==, LEVEL_NOTE);
	g_assert_nonnull(strstr(f->message, "because of gate()"));
}

/* A set of callbacks without one for the level: told where the walker splits. */
static void test_splits(void)
{
	g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(
			(GDestroyNotify)finding_free);
	g_autoptr(GPtrArray) calls = g_ptr_array_new_with_free_func(
			(GDestroyNotify)reach_call_free);
	struct finding *f = finding_new(rule_get(RULE_UNASKED_ENTRY), "mm/a.c", 9,
					1, NULL);

	g_ptr_array_add(findings, f);
	f->unasked = unasked_new(LEVEL_PUD, USE_SPLIT);
	unasked_add_root(f->unasked, "mm/a.c:pmd_entry", REACH_BOTH, NULL);
	settle_all(findings, calls);
	g_assert_true(f->hidden);
	g_ptr_array_add(calls, reach_call_new("walk_pmd_range",
			settle_walker_splits(LEVEL_PMD), REACH_BOTH, NULL, NULL));
	settle_all(findings, calls);
	g_assert_true(f->hidden);
	g_ptr_array_add(calls, reach_call_new("walk_pud_range",
			settle_walker_splits(LEVEL_PUD), REACH_BOTH, NULL, NULL));
	settle_all(findings, calls);
	g_assert_false(f->hidden);
	g_assert_cmpint(f->level, ==, LEVEL_NOTE);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/reach/gates", test_gates);
	g_test_add_func("/reach/arguments", test_arguments);
	g_test_add_func("/reach/levels", test_levels);
	g_test_add_func("/reach/splits", test_splits);
	return g_test_run();
}
