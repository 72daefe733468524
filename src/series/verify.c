// SPDX-License-Identifier: GPL-2.0-only
/*
 * verify.c - each check is what a maintainer's own tools will do.
 */
#include "tree/proc.h"
#include "rewrite/trial.h"
#include "verify.h"
#include "words.h"

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The mails in order, without the cover letter: char *, full names. */
static GPtrArray *mails_in(const char *out, GError **error)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) d = g_dir_open(out, 0, error);
	const char *name;

	while (d && (name = g_dir_read_name(d)))
		if (!strstr(name, "0000-cover-letter"))
			g_ptr_array_add(names, g_build_filename(out, name, NULL));
	g_ptr_array_sort(names, compare_names);
	return names;
}

/* Onto the files as scanned, by itself: a mail must not need its cover. */
static bool check_apply(const struct scratch *s, const GPtrArray *mails,
			GError **error)
{
	const char *checkout[] = { "checkout", "-q", "-b", "verify", s->base, NULL };
	const char *back[] = { "checkout", "-q", "series", NULL };
	g_autofree char *a = scratch_git(s, checkout, error);
	g_autofree char *c = NULL;

	for (guint i = 0; a && i < mails->len; i++) {
		const char *am[] = { "am", "-q", mails->pdata[i], NULL };
		g_autofree char *b = scratch_git(s, am, error);

		if (!b)
			return false;
	}
	c = a ? scratch_git(s, back, error) : NULL;
	return c;
}

static bool check_checkpatch(const struct tree *tree, const char *mail,
			     GError **error)
{
	const char *argv[] = { "perl", "scripts/checkpatch.pl", "--strict",
		"--terse", "--no-summary", mail, NULL };
	struct proc_output o = { 0 };
	bool ok;

	if (!proc_run(tree->root, NULL, argv, &o, error))
		return false;
	ok = !o.status && !*g_strchomp(o.out);
	if (!ok) {
		o.out[strcspn(o.out, "\n")] = '\0';
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "checkpatch.pl: %s", *o.out ? o.out : o.err);
	}
	proc_output_clear(&o);
	return ok;
}

/* In every build that can hold the file: arch code in that of its arch only. */
static bool check_build(const struct tree *tree, const struct rewrite *r,
			const struct series_options *o, GError **error)
{
	for (guint i = 0; i < tree->builds->len; i++) {
		const struct tree_build *b = tree->builds->pdata[i];

		if (g_str_has_prefix(r->file, "arch/") &&
		    tree_build_for(tree, r->file) != b)
			continue;
		if (!trial_build(tree, b, o->workdir, r->file, r->before,
				 r->after, o->build_cmd, error))
			return false;
	}
	return true;
}

static char *build_names(const struct tree *tree)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint i = 0; i < tree->builds->len; i++) {
		const struct tree_build *b = tree->builds->pdata[i];

		g_string_append_printf(names, "%s%s", names->len ? ", " : "",
				       b->arch);
	}
	return g_string_free(g_steal_pointer(&names), FALSE);
}

static bool check_mails(const struct tree *tree, const struct scratch *s,
			const GPtrArray *rewrites, const GPtrArray *mails,
			const struct series_options *o, GError **error)
{
	if (!check_apply(s, mails, error))
		return false;
	if (o->verify == VERIFY_BUILD && !tree->builds->len) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "--verify=build needs a prepared build: name it with --build-dir");
		return false;
	}
	for (guint i = 0; i < mails->len; i++) {
		if (o->verify >= VERIFY_CHECKPATCH &&
		    !check_checkpatch(tree, mails->pdata[i], error))
			return false;
		if (o->verify == VERIFY_BUILD &&
		    !check_build(tree, rewrites->pdata[i], o, error))
			return false;
	}
	return true;
}

char *verify_series(const struct tree *tree, const struct scratch *scratch,
		    const GPtrArray *rewrites,
		    const struct series_options *o, const char *out,
		    GError **error)
{
	g_autoptr(GPtrArray) mails = mails_in(out, error);
	g_autofree char *builds = build_names(tree);
	GString *table;

	if (mails->len != rewrites->len)
		return NULL;
	if (!check_mails(tree, scratch, rewrites, mails, o, error))
		return NULL;
	table = g_string_new(NULL);
	for (guint i = 0; i < rewrites->len; i++)
		g_string_append_printf(table, "  %2u  git am%s%s%s\n", i + 1,
			o->verify >= VERIFY_CHECKPATCH ?
			", checkpatch --strict" : "",
			o->verify == VERIFY_BUILD ? ", object builds with W=1 for " : "",
			o->verify == VERIFY_BUILD ? builds : "");
	return g_string_free(table, FALSE);
}
