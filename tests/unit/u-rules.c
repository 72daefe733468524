// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-rules.c - the table of rules: ids and slugs agree, names go both ways.
 */
#include "ground/rules.h"

static const char *const ids[] = {
#define RULE(id, slug, level, title, engines, modes, fix, effect, state) #id,
#include "ground/rules.def"
#undef RULE
};

static void test_slugs(void)
{
	for (int i = 0; i < RULE_COUNT; i++) {
		const struct rule *rule = rule_get(i);
		g_autofree char *slug = g_ascii_strdown(ids[i], -1);

		g_strdelimit(slug, "_", '-');
		g_assert_cmpint(rule->id, ==, i);
		g_assert_cmpstr(rule->slug, ==, slug);
		g_assert_true(rule_find(slug) == rule);
		g_assert_cmpuint(strlen(rule->title), >, 0);
		g_assert_cmpuint(rule->engines, !=, 0);
		/* A mode that a script does not know stops coccicheck. */
		g_assert_cmpuint(rule->modes, ==, MODE_REPORT | MODE_ORG |
				 MODE_CONTEXT | MODE_PATCH);
	}
	g_assert_null(rule_find("walk_gate"));
	g_assert_null(rule_find(""));
	g_assert_null(rule_find(NULL));
}

/* A rule that has a rewrite says so in both columns. */
static void test_rewrites(void)
{
	for (int i = 0; i < RULE_COUNT; i++) {
		const struct rule *rule = rule_get(i);
		bool emits = rule->fix == FIX_EMITTED || rule->fix == FIX_OPT_IN;

		g_test_message("%s", rule->slug);
		g_assert_true(emits == (rule->effect != EFFECT_NO_EFFECT));
	}
}

static void test_names(void)
{
	enum rule_level level;
	enum effect effect;

	g_assert_true(rule_level_parse("warning", &level));
	g_assert_cmpint(level, ==, LEVEL_WARNING);
	g_assert_cmpstr(rule_level_name(LEVEL_NOTE), ==, "note");
	g_assert_false(rule_level_parse("error", &level));
	for (unsigned int bit = 1; bit < ENGINE_ALL; bit <<= 1)
		g_assert_cmpuint(rule_engine_parse(rule_engine_name(bit)), ==,
				 bit);
	g_assert_cmpuint(rule_engine_parse("gcc"), ==, 0);
	for (int i = EFFECT_NO_EFFECT; i <= EFFECT_ARCH; i++) {
		g_assert_true(rule_effect_parse(rule_effect_name(i), &effect));
		g_assert_cmpint(effect, ==, i);
	}
	g_assert_false(rule_effect_parse("cow", &effect));
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/rules/slugs", test_slugs);
	g_test_add_func("/rules/rewrites", test_rewrites);
	g_test_add_func("/rules/names", test_names);
	return g_test_run();
}
