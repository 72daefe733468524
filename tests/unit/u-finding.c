// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-finding.c - copies, order and fingerprints.
 */
#include "ground/finding.h"

static struct finding *some(const char *file, unsigned int line,
			    unsigned int column, enum rule_id rule)
{
	struct finding *f = finding_new(rule_get(rule), file, line, column, "f");

	f->expression = g_strdup("vma->vm_flags & VM_PFNMAP");
	finding_set_fingerprint(f, 0);
	return f;
}

static void test_copy(void)
{
	pfn_auto(finding) f = some("a.c", 1, 2, RULE_POLICY);
	pfn_auto(finding) copy = NULL;

	f->carrier = carrier_new(CARRIER_MACRO, "M", "h.h", 3, 1, NULL);
	f->why = g_strdup("why");
	f->message = g_strdup("message");
	f->engines = ENGINE_CLANG;
	finding_add_step(f, "b.c", 7, "first effect");
	copy = finding_copy(f);
	g_assert_cmpint(finding_compare(&f, &copy), ==, 0);
	g_assert_cmpstr(copy->fingerprint, ==, f->fingerprint);
	g_assert_cmpstr(copy->expression, ==, f->expression);
	g_assert_cmpstr(copy->carrier->name, ==, "M");
	g_assert_true(copy->carrier != f->carrier);
	g_assert_cmpuint(copy->path->len, ==, 1);
	g_assert_cmpstr(copy->why, ==, "why");
	g_assert_cmpstr(copy->message, ==, "message");
	g_assert_cmpuint(copy->engines, ==, ENGINE_CLANG);
}

static void test_order(void)
{
	g_autoptr(GPtrArray) all =
		g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
	static const struct {
		const char *file;
		unsigned int line, column;
		enum rule_id rule;
	} order[] = {
		{ "a.c", 2, 1, RULE_CONTRACT }, { "a.c", 10, 1, RULE_CONTRACT },
		{ "a.c", 10, 2, RULE_CONTRACT }, { "a.c", 10, 2, RULE_POLICY },
		{ "b.c", 1, 1, RULE_CONTRACT },
	};

	for (size_t i = G_N_ELEMENTS(order); i--; )
		g_ptr_array_add(all, some(order[i].file, order[i].line,
					  order[i].column, order[i].rule));
	g_ptr_array_sort(all, finding_compare);
	for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
		const struct finding *f = g_ptr_array_index(all, i);

		g_assert_cmpuint(f->line, ==, order[i].line);
		g_assert_cmpuint(f->column, ==, order[i].column);
		g_assert_cmpint(f->rule->id, ==, order[i].rule);
	}
}

static void test_fingerprint(void)
{
	pfn_auto(finding) f = some("a.c", 1, 2, RULE_POLICY);
	pfn_auto(finding) moved = some("a.c", 90, 7, RULE_POLICY);
	pfn_auto(finding) other_rule = some("a.c", 1, 2, RULE_CONTRACT);
	pfn_auto(finding) other_file = some("b.c", 1, 2, RULE_POLICY);

	g_assert_cmpuint(strlen(f->fingerprint), ==, 16);
	g_assert_cmpstr(moved->fingerprint, ==, f->fingerprint);
	g_assert_cmpstr(other_rule->fingerprint, !=, f->fingerprint);
	g_assert_cmpstr(other_file->fingerprint, !=, f->fingerprint);
	g_free(moved->expression);
	moved->expression = g_strdup("vma->vm_flags&VM_PFNMAP");
	finding_set_fingerprint(moved, 0);
	g_assert_cmpstr(moved->fingerprint, ==, f->fingerprint);
	finding_set_fingerprint(moved, 1);
	g_assert_cmpstr(moved->fingerprint, !=, f->fingerprint);
	g_clear_pointer(&moved->function, g_free);
	finding_set_fingerprint(moved, 0);
	g_assert_cmpstr(moved->fingerprint, !=, f->fingerprint);
}

static void test_names(void)
{
	enum filter_answer answer;
	enum fix_state state;

	for (int i = FIX_STATE_NONE; i <= FIX_STATE_EMITTED; i++) {
		g_assert_true(fix_state_parse(fix_state_name(i), &state));
		g_assert_cmpint(state, ==, i);
	}
	for (int i = FILTER_UNKNOWN; i <= FILTER_NO; i++) {
		g_assert_true(filter_answer_parse(filter_answer_name(i),
						  &answer));
		g_assert_cmpint(answer, ==, i);
	}
	g_assert_false(fix_state_parse("auto", &state));
	g_assert_false(filter_answer_parse(NULL, &answer));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/finding/copy", test_copy);
	g_test_add_func("/finding/order", test_order);
	g_test_add_func("/finding/fingerprint", test_fingerprint);
	g_test_add_func("/finding/names", test_names);
	return g_test_run();
}
