// SPDX-License-Identifier: GPL-2.0-only
/*
 * made.c - the carriers that a change makes.
 *
 * One is made by a change if its definition stands on changed lines and held no
 * flag before, or if it is one only by way of such a carrier.
 */
#include "ground/kapi.h"
#include "ground/source.h"
#include "made.h"

/* Old contents that are held in memory together. */
#define OBJECTS_AT_ONCE 200

struct made {
	const struct tree *tree;
	const struct index *index;
	const struct git_changes *lines;
	const char *repo, *old;		/* old: NULL if nothing was there */
	GHashTable *keys;		/* set of char *, carrier_key() */
	struct source *src;		/* of the file last looked at */
};

static char *carrier_key(const struct carrier *c)
{
	return g_strdup_printf("%s\n%s", c->file, c->name);
}

bool made_has(const struct made *made, const struct carrier *c)
{
	g_autofree char *key = carrier_key(c);

	return g_hash_table_contains(made->keys, key);
}

/* The new contents of @file; NULL if it is gone. */
static const struct source *source_of(struct made *made, const char *file)
{
	g_autofree char *text = NULL;

	if (made->src && !strcmp(made->src->file, file))
		return made->src;
	g_clear_pointer(&made->src, source_free);
	text = tree_read(made->tree, file, NULL);
	if (text)
		made->src = source_new(file, text);
	return made->src;
}

static bool is_carrier(const struct made *made, const struct source *src,
		       unsigned int i)
{
	g_autofree char *name = source_token_text(src, i);

	return kapi_flag(name) ||
		carrier_set_find(made->index->carriers, name, src->file, NULL);
}

/* "x->m = ... VM_PFNMAP ...;": from m to the semicolon. */
static bool store(const struct made *made, const struct source *src,
		  const struct carrier *c, unsigned int *first,
		  unsigned int *last)
{
	for (guint i = 1; i + 2 < src->tokens->len; i++) {
		bool flag = false;
		guint end = i + 1;

		if (!source_token_is(src, i, c->name) ||
		    !source_token_is(src, i + 1, "=") ||
		    (!source_token_is(src, i - 1, "->") &&
		     !source_token_is(src, i - 1, ".")))
			continue;
		for (; end + 1 < src->tokens->len &&
		       !source_token_is(src, end, ";"); end++)
			flag |= source_token(src, end)->kind == TOKEN_NAME &&
				is_carrier(made, src, end);
		*first = i;
		*last = end;
		if (flag)
			return true;
	}
	return false;
}

/* First and last token of what defines @c in @src; false if nothing does. */
static bool definition(const struct made *made, const struct source *src,
		       const struct carrier *c, unsigned int line,
		       unsigned int *first, unsigned int *last)
{
	if (c->kind == CARRIER_FIELD)
		return store(made, src, c, first, last);
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
static bool holds_old_flag(const struct made *made,
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
		other = carrier_set_find(made->index->carriers, name,
					 src->file, NULL);
		if (other && strcmp(name, c->name) && !made_has(made, other))
			return true;
	}
	return false;
}

/* What old contents are asked. */
struct old_question {
	const struct made *made;
	const struct carrier *carrier;
};

/* True if @text, of before, defines the carrier and it carried the flags. */
static bool carries(const char *text, size_t len, void *data)
{
	const struct old_question *q = data;
	g_autofree char *copy = NULL;
	pfn_auto(source) src = NULL;
	unsigned int first, last;

	if (!memmem(text, len, q->carrier->name, strlen(q->carrier->name)))
		return false;
	copy = g_strndup(text, len);
	src = source_new(q->carrier->file, copy);
	return definition(q->made, src, q->carrier, 0, &first, &last) &&
		holds_old_flag(q->made, src, q->carrier, first, last);
}

static bool is_c_name(const char *file)
{
	return g_str_has_suffix(file, ".c") || g_str_has_suffix(file, ".h");
}

/*
 * True if @c carried the flags before the change too, be it in another of the
 * files that changed: where it stands does not matter to those who use it.
 */
static bool carried_before(const struct made *made, const struct carrier *c)
{
	struct old_question q = { made, c };
	g_autoptr(GPtrArray) files = git_changes_files(made->lines);
	g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func(g_free);

	if (!made->old)
		return false;
	for (guint i = 0; i < files->len; i++) {
		const char *old = git_changes_old_file(made->lines,
						       files->pdata[i]);

		/* Objects are told one a line. */
		if (old && is_c_name(old) && !strchr(old, '\n'))
			g_ptr_array_add(objects, g_strconcat(made->old, ":",
							     old, NULL));
		if (objects->len == OBJECTS_AT_ONCE || i + 1 == files->len) {
			if (objects->len && git_blobs_any(made->repo, objects,
							  carries, &q, NULL))
				return true;
			g_ptr_array_set_size(objects, 0);
		}
	}
	return false;
}

static bool makes(struct made *made, const struct carrier *c)
{
	const struct source *src;
	unsigned int first, last;

	if (!g_hash_table_size(made->keys) &&
	    !git_changes_touch(made->lines, c->file))
		return false;
	src = source_of(made, c->file);
	if (!src || !definition(made, src, c, c->line, &first, &last))
		return false;
	if (git_changes_hold(made->lines, c->file,
			     source_token(src, first)->line,
			     source_token(src, last)->line))
		return !carried_before(made, c);
	return g_hash_table_size(made->keys) &&
		!holds_old_flag(made, src, c, first, last);
}

/* Until nothing is added: a predicate that calls a new one is new as well. */
static void find_made(struct made *made)
{
	const GPtrArray *all = carrier_set_all(made->index->carriers);
	guint before;

	do {
		before = g_hash_table_size(made->keys);
		for (guint i = 0; i < all->len; i++)
			if (!made_has(made, all->pdata[i]) &&
			    makes(made, all->pdata[i]))
				g_hash_table_add(made->keys,
						 carrier_key(all->pdata[i]));
	} while (g_hash_table_size(made->keys) > before);
	g_clear_pointer(&made->src, source_free);
}

struct made *made_new(const struct tree *tree, const struct index *index,
		      const struct git_changes *lines, const char *repo,
		      const char *old)
{
	struct made *made = g_new0(struct made, 1);

	made->tree = tree;
	made->index = index;
	made->lines = lines;
	made->repo = repo;
	made->old = old;
	made->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					   NULL);
	find_made(made);
	return made;
}

void made_free(struct made *made)
{
	if (!made)
		return;
	g_hash_table_unref(made->keys);
	g_free(made);
}
