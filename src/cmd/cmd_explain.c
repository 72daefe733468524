// SPDX-License-Identifier: GPL-2.0-only
/*
 * cmd_explain.c - 'pfncheck explain SLUG': a rule's page, or the list of rules.
 */
#include "cmd.h"
#include "out.h"
#include "tree/installed.h"
#include "ground/rules.h"
#include "similar.h"

static int list_rules(void)
{
	for (int id = 0; id < RULE_COUNT; id++) {
		const struct rule *rule = rule_get(id);

		printf("%-16s %-8s %s\n", rule->slug,
		       rule_level_name(rule->level), rule->title);
	}
	return PFN_EXIT_CLEAN;
}

static int no_rule(const char *slug, GError **error)
{
	g_autofree char *hint = similar_rule_hint(slug);

	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE, "no rule '%s'%s", slug,
		    *hint ? hint : "; 'pfncheck explain' lists them");
	return PFN_EXIT_USAGE;
}

int cmd_explain(int argc, char **argv, GError **error)
{
	pfn_auto(installed) files = NULL;
	g_autofree char *name = NULL;
	g_autofree char *path = NULL;
	g_autofree char *text = NULL;

	if (argc == 2 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))) {
		printf("usage: pfncheck explain [SLUG]\n\nPrint a rule's page; without SLUG, list the rules.\n");
		return PFN_EXIT_CLEAN;
	}
	if (argc < 2)
		return list_rules();
	if (argc > 2 || !rule_find(argv[1])) {
		return no_rule(argc > 2 ? argv[2] : argv[1], error);
	}
	files = installed_find(error);
	if (!files)
		return PFN_EXIT_USAGE;
	name = g_strconcat(argv[1], ".md", NULL);
	path = g_build_filename(files->pages, name, NULL);
	if (!g_file_get_contents(path, &text, NULL, error))
		return PFN_EXIT_USAGE;
	return out_print(text, error) ? PFN_EXIT_CLEAN : PFN_EXIT_USAGE;
}
