// SPDX-License-Identifier: GPL-2.0-only
/*
 * review.c - both ways between the states of a mail.
 *
 * On the way there a scan says what the mail is responsible for; the same scan on
 * the way back says what undoing it would be, which is what it mends.
 */
#include "emit/emit_sarif.h"
#include "review.h"
#include "rewrite/patch.h"
#include "scan.h"
#include "tree/cache.h"
#include "tree/git.h"
#include "tree/temp.h"

/* One scan of what is staged in our repository. */
struct way {
	struct scan_options options;
	struct scan *scan;		/* NULL: no candidate on this way */
};

static void way_release(struct way *way)
{
	scan_free(way->scan);
}

static struct staged *open_staged(const struct scan_options *o,
				  const struct review *r, bool keep)
{
	return staged_open_for(r->git->root, r->repo, o->no_cache ? NULL :
			       cache_open(o->cache_dir, NULL), keep);
}

/* Scans @staged against @head; the options are the user's but for the tree. */
static bool walk_way(const struct scan_options *o, struct review *r,
		     const char *head, const char *staged, struct way *way,
		     GError **error)
{
	bool keep = !strcmp(head, r->base);

	if (!git_private_stand(r->git, head, staged, error))
		return false;
	way->options = *o;
	way->options.tree = r->git->root;
	way->options.staged = TRUE;
	way->options.kernel_only = true;
	way->options.mark_caused = true;
	way->options.since = NULL;
	way->options.baseline = way->options.write_baseline = NULL;
	way->options.paths = NULL;
	way->options.opened = open_staged(o, r, keep);
	way->scan = scan_run(&way->options, error);
	staged_free(way->options.opened);
	g_clear_pointer(&way->options.filter.paths, g_strfreev);
	return way->scan;
}

/* Can the mail, or what it took away, hold anything that matters? */
static bool is_candidate(const struct scan_options *o, const struct review *r,
			 bool *candidate, GError **error)
{
	pfn_auto(staged) staged = open_staged(o, r, false);
	g_autoptr(GError) why = NULL;

	*candidate = staged_is_candidate(staged, &why) ||
		(!why && staged_was_candidate(staged, &why));
	if (!why)
		return true;
	g_propagate_error(error, g_steal_pointer(&why));
	return false;
}

static void take_incomplete(struct verdict *v, const struct scan *scan)
{
	for (guint i = 0; i < scan->report.incomplete->len; i++) {
		const struct incomplete *from = scan->report.incomplete->pdata[i];
		struct incomplete *inc = incomplete_new(from->file, from->engine,
							from->reason);

		inc->first = from->first;
		inc->last = from->last;
		g_ptr_array_add(v->incomplete, inc);
	}
}

static struct verdict_side side_of(const struct scan *scan)
{
	return (struct verdict_side){ scan->merged->findings, scan->caused,
				      scan->index };
}

static bool compare_ways(struct verdict *v, const struct way *there,
			 const struct way *back, GError **error)
{
	const struct verdict_side with = side_of(there->scan);
	const struct verdict_side without = side_of(back->scan);
	char *diff = patch_diff_all(there->scan->rewrites, error);

	if (!diff)
		return false;
	verdict_compare(v, &with, &without);
	take_incomplete(v, there->scan);
	g_free(v->suggestion);
	v->suggestion = diff;
	return true;
}

/* The causes as scan would print them, out of the tree that is still there. */
static void print_causes(const struct scan_options *o, struct verdict *v,
			 const struct scan *scan)
{
	const struct emit_options eo = {
		.color = !o->output && options_when(o->color, STDOUT_FILENO),
	};
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	g_autoptr(GString) out = g_string_new(NULL);
	struct report report = scan->report;

	report.findings = v->causes;
	report.incomplete = none;
	emit_text(&report, &eo, out);
	g_free(v->text);
	v->text = g_string_free(g_steal_pointer(&out), FALSE);
}

static void add_run(const struct review *r, JsonBuilder *sarif,
		    const struct verdict *v, const struct scan *scan)
{
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	struct tree tree = { .root = r->repo };
	struct report report = {
		.tree = &tree, .findings = v->causes,
		.incomplete = v->incomplete,
		.rewrites = scan ? scan->rewrites : none,
	};

	if (sarif)
		sarif_run(sarif, &report, v->mail->subject);
}

/* The mail's two states are @from and @to. */
static bool judge(const struct scan_options *o, struct review *r,
		  const char *from, const char *to, struct verdict *v,
		  JsonBuilder *sarif, GError **error)
{
	struct way there = { 0 }, back = { 0 };
	bool candidate, ok;

	if (!git_private_stand(r->git, from, to, error) ||
	    !is_candidate(o, r, &candidate, error))
		return false;
	ok = !candidate || (walk_way(o, r, from, to, &there, error) &&
			    walk_way(o, r, to, from, &back, error) &&
			    compare_ways(v, &there, &back, error));
	if (ok && candidate)
		print_causes(o, v, there.scan);
	if (ok)
		add_run(r, sarif, v, there.scan);
	way_release(&there);
	way_release(&back);
	return ok;
}

/* The commit to begin with; a base that is not here is said and HEAD taken. */
static char *find_base(struct review *r, const char *base, GError **error)
{
	char *commit;

	if (base) {
		commit = git_commit_of(r->repo, base);
		if (!commit)
			g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
				    "'%s' does not name a commit of '%s'", base,
				    r->repo);
		return commit;
	}
	if (r->thread->base) {
		commit = git_commit_of(r->repo, r->thread->base);
		if (commit)
			return commit;
		g_ptr_array_add(r->problems, g_strdup_printf(
			"base-commit %s is not in this repository: applied to HEAD",
			r->thread->base));
	}
	commit = git_commit_of(r->repo, "HEAD");
	if (!commit)
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "'%s' has no commit to apply a patch to: name one with --base",
			    r->repo);
	return commit;
}

static bool open_review(const struct scan_options *o, struct review *r,
			const char *base, GError **error)
{
	/* What keeps git from the repository is said by git. */
	g_autofree char *objects = git_path(r->repo, "objects", error);
	g_autofree char *dir = NULL;

	if (!objects)
		return false;
	r->base = find_base(r, base, error);
	if (!r->base)
		return false;
	r->workdir = temp_folder(error);
	if (!r->workdir)
		return false;
	dir = g_build_filename(r->workdir, "repository", NULL);
	r->git = git_private_new(dir, r->repo, r->base, error);
	return r->git;
}

static bool judge_all(const struct scan_options *o, struct review *r,
		      JsonBuilder *sarif, GError **error)
{
	g_autofree char *at = g_strdup(r->base);

	for (guint i = 0; i < r->thread->patches->len; i++) {
		const struct mail *mail = r->thread->patches->pdata[i];
		struct verdict *v = verdict_new(mail);
		g_autoptr(GError) why = NULL;
		char *next = git_private_commit(r->git, at, mail->diff, &why);

		g_ptr_array_add(r->verdicts, v);
		if (!next) {
			v->problem = g_strdup_printf("does not apply: %s",
						     why->message);
			add_run(r, sarif, v, NULL);
			continue;
		}
		if (!judge(o, r, at, next, v, sarif, error)) {
			g_prefix_error(error, "'%s': ", mail->subject);
			g_free(next);
			return false;
		}
		g_free(at);
		at = next;
	}
	return true;
}

struct review *review_run(struct scan_options *o, struct thread *thread,
			  const char *base, GError **error)
{
	pfn_auto(review) r = g_new0(struct review, 1);
	g_autoptr(JsonBuilder) sarif = o->format == emit_sarif ? sarif_begin() :
								 NULL;

	r->thread = thread;
	r->repo = g_canonicalize_filename(o->tree ? o->tree : ".", NULL);
	r->verdicts = g_ptr_array_new_with_free_func(
			(GDestroyNotify)verdict_free);
	r->problems = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < thread->missing->len; i++)
		g_ptr_array_add(r->problems, g_strdup(thread->missing->pdata[i]));
	if (!open_review(o, r, base, error) || !judge_all(o, r, sarif, error))
		return NULL;
	if (sarif) {
		r->sarif = g_string_new(NULL);
		sarif_end(sarif, r->sarif);
	}
	return g_steal_pointer(&r);
}

void review_free(struct review *r)
{
	if (!r)
		return;
	g_ptr_array_unref(r->verdicts);
	g_ptr_array_unref(r->problems);
	git_private_free(r->git);
	temp_remove(r->workdir);
	if (r->sarif)
		g_string_free(r->sarif, TRUE);
	thread_free(r->thread);
	g_free(r->base);
	g_free(r->repo);
	g_free(r);
}

enum pfn_exit review_status(const struct review *r)
{
	enum pfn_exit status = PFN_EXIT_CLEAN;

	if (r->problems->len)
		return PFN_EXIT_INCOMPLETE;
	for (guint i = 0; i < r->verdicts->len; i++) {
		const struct verdict *v = r->verdicts->pdata[i];

		if (v->problem || v->incomplete->len)
			return PFN_EXIT_INCOMPLETE;
		if (v->causes->len)
			status = PFN_EXIT_FINDINGS;
	}
	return status;
}
