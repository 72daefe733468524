// SPDX-License-Identifier: GPL-2.0-only
/*
 * change.c - changed lines, the carriers that they make, and what they make of
 * other lines.
 *
 * A carrier is made by a change if its definition stands on changed lines and
 * held no flag before, or if it is one only by way of such a carrier.
 */
#include "change.h"
#include "ground/kapi.h"
#include "ground/source.h"

struct change {
	const struct tree *tree;
	const struct index *index;
	struct git_changes *lines;
	char *repo, *old;	/* NULL: nothing was there before */
	GHashTable *made;	/* set of char *, carrier_key() */
	struct before *before;	/* NULL: nothing to compare with */
	struct source *src;	/* of the file last looked at */
};

static char *carrier_key(const struct carrier *c)
{
	return g_strdup_printf("%s\n%s", c->file, c->name);
}

static bool is_made(const struct change *change, const struct carrier *c)
{
	g_autofree char *key = carrier_key(c);

	return g_hash_table_contains(change->made, key);
}

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

/* First and last token of what defines @c in @src; false if nothing does. */
static bool definition(const struct source *src, const struct carrier *c,
		       unsigned int line, unsigned int *first,
		       unsigned int *last)
{
	for (guint i = 0; i < src->macros->len; i++) {
		const struct source_macro *m = src->macros->pdata[i];

		if (c->kind != CARRIER_MACRO || strcmp(m->name, c->name))
			continue;
		*first = m->first;
		*last = m->end ? m->end - 1 : 0;
		return m->end > m->first;
	}
	for (guint i = 0; i < src->functions->len; i++) {
		const struct source_function *f = src->functions->pdata[i];
		bool is_it = c->kind == CARRIER_PREDICATE ?
			!strcmp(f->name, c->name) :
			line ? f->first <= line && line <= f->last :
			!g_strcmp0(f->name, c->function);

		if (!is_it)
			continue;
		*first = f->start;
		*last = f->end;
		return true;
	}
	return false;
}

/* Does a flag, or a carrier that the change did not make, stand in there? */
static bool holds_old_flag(const struct change *change,
			   const struct source *src, const struct carrier *c,
			   unsigned int first, unsigned int last)
{
	for (unsigned int i = first; i <= last && i < src->tokens->len; i++) {
		g_autofree char *name = NULL;
		const struct carrier *other;

		if (source_token(src, i)->kind != TOKEN_NAME)
			continue;
		name = source_token_text(src, i);
		if (kapi_flag(name))
			return true;
		other = carrier_set_find(change->index->carriers, name,
					 src->file, NULL);
		if (other && strcmp(name, c->name) && !is_made(change, other))
			return true;
	}
	return false;
}

/* True if @c carried the flags before the change too. */
static bool carried_before(const struct change *change, const struct carrier *c)
{
	const char *file = git_changes_old_file(change->lines, c->file);
	g_autofree char *text = !change->old || !file ? NULL :
		git_committed(change->repo, change->old, file, NULL);
	pfn_auto(source) src = text ? source_new(c->file, text) : NULL;
	unsigned int first, last;

	return src && definition(src, c, 0, &first, &last) &&
		holds_old_flag(change, src, c, first, last);
}

static bool makes(struct change *change, const struct carrier *c)
{
	const struct source *src;
	unsigned int first, last;

	if (!g_hash_table_size(change->made) &&
	    !git_changes_touch(change->lines, c->file))
		return false;
	src = source_of(change, c->file);
	if (!src || !definition(src, c, c->line, &first, &last))
		return false;
	if (git_changes_hold(change->lines, c->file,
			     source_token(src, first)->line,
			     source_token(src, last)->line))
		return !carried_before(change, c);
	return g_hash_table_size(change->made) &&
		!holds_old_flag(change, src, c, first, last);
}

/* Until nothing is added: a predicate that calls a new one is new as well. */
static void find_made(struct change *change)
{
	const GPtrArray *all = carrier_set_all(change->index->carriers);
	guint before;

	do {
		before = g_hash_table_size(change->made);
		for (guint i = 0; i < all->len; i++)
			if (!is_made(change, all->pdata[i]) &&
			    makes(change, all->pdata[i]))
				g_hash_table_add(change->made,
						 carrier_key(all->pdata[i]));
	} while (g_hash_table_size(change->made) > before);
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
	change->made = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					     NULL);
	if (!staged)
		change->lines = git_changes_since(repo, rev, error);
	else if (rev)
		change->lines = git_changes_staged_against(repo, rev, error);
	else
		change->lines = git_changes_staged(repo, error);
	if (!change->lines)
		return NULL;
	find_made(change);
	return g_steal_pointer(&change);
}

void change_free(struct change *change)
{
	if (!change)
		return;
	g_clear_pointer(&change->made, g_hash_table_unref);
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

		if (carrier && is_made(change, carrier))
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

	if (f->carrier && is_made(change, f->carrier))
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
