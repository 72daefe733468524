// SPDX-License-Identifier: GPL-2.0-only
/*
 * patch.c - diff(1) makes the hunks; what is ours is that a tree is changed
 * wholly or not at all.
 */
#include "patch_parts.h"
#include "tree/proc.h"
#include "tree/temp.h"

/*
 * "--label=a/FILE", quoted as git does and patch(1) takes it where a newline or
 * the like would end the line.
 */
static char *label_of(const char *side, const char *file)
{
	g_autofree char *name = g_strconcat(side, "/", file, NULL);
	GString *text = g_string_new("--label=");
	bool quoted = false;

	for (const char *c = name; *c; c++)
		quoted = quoted || g_ascii_iscntrl(*c) || strchr("\"\\", *c);
	if (!quoted)
		return g_string_free(g_string_append(text, name), FALSE);
	g_string_append_c(text, '"');
	for (const char *c = name; *c; c++) {
		if (g_ascii_iscntrl(*c))
			g_string_append_printf(text, "\\%03o",
					       (unsigned int)*c);
		else
			g_string_append_printf(text, strchr("\"\\", *c) ?
					       "\\%c" : "%c", *c);
	}
	return g_string_free(g_string_append_c(text, '"'), FALSE);
}

static char *run_diff(const char *file, const char *old, const char *new,
		      GError **error)
{
	g_autofree char *label_a = label_of("a", file);
	g_autofree char *label_b = label_of("b", file);
	const char *argv[] = { "diff", "-u", "-p", label_a, label_b, old, new,
			       NULL };
	struct proc_output o = { 0 };
	char *diff = NULL;

	if (!proc_run(NULL, NULL, argv, &o, error))
		return NULL;
	/* 0: equal, 1: different, 2: trouble. */
	if (o.status == 0 || o.status == 1)
		diff = g_steal_pointer(&o.out);
	else
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "diff failed on '%s'", file);
	proc_output_clear(&o);
	return diff;
}

char *patch_diff(const char *file, const char *before, const char *after,
		 GError **error)
{
	char *dir = temp_folder(error);
	g_autofree char *old = NULL, *new = NULL;
	char *diff = NULL;

	if (!dir)
		return NULL;
	old = g_build_filename(dir, "old", NULL);
	new = g_build_filename(dir, "new", NULL);
	if (g_file_set_contents(old, before, -1, error) &&
	    g_file_set_contents(new, after, -1, error))
		diff = run_diff(file, old, new, error);
	temp_remove(dir);
	return diff;
}

static struct patch_change *change_of(const GArray *changes, const char *file)
{
	for (guint i = 0; i < changes->len; i++) {
		struct patch_change *c =
			&g_array_index(changes, struct patch_change, i);

		if (!strcmp(c->file, file))
			return c;
	}
	return NULL;
}

GArray *patch_changes(const GPtrArray *rewrites)
{
	GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct patch_change));

	for (guint i = 0; i < rewrites->len; i++) {
		const struct rewrite *r = rewrites->pdata[i];
		struct patch_change *known = change_of(changes, r->file);
		struct patch_change c = { r->file, r->before, r->after };

		if (known)
			known->after = r->after;
		else
			g_array_append_val(changes, c);
	}
	return changes;
}

char *patch_diff_all(const GPtrArray *rewrites, GError **error)
{
	g_autoptr(GArray) changes = patch_changes(rewrites);
	g_autoptr(GString) all = g_string_new(NULL);

	for (guint i = 0; i < changes->len; i++) {
		const struct patch_change *c = &g_array_index(changes, struct patch_change, i);
		g_autofree char *diff = patch_diff(c->file, c->before, c->after,
						   error);

		if (!diff)
			return NULL;
		g_string_append(all, diff);
	}
	return g_string_free(g_steal_pointer(&all), FALSE);
}

bool patch_unchanged(const struct tree *tree, const struct patch_change *c,
		     GError **error)
{
	g_autofree char *now = tree_read(tree, c->file, error);

	if (now && strcmp(now, c->before))
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' has changed since it was scanned: run again",
			    c->file);
	return now && !strcmp(now, c->before);
}

bool patch_is_current(const struct tree *tree, const GPtrArray *rewrites,
		      GError **error)
{
	g_autoptr(GArray) changes = patch_changes(rewrites);

	for (guint i = 0; i < changes->len; i++)
		if (!patch_unchanged(tree, &g_array_index(changes, struct patch_change, i),
			       error))
			return false;
	return true;
}
