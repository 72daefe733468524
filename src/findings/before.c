// SPDX-License-Identifier: GPL-2.0-only
/*
 * before.c - the old contents as a tree of their own, and the two answers.
 */
#include "before.h"
#include "tree/beneath.h"
#include "engines/merge.h"
#include "ground/source.h"

struct before {
	const struct engine_run *run;
	const struct git_changes *lines;
	struct tree *tree;		/* of the old contents, by new names */
	GPtrArray *files;		/* char *, owned */
	struct engine_batch batch;
	GHashTable *then, *now;		/* char * place_key() -> rule */
	struct merged *old;		/* for what is incomplete */
};

/* Of all rules about reads one stands at a place, beside it any of the others. */
static char *place_key(const struct finding *f, unsigned int line)
{
	return g_strdup_printf("%u:%u:%s:%s", line, f->column,
			rule_is_about_reads(f->rule) ? "" : f->rule->slug,
			f->file);
}

static bool same_tokens(const struct source *a, const struct source *b)
{
	if (a->tokens->len != b->tokens->len)
		return false;
	for (guint i = 0; i < a->tokens->len; i++) {
		const struct token *x = source_token(a, i);
		const struct token *y = source_token(b, i);

		if (x->length != y->length || x->in_define != y->in_define ||
		    memcmp(a->text + x->offset, b->text + y->offset, x->length))
			return false;
	}
	return true;
}

/* A token of @c whose line is as it was. */
static bool has_old_token(const struct before *before,
			  const struct candidate *c, const char *file)
{
	for (guint i = 0; c && i < c->tokens->len; i++) {
		const struct index_token *t = c->tokens->pdata[i];

		if (!git_changes_hold(before->lines, file, t->line, t->line))
			return true;
	}
	return false;
}

/* The old contents of @file, if anything but its layout changed; else NULL. */
static char *old_text(const struct before *before, const char *repo,
		      const char *rev, const char *file)
{
	const struct index *index = before->run->index;
	const char *name = git_changes_old_file(before->lines, file);
	g_autofree char *text = NULL, *fresh = NULL;
	pfn_auto(source) a = NULL;
	pfn_auto(source) b = NULL;

	if (!name || !git_changes_touch(before->lines, file) ||
	    (!has_old_token(before, index_find(index, file), file) &&
	     !has_old_token(before, index_find_caller(index, file), file)))
		return NULL;
	text = git_committed(repo, rev, name, NULL);
	fresh = text ? tree_read(before->run->tree, file, NULL) : NULL;
	if (!fresh)
		return NULL;
	a = source_new(file, text);
	b = source_new(file, fresh);
	return same_tokens(a, b) ? NULL : g_steal_pointer(&text);
}

static bool write_below(const char *dir, const char *file, const char *text,
			GError **error)
{
	if (g_mkdir_with_parents(dir, 0700)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot make the folder '%s': %s", dir,
			    g_strerror(errno));
		return false;
	}
	return beneath_write(dir, file, text, strlen(text), error);
}

struct before *before_new(const struct engine_run *run, const char *repo,
			  const char *rev, const struct git_changes *lines,
			  const GPtrArray *files, const char *dir,
			  GError **error)
{
	pfn_auto(before) before = g_new0(struct before, 1);

	before->run = run;
	before->lines = lines;
	before->tree = tree_with_root(run->tree, dir);
	before->files = g_ptr_array_new_with_free_func(g_free);
	before->batch = (struct engine_batch){
		.tree = before->tree, .files = before->files,
		.engines = ENGINE_COCCI, .answer = answer_new(),
	};
	for (guint i = 0; i < files->len; i++) {
		g_autofree char *text = old_text(before, repo, rev,
						 files->pdata[i]);

		if (!text)
			continue;
		if (!write_below(dir, files->pdata[i], text, error))
			return NULL;
		g_ptr_array_add(before->files, g_strdup(files->pdata[i]));
	}
	return g_steal_pointer(&before);
}

void before_free(struct before *before)
{
	if (!before)
		return;
	g_clear_pointer(&before->then, g_hash_table_unref);
	g_clear_pointer(&before->now, g_hash_table_unref);
	merged_free(before->old);
	answer_free(before->batch.answer);
	g_ptr_array_unref(before->files);
	tree_free(before->tree);
	g_free(before);
}

struct engine_batch *before_batch(struct before *before)
{
	return before->files->len ? &before->batch : NULL;
}

static GHashTable *rules_by_place(const struct merged *merged)
{
	GHashTable *rules = g_hash_table_new_full(g_str_hash, g_str_equal,
						  g_free, NULL);

	for (guint i = 0; i < merged->findings->len; i++) {
		const struct finding *f = merged->findings->pdata[i];

		g_hash_table_insert(rules, place_key(f, f->line),
				    (gpointer)f->rule);
	}
	return rules;
}

/* What spatch alone says of our files now, merged as the old answer is. */
static struct merged *merge_now(const struct before *before,
				const struct answer *now)
{
	pfn_auto(answer) ours = answer_new();

	for (guint i = 0; i < now->findings->len; i++) {
		const struct finding *f = now->findings->pdata[i];

		if (f->engines == ENGINE_COCCI &&
		    g_ptr_array_find_with_equal_func(before->files, f->file,
						     g_str_equal, NULL))
			g_ptr_array_add(ours->findings, finding_copy(f));
	}
	return merge_answers(ours, before->run->tree, before->run->index);
}

void before_compare(struct before *before, const struct answer *now)
{
	pfn_auto(merged) fresh = merge_now(before, now);

	before->old = merge_answers(before->batch.answer, before->tree,
				    before->run->index);
	before->then = rules_by_place(before->old);
	before->now = rules_by_place(fresh);
}

/* Where the old answer has a gap, nothing is known of before. */
static bool was_incomplete(const struct before *before, const char *file,
			   unsigned int line)
{
	for (guint i = 0; i < before->old->incomplete->len; i++) {
		const struct incomplete *inc = before->old->incomplete->pdata[i];

		if (!strcmp(inc->file, file) &&
		    (!inc->first || (inc->first <= line && line <= inc->last)))
			return true;
	}
	return false;
}

const char *before_differs(const struct before *before, const struct finding *f)
{
	unsigned int line = git_changes_old_line(before->lines, f->file, f->line);
	g_autofree char *here = place_key(f, f->line);
	g_autofree char *there = place_key(f, line);
	const struct rule *now, *then;

	if (!before->now || !line ||
	    !g_ptr_array_find_with_equal_func(before->files, f->file,
					      g_str_equal, NULL) ||
	    was_incomplete(before, f->file, line))
		return NULL;
	now = g_hash_table_lookup(before->now, here);
	then = g_hash_table_lookup(before->then, there);
	if (!now || now == then)
		return NULL;
	return then ? then->slug : "";
}
