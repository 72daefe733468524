// SPDX-License-Identifier: GPL-2.0-only
/*
 * change.c - what a change is responsible for: its lines, the carriers that it
 * makes, and what it makes of other lines.
 */
#include "change.h"
#include "ground/source.h"
#include "made.h"

struct change {
	const struct tree *tree;
	const struct index *index;
	struct git_changes *lines;
	char *repo, *old;	/* NULL: nothing was there before */
	struct made *made;	/* carriers */
	struct before *before;	/* NULL: nothing to compare with */
	struct source *src;	/* of the file last looked at */
};

/* The new contents of @file; NULL if it is gone. */
static const struct source *source_of(struct change *change, const char *file)
{
	g_autofree char *text = NULL;

	if (change->src && !strcmp(change->src->file, file))
		return change->src;
	g_clear_pointer(&change->src, source_free);
	text = tree_read(change->tree, file, NULL);
	if (text)
		change->src = source_new(file, text);
	return change->src;
}

struct change *change_new(const struct tree *tree, const struct index *index,
			  const char *repo, bool staged, const char *rev,
			  GError **error)
{
	pfn_auto(change) change = g_new0(struct change, 1);

	change->tree = tree;
	change->index = index;
	change->repo = g_strdup(repo);
	change->old = rev ? g_strdup(rev) : git_head(repo);
	if (!staged)
		change->lines = git_changes_since(repo, rev, error);
	else if (rev)
		change->lines = git_changes_staged_against(repo, rev, error);
	else
		change->lines = git_changes_staged(repo, error);
	if (!change->lines)
		return NULL;
	change->made = made_new(tree, index, change->lines, repo, change->old);
	return g_steal_pointer(&change);
}

void change_free(struct change *change)
{
	if (!change)
		return;
	made_free(change->made);
	before_free(change->before);
	git_changes_free(change->lines);
	source_free(change->src);
	g_free(change->repo);
	g_free(change->old);
	g_free(change);
}

bool change_may_concern(const struct change *change, const char *file)
{
	const struct candidate *c = index_find(change->index, file);

	if (git_changes_touch(change->lines, file))
		return true;
	for (guint i = 0; c && i < c->tokens->len; i++) {
		const struct index_token *t = c->tokens->pdata[i];
		const struct carrier *carrier = carrier_set_find(
				change->index->carriers, t->name, file, NULL);

		if (carrier && made_has(change->made, carrier))
			return true;
	}
	return false;
}

/* The lines of the whole test, which may be broken over several. */
static void lines_of(struct change *change, const struct finding *f,
		     unsigned int *first, unsigned int *last)
{
	const struct source *src = source_of(change, f->file);
	struct source_read read = { 0 };
	int token = src ? source_token_at(src, f->line, f->column) : -1;

	*first = *last = f->line;
	if (token < 0 || !source_read_at(src, token, change->index->carriers,
					 &read))
		return;
	g_free(read.expression);
	*first = MIN(f->line, source_token(src, read.first)->line);
	*last = MAX(f->line, source_token(src, read.last)->line);
}

bool change_plan(struct change *change, const struct engine_run *run,
		 const GPtrArray *files, const char *dir, GPtrArray *batches,
		 GError **error)
{
	struct engine_batch *batch;

	if (!change->old)
		return true;
	change->before = before_new(run, change->repo, change->old,
				    change->lines, files, dir, error);
	batch = change->before ? before_batch(change->before) : NULL;
	if (batch)
		g_ptr_array_add(batches, batch);
	return change->before;
}

void change_compare(struct change *change, const struct answer *now)
{
	if (change->before && before_batch(change->before))
		before_compare(change->before, now);
}

/* Did the change make @f by what it did elsewhere?  Then @f says so. */
static bool made_from_afar(const struct change *change, struct finding *f)
{
	const char *was = change->before ? before_differs(change->before, f) :
		NULL;
	g_autofree char *how = NULL;
	char *message;

	if (!was)
		return false;
	how = g_strdup_printf("made by other lines of this change: %s before",
			      *was ? was : "no finding");
	/* Of a merge both parents may say so. */
	if (f->message && g_str_has_suffix(f->message, how))
		return true;
	message = f->message ? g_strdup_printf("%s; %s", f->message, how) :
		g_steal_pointer(&how);
	g_free(f->message);
	f->message = message;
	return true;
}

bool change_caused(struct change *change, struct finding *f)
{
	unsigned int first, last;

	if (f->carrier && made_has(change->made, f->carrier))
		return true;
	lines_of(change, f, &first, &last);
	return git_changes_hold(change->lines, f->file, first, last) ||
		made_from_afar(change, f);
}

void change_filter(struct change *change, GPtrArray *findings)
{
	for (guint i = findings->len; i-- > 0;)
		if (!change_caused(change, findings->pdata[i]))
			g_ptr_array_remove_index(findings, i);
}
