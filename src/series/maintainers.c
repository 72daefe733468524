// SPDX-License-Identifier: GPL-2.0-only
/*
 * maintainers.c - runs get_maintainer.pl and sorts its lines: who maintains or
 * supports is To, lists and reviewers are Cc.
 */
#include "maintainers.h"
#include "tree/proc.h"

/* "Name <mail> (maintainer:X)" or "list@x (open list:Y)" */
static void add_line(GPtrArray *args, GHashTable *seen, const char *line)
{
	const char *role = strrchr(line, '(');
	g_autofree char *who = NULL;
	bool to;

	if (!role || role == line)
		return;
	who = g_strchomp(g_strndup(line, role - line));
	if (!g_hash_table_add(seen, g_strdup(who)))
		return;
	to = g_str_has_prefix(role, "(maintainer") ||
	     g_str_has_prefix(role, "(supporter");
	g_ptr_array_add(args, g_strdup_printf("--%s=%s", to ? "to" : "cc", who));
}

bool maintainers_add(const struct tree *tree, const GPtrArray *rewrites,
		     GPtrArray *args, GError **error)
{
	g_autoptr(GPtrArray) argv = g_ptr_array_new();
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash,
			g_str_equal, g_free, NULL);
	g_autofree char *out = NULL;
	g_auto(GStrv) lines = NULL;
	const char *fixed[] = { "perl", "scripts/get_maintainer.pl",
		"--no-git", "--no-git-fallback", "--roles", "--no-rolestats",
		"-f" };

	for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
		g_ptr_array_add(argv, (char *)fixed[i]);
	for (guint i = 0; i < rewrites->len; i++) {
		const struct rewrite *r = rewrites->pdata[i];

		g_ptr_array_add(argv, r->file);
	}
	g_ptr_array_add(argv, NULL);
	out = proc_must(tree->root, NULL, (const char *const *)argv->pdata, error);
	if (!out)
		return false;
	lines = g_strsplit(out, "\n", -1);
	for (char **l = lines; *l; l++)
		add_line(args, seen, *l);
	return true;
}
