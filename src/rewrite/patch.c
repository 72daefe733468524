// SPDX-License-Identifier: GPL-2.0-only
/*
 * patch.c - diff(1) makes the hunks; what is ours is that a tree is changed
 * wholly or not at all.
 */
#include <unistd.h>

#include <glib/gstdio.h>

#include "patch.h"
#include "tree/proc.h"

/* @text in a new temporary file; its name, the caller frees and unlinks it. */
static char *temp_file(const char *text, GError **error)
{
	g_autofree char *name = NULL;
	int fd = g_file_open_tmp("pfncheck-XXXXXX", &name, error);

	if (fd < 0)
		return NULL;
	close(fd);
	if (!g_file_set_contents(name, text, -1, error)) {
		g_unlink(name);
		return NULL;
	}
	return g_steal_pointer(&name);
}

static char *run_diff(const char *file, const char *old, const char *new,
		      GError **error)
{
	g_autofree char *label_a = g_strconcat("--label=a/", file, NULL);
	g_autofree char *label_b = g_strconcat("--label=b/", file, NULL);
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
	g_autofree char *old = temp_file(before, error);
	g_autofree char *new = old ? temp_file(after, error) : NULL;
	char *diff = NULL;

	if (new)
		diff = run_diff(file, old, new, error);
	if (old)
		g_unlink(old);
	if (new)
		g_unlink(new);
	return diff;
}

/* One file's first and last state over all its rewrites. */
struct change {
	const char *file, *before, *after;
};

/* The changed files in order; rewrites of one file stand side by side. */
static GArray *changes_of(const GPtrArray *rewrites)
{
	GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct change));

	for (guint i = 0; i < rewrites->len; i++) {
		const struct rewrite *r = rewrites->pdata[i];
		struct change *last = changes->len ?
			&g_array_index(changes, struct change, changes->len - 1) :
			NULL;
		struct change c = { r->file, r->before, r->after };

		if (last && !strcmp(last->file, r->file))
			last->after = r->after;
		else
			g_array_append_val(changes, c);
	}
	return changes;
}

char *patch_diff_all(const GPtrArray *rewrites, GError **error)
{
	g_autoptr(GArray) changes = changes_of(rewrites);
	g_autoptr(GString) all = g_string_new(NULL);

	for (guint i = 0; i < changes->len; i++) {
		const struct change *c = &g_array_index(changes, struct change, i);
		g_autofree char *diff = patch_diff(c->file, c->before, c->after,
						   error);

		if (!diff)
			return NULL;
		g_string_append(all, diff);
	}
	return g_string_free(g_steal_pointer(&all), FALSE);
}

static bool unchanged(const struct tree *tree, const struct change *c,
		      GError **error)
{
	g_autofree char *now = tree_read(tree, c->file, error);

	if (now && strcmp(now, c->before))
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' has changed since it was scanned: run again",
			    c->file);
	return now && !strcmp(now, c->before);
}

/* The new contents beside the file, with its mode: a rename is what is left. */
static bool write_beside(const char *path, const char *text, GError **error)
{
	g_autofree char *beside = g_strconcat(path, ".pfncheck-new", NULL);
	GStatBuf st;

	if (g_stat(path, &st)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot read '%s': %s", path, g_strerror(errno));
		return false;
	}
	return g_file_set_contents_full(beside, text, -1,
					G_FILE_SET_CONTENTS_CONSISTENT,
					(int)(st.st_mode & 07777), error);
}

static void remove_beside(const struct tree *tree, const GArray *changes)
{
	for (guint i = 0; i < changes->len; i++) {
		const struct change *c = &g_array_index(changes, struct change, i);
		g_autofree char *beside = g_strconcat(tree->root, "/", c->file,
						      ".pfncheck-new", NULL);

		g_unlink(beside);
	}
}

/* Files before @n have their new contents: give them the old ones back. */
static void roll_back(const struct tree *tree, const GArray *changes, guint n)
{
	for (guint i = 0; i < n; i++) {
		const struct change *c = &g_array_index(changes, struct change, i);
		g_autofree char *path = g_build_filename(tree->root, c->file, NULL);

		if (write_beside(path, c->before, NULL)) {
			g_autofree char *beside =
				g_strconcat(path, ".pfncheck-new", NULL);

			g_rename(beside, path);
		}
	}
}

static bool rename_all(const struct tree *tree, const GArray *changes,
		       GError **error)
{
	for (guint i = 0; i < changes->len; i++) {
		const struct change *c = &g_array_index(changes, struct change, i);
		g_autofree char *path = g_build_filename(tree->root, c->file, NULL);
		g_autofree char *beside = g_strconcat(path, ".pfncheck-new", NULL);

		if (!g_rename(beside, path))
			continue;
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot write '%s': %s; the tree is as it was", path,
			    g_strerror(errno));
		roll_back(tree, changes, i);
		return false;
	}
	return true;
}

bool patch_is_current(const struct tree *tree, const GPtrArray *rewrites,
		      GError **error)
{
	g_autoptr(GArray) changes = changes_of(rewrites);

	for (guint i = 0; i < changes->len; i++)
		if (!unchanged(tree, &g_array_index(changes, struct change, i),
			       error))
			return false;
	return true;
}

bool patch_apply(const struct tree *tree, const GPtrArray *rewrites,
		 GError **error)
{
	g_autoptr(GArray) changes = changes_of(rewrites);
	bool ok = true;

	for (guint i = 0; ok && i < changes->len; i++) {
		const struct change *c = &g_array_index(changes, struct change, i);
		g_autofree char *path = g_build_filename(tree->root, c->file, NULL);

		ok = unchanged(tree, c, error) &&
		     write_beside(path, c->after, error);
	}
	ok = ok && rename_all(tree, changes, error);
	if (!ok)
		remove_beside(tree, changes);
	return ok;
}
