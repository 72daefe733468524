// SPDX-License-Identifier: GPL-2.0-only
/*
 * series.c - commits in a scratch repository, git format-patch, and a folder
 * that appears complete or not at all.
 */
#include <glib/gstdio.h>

#include "maintainers.h"
#include "tree/proc.h"
#include "scratch.h"
#include "series.h"
#include "verify.h"
#include "words.h"

/* True if the mails may go to @dir: absent, or an empty folder. */
static bool dir_is_free(const char *dir, GError **error)
{
	g_autoptr(GDir) d = NULL;

	if (!g_file_test(dir, G_FILE_TEST_EXISTS))
		return true;
	d = g_dir_open(dir, 0, error);
	if (!d)
		return false;
	if (!g_dir_read_name(d))
		return true;
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "'%s' exists and is not empty", dir);
	return false;
}

static bool commit_all(const struct scratch *s, const struct tree *tree,
		       const GPtrArray *rewrites, bool signoff, GError **error)
{
	for (guint i = 0; i < rewrites->len; i++) {
		const struct rewrite *r = rewrites->pdata[i];
		g_autofree char *subject = words_subject(tree, r);
		g_autofree char *body = words_body(r);
		g_autofree char *message = g_strconcat(subject, "\n\n", body, NULL);

		if (!scratch_commit(s, r->file, r->after, message, signoff, error))
			return false;
	}
	return true;
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Applies the last version's mails onto the base, for range-diff. */
static char *apply_previous(const struct scratch *s, const char *previous,
			    GError **error)
{
	g_autoptr(GPtrArray) args = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) d = g_dir_open(previous, 0, error);
	const char *checkout[] = { "checkout", "-q", "-b", "previous", s->base, NULL };
	const char *back[] = { "checkout", "-q", "series", NULL };
	g_autofree char *a = NULL, *b = NULL, *c = NULL;
	const char *name;
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	while (d && (name = g_dir_read_name(d)))
		if (g_str_has_suffix(name, ".patch") && !strstr(name, "0000-"))
			g_ptr_array_add(names, g_canonicalize_filename(name, previous));
	if (!d)
		return NULL;
	g_ptr_array_sort(names, compare_names);
	g_ptr_array_add(args, g_strdup("am"));
	g_ptr_array_add(args, g_strdup("-q"));
	for (guint i = 0; i < names->len; i++)
		g_ptr_array_add(args, g_strdup(names->pdata[i]));
	g_ptr_array_add(args, NULL);
	a = scratch_git(s, checkout, error);
	b = a ? scratch_git(s, (const char *const *)args->pdata, error) : NULL;
	c = b ? scratch_git(s, back, error) : NULL;
	return c ? g_strdup_printf("--range-diff=%s..previous", s->base) : NULL;
}

/* git format-patch over the commits; the names it prints, one a line. */
static char *format_patch(const struct scratch *s, const struct tree *tree,
			  const GPtrArray *rewrites,
			  const struct series_options *o, const char *out,
			  GError **error)
{
	g_autoptr(GPtrArray) args = g_ptr_array_new_with_free_func(g_free);
	const char *fixed[] = { "format-patch", "-q", "-n", "--cover-letter",
		"--zero-commit", "--no-renames", "--no-attach", "--no-thread",
		"--abbrev=12", "--signature=pfncheck " PFN_VERSION, NULL };

	for (const char **f = fixed; *f; f++)
		g_ptr_array_add(args, g_strdup(*f));
	g_ptr_array_add(args, g_strdup_printf("--output-directory=%s", out));
	if (o->version > 1)
		g_ptr_array_add(args, g_strdup_printf("--reroll-count=%d", o->version));
	if (o->previous) {
		char *range = apply_previous(s, o->previous, error);

		if (!range)
			return NULL;
		g_ptr_array_add(args, range);
	}
	if (o->to_maintainers &&
	    !maintainers_add(tree, rewrites, args, error))
		return NULL;
	g_ptr_array_add(args, g_strdup_printf("%s..series", s->base));
	g_ptr_array_add(args, NULL);
	return scratch_git(s, (const char *const *)args->pdata, error);
}

/* The user's own commit, so that tools can apply the series to it. */
static char *base_commit(const struct tree *tree)
{
	const char *argv[] = { "git", "rev-parse", "HEAD", NULL };
	g_autofree char *out = tree->is_git ?
		proc_must(tree->root, NULL, argv, NULL) : NULL;

	return out ? g_strdup_printf("base-commit: %s", out) : g_strdup("");
}

static char *replace_once(const char *text, const char *what, const char *by)
{
	const char *at = strstr(text, what);

	if (!at)
		return g_strdup(text);
	return g_strdup_printf("%.*s%s%s", (int)(at - text), text, by,
			       at + strlen(what));
}

/* Puts our words where format-patch left its placeholders. */
static bool fill_cover(const char *out, const struct tree *tree,
		       const GPtrArray *rewrites, const GPtrArray *findings,
		       const struct series_options *o, const char *verified,
		       GError **error)
{
	g_autofree char *name = o->version > 1 ?
		g_strdup_printf("v%d-0000-cover-letter.patch", o->version) :
		g_strdup("0000-cover-letter.patch");
	g_autofree char *path = g_build_filename(out, name, NULL);
	g_autofree char *text = NULL, *subject = NULL, *blurb = NULL, *full = NULL;
	g_autofree char *cover = words_cover(tree, rewrites, findings, verified);
	g_autofree char *base = base_commit(tree);
	g_autofree char *tail = g_strconcat(base, "-- \npfncheck", NULL);

	if (!g_file_get_contents(path, &text, NULL, error))
		return false;
	subject = replace_once(text, "*** SUBJECT HERE ***",
			       "mm: ask the page-table entry, not VM_PFNMAP/VM_MIXEDMAP");
	blurb = replace_once(subject, "*** BLURB HERE ***", cover);
	full = replace_once(blurb, "-- \npfncheck", tail);
	return g_file_set_contents(path, full, -1, error);
}

static bool make_mails(const struct tree *tree, const GPtrArray *rewrites,
		       const GPtrArray *findings,
		       const struct series_options *o, const char *out,
		       GError **error)
{
	pfn_auto(scratch) s = scratch_new(tree, o->workdir, rewrites, o->date,
					  error);
	g_autofree char *names = NULL, *verified = NULL;

	if (!s || !commit_all(s, tree, rewrites, o->signoff, error))
		return false;
	names = format_patch(s, tree, rewrites, o, out, error);
	if (!names)
		return false;
	if (o->verify != VERIFY_NONE) {
		verified = verify_series(tree, s, rewrites, o, out, error);
		if (!verified)
			return false;
	}
	return fill_cover(out, tree, rewrites, findings, o, verified, error);
}

static void remove_folder(const char *dir)
{
	g_autoptr(GDir) d = g_dir_open(dir, 0, NULL);
	const char *name;

	while (d && (name = g_dir_read_name(d))) {
		g_autofree char *path = g_build_filename(dir, name, NULL);

		g_unlink(path);
	}
	g_rmdir(dir);
}

bool series_write(const struct tree *tree, const GPtrArray *rewrites,
		  const GPtrArray *findings,
		  const struct series_options *o, GError **error)
{
	g_autofree char *dir = g_canonicalize_filename(o->dir, NULL);
	g_autofree char *parent = g_path_get_dirname(dir);
	g_autofree char *beside = g_strconcat(dir, ".pfncheck-XXXXXX", NULL);
	bool ok;

	if (!dir_is_free(dir, error))
		return false;
	if (!g_mkdtemp_full(beside, 0777)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot write into '%s': %s", parent,
			    g_strerror(errno));
		return false;
	}
	ok = make_mails(tree, rewrites, findings, o, beside, error);
	if (ok && g_rename(beside, dir)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot make '%s': %s", dir, g_strerror(errno));
		ok = false;
	}
	if (!ok)
		remove_folder(beside);
	return ok;
}
