// SPDX-License-Identifier: GPL-2.0-only
/*
 * series.c - commits in a scratch repository, git format-patch, and a folder
 * that appears complete or not at all.
 */
#include "branch.h"
#include "folder.h"
#include "maintainers.h"
#include "proved.h"
#include "respin.h"
#include "rewrite/patch.h"
#include "scratch.h"
#include "series.h"
#include "tree/git.h"
#include "verify.h"
#include "words.h"

bool series_check(const struct series_options *o, const char *root,
		  GError **error)
{
	g_autoptr(GPtrArray) mails = NULL;
	g_autoptr(GHashTable) proved = NULL;

	if ((o->dir && !folder_is_free(o->dir, error)) ||
	    (o->branch && !branch_check(root, o->branch, error)) ||
	    !scratch_check(root, o->date, error))
		return false;
	proved = o->proved ? proved_read(o->proved, error) : NULL;
	if (o->proved && !proved)
		return false;
	mails = o->previous ? respin_mails(o->previous, error) : NULL;
	return !o->previous || mails;
}

static bool commit_all(const struct scratch *s, const GPtrArray *rewrites,
		       const GPtrArray *subjects, bool signoff, GError **error)
{
	for (guint i = 0; i < rewrites->len; i++) {
		const struct rewrite *r = rewrites->pdata[i];
		g_autofree char *body = words_body(r);
		g_autofree char *message = g_strconcat(subjects->pdata[i], "\n\n",
						       body, NULL);

		if (!scratch_commit(s, r->file, r->after, message, signoff, error))
			return false;
	}
	return true;
}

/* A patch that stands alone says itself what it is; a range-diff needs a place. */
static bool has_cover(const GPtrArray *rewrites, const struct series_options *o)
{
	return rewrites->len > 1 || o->previous;
}

/* git format-patch over the commits; the names it prints, one a line. */
static char *format_patch(const struct scratch *s, const GPtrArray *previous,
			  const struct series_options *o, bool covered,
			  const char *out, GError **error)
{
	g_autoptr(GPtrArray) args = g_ptr_array_new_with_free_func(g_free);
	const char *fixed[] = { "format-patch", "-q", "--zero-commit", "--no-renames", "--no-attach", "--no-thread",
		"--abbrev=12", "--signature=pfncheck " PFN_VERSION, NULL };

	for (const char **f = fixed; *f; f++)
		g_ptr_array_add(args, g_strdup(*f));
	g_ptr_array_add(args, g_strdup(covered ? "--numbered" : "--no-numbered"));
	if (covered)
		g_ptr_array_add(args, g_strdup("--cover-letter"));
	g_ptr_array_add(args, g_strdup_printf("--output-directory=%s", out));
	if (o->version > 1)
		g_ptr_array_add(args, g_strdup_printf("--reroll-count=%d", o->version));
	if (previous) {
		g_autofree char *range = respin_apply(s, previous, error);

		if (!range)
			return NULL;
		g_ptr_array_add(args, g_strconcat("--range-diff=", range, NULL));
	}
	g_ptr_array_add(args, g_strdup_printf("%s..series", s->base));
	g_ptr_array_add(args, NULL);
	return scratch_git(s, (const char *const *)args->pdata, error);
}

/* The user's own commit, so that tools can apply the series to it. */
static char *base_commit(const struct tree *tree)
{
	g_autofree char *head = tree->is_git ? git_head(tree->root) : NULL;

	return head ? g_strdup_printf("base-commit: %s\n", head) : g_strdup("");
}

/*
 * In a repository a series stands on a commit: what was scanned must be what
 * that commit holds.
 */
static bool is_committed(const struct tree *tree, const GPtrArray *rewrites,
			 GError **error)
{
	g_autofree char *head = tree->is_git ? git_head(tree->root) : NULL;
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; head && i < rewrites->len; i++) {
		const struct rewrite *r = rewrites->pdata[i];
		g_autofree char *text = NULL;

		if (!g_hash_table_add(seen, r->file))
			continue;
		text = git_committed(tree->root, head, r->file, NULL);
		if (!g_strcmp0(text, r->before))
			continue;
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' has uncommitted changes; commit them first",
			    r->file);
		return false;
	}
	return true;
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
static bool fill_cover(const char *path, const struct tree *tree,
		       const char *cover_subject, const char *cover,
		       GError **error)
{
	g_autofree char *text = NULL, *subject = NULL, *blurb = NULL, *full = NULL;
	g_autofree char *base = base_commit(tree);
	g_autofree char *tail = g_strconcat(base, "-- \npfncheck", NULL);

	if (!g_file_get_contents(path, &text, NULL, error))
		return false;
	subject = replace_once(text, "*** SUBJECT HERE ***",
			       cover_subject);
	blurb = replace_once(subject, "*** BLURB HERE ***", cover);
	full = replace_once(blurb, "-- \npfncheck", tail);
	return g_file_set_contents(path, full, -1, error);
}

static GPtrArray *subjects_of(const struct tree *tree, const GPtrArray *rewrites)
{
	GPtrArray *subjects = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < rewrites->len; i++)
		g_ptr_array_add(subjects, words_subject(tree, rewrites->pdata[i]));
	return subjects;
}

/* Behind the line that ends the commit's message. */
static bool add_notes(const GPtrArray *rewrites, const char *out, GError **error)
{
	g_autoptr(GPtrArray) mails = respin_mails(out, error);

	for (guint i = 0; mails && i < mails->len && i < rewrites->len; i++) {
		g_autofree char *note = words_note(rewrites->pdata[i]);
		g_autofree char *text = NULL, *filled = NULL, *line = NULL;

		if (!note)
			continue;
		line = g_strconcat("\n---\n", note, NULL);
		if (!g_file_get_contents(mails->pdata[i], &text, NULL, error))
			return false;
		filled = replace_once(text, "\n---\n", line);
		if (!g_file_set_contents(mails->pdata[i], filled, -1, error))
			return false;
	}
	return mails;
}

/* Everything but the cover letter's words. */
static struct scratch *make_mails(const struct tree *tree,
				  const GPtrArray *rewrites,
				  const struct series_options *o,
				  const char *out, GError **error)
{
	g_autoptr(GPtrArray) subjects = subjects_of(tree, rewrites);
	g_autoptr(GPtrArray) previous = o->previous ?
		respin_mails(o->previous, error) : NULL;
	g_autoptr(GPtrArray) more = previous ? respin_files(previous) : NULL;
	pfn_auto(scratch) s = NULL;
	g_autofree char *names = NULL;

	if (!is_committed(tree, rewrites, error) || (o->previous && !previous))
		return NULL;
	s = scratch_new(tree, o->workdir, rewrites, more, o->date, error);
	if (!s || !commit_all(s, rewrites, subjects, o->signoff, error))
		return NULL;
	names = format_patch(s, previous, o, has_cover(rewrites, o), out, error);
	return names && add_notes(rewrites, out, error) ? g_steal_pointer(&s) :
							  NULL;
}

/* Last of all: what is put into a mail is about its diff, which stays. */
static bool fill_mails(const char *proved_file, const char *out, GError **error)
{
	g_autoptr(GHashTable) proved = proved_read(proved_file, error);
	g_autoptr(GPtrArray) mails = proved ? respin_mails(out, error) : NULL;

	for (guint i = 0; mails && i < mails->len; i++)
		if (!proved_fill(mails->pdata[i], proved, error))
			return false;
	return mails;
}

/* The base, and what was checked, where a cover letter would say it. */
static bool fill_alone(const char *path, const struct tree *tree,
		       const char *table, GError **error)
{
	g_autofree char *base = base_commit(tree);
	g_autofree char *tail = g_strconcat(base, "-- \npfncheck", NULL);
	g_autofree char *verified = words_verified(table);
	g_autofree char *line = g_strconcat("\n---\n", verified, NULL);
	g_autofree char *text = NULL, *noted = NULL, *full = NULL;

	if (!g_file_get_contents(path, &text, NULL, error))
		return false;
	noted = replace_once(text, "\n---\n", line);
	full = replace_once(noted, "-- \npfncheck", tail);
	return g_file_set_contents(path, full, -1, error);
}

/* Fills the cover letter, whose path is @cover, or a mail without one: NULL. */
static bool finish_mails(const struct tree *tree, const struct scratch *s,
			 const GPtrArray *rewrites, const GPtrArray *findings,
			 const struct series_options *o, const char *out,
			 const char *table, char **cover, GError **error)
{
	g_autofree char *version = o->version > 1 ?
		g_strdup_printf("v%d-", o->version) : g_strdup("");
	g_autofree char *name = g_strdup_printf("%s0000-cover-letter.patch", version);
	g_autofree char *words = NULL;

	if (!has_cover(rewrites, o)) {
		g_autoptr(GPtrArray) mails = respin_mails(out, error);

		*cover = NULL;
		return mails && fill_alone(mails->pdata[0], tree, table, error);
	}
	*cover = g_build_filename(out, name, NULL);
	words = words_cover(tree, rewrites, findings, table);
	return fill_cover(*cover, tree, words_cover_subject(rewrites), words,
			  error) &&
	       (o->verify < VERIFY_CHECKPATCH ||
		verify_checkpatch(tree, s, *cover, false, error));
}

static bool make_series(const struct tree *tree, const GPtrArray *rewrites,
			const GPtrArray *findings,
			const struct series_options *o, const char *out,
			GString *table, char **commit, GError **error)
{
	pfn_auto(scratch) s = make_mails(tree, rewrites, o, out, error);
	g_autofree char *cover = NULL;

	if (!s || (o->verify != VERIFY_NONE &&
		   !verify_series(tree, s, rewrites, o, out, table, error)))
		return false;
	if (!finish_mails(tree, s, rewrites, findings, o, out,
			  table->len ? table->str : NULL, &cover, error))
		return false;
	if (o->to_maintainers) {
		g_autoptr(GPtrArray) mails = respin_mails(out, error);

		if (!mails || !maintainers_address(tree, rewrites, mails, cover,
						   error))
			return false;
	}
	if (o->proved && !fill_mails(o->proved, out, error))
		return false;
	*commit = o->branch ? branch_commits(tree, s, o->workdir, rewrites, error) :
			      NULL;
	if (o->branch && !*commit)
		return false;
	/* The scan and the checks take minutes; people go on working. */
	return patch_is_current(tree, rewrites, error);
}

bool series_write(const struct tree *tree, const GPtrArray *rewrites,
		  const GPtrArray *findings, const struct series_options *o,
		  GString *table, GError **error)
{
	g_autofree char *nowhere = g_build_filename(o->workdir, "mails", NULL);
	const char *dir = o->dir ? o->dir : nowhere;
	pfn_auto(folder) folder = NULL;
	g_autofree char *commit = NULL;

	if (!folder_is_free(dir, error))
		return false;
	folder = folder_new(dir, error);
	return folder &&
	       make_series(tree, rewrites, findings, o, folder->beside, table,
			   &commit, error) &&
	       (!o->branch || branch_set(tree, o->branch, commit, error)) &&
	       folder_finish(folder, error);
}
