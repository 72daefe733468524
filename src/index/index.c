// SPDX-License-Identifier: GPL-2.0-only
/*
 * index.c - candidate files and carriers, by closure: a new carrier's name is a
 * new word to look for, until nothing is added.
 *
 * Every file is read once for its words; after that only files that may hold a
 * wanted word are read again, lexed and kept.
 */
#include "index_parts.h"

static void add_flag_name(enum kapi_role role, const char *name, void *data)
{
	if (role == KAPI_FLAG)
		g_ptr_array_add(data, g_strdup(name));
}

/* A field that many structs may have: only files beside its definition. */
static void look_beside(struct builder *b, const struct carrier *c)
{
	g_autoptr(GPtrArray) wanted = g_ptr_array_new();
	struct builder only = *b;

	only.wanted = wanted;
	g_ptr_array_add(wanted, c->name);
	for (guint i = 0; i < b->count; i++)
		if (carrier_counts_in(c, b->files[i].name, NULL))
			index_look_again(&only, &b->files[i]);
}

/*
 * Looks for names that now carry the flags outside the file that defines them.
 * False if there are none that were not looked for before.
 */
static bool look_for_new_words(struct builder *b)
{
	const GPtrArray *all = carrier_set_all(b->carriers);
	bool more = false;

	g_ptr_array_set_size(b->wanted, 0);
	for (guint i = 0; i < all->len; i++) {
		struct carrier *c = g_ptr_array_index(all, i);

		if (c->scope != SCOPE_TREE ||
		    !g_hash_table_add(b->known, g_strdup(c->name)))
			continue;
		more = true;
		if (c->kind == CARRIER_FIELD && index_is_common(b, c->name)) {
			c->scope = SCOPE_FOLDER;
			look_beside(b, c);
		} else {
			g_ptr_array_add(b->wanted, g_strdup(c->name));
		}
	}
	if (b->wanted->len) {
		index_ask(b, b->wanted);
		index_run_pass(b, index_look_again, false);
	}
	return more;
}

/* A macro can make a predicate, and a predicate a macro or a field. */
static void find_in(const struct source *src, struct carrier_set *set)
{
	bool found;

	do {
		found = index_find_carriers(src, set);
		found |= index_find_predicates(src, set);
	} while (found);
}

/* In the order of names, so that the carriers' order is always the same. */
static void find_carriers(struct builder *b)
{
	for (guint i = 0; i < b->count; i++) {
		struct index_file *f = &b->files[i];

		if (f->wanted)
			find_in(f->source, b->carriers);
		f->wanted = false;
	}
}

/* What is known before has been looked for, outside the files of @b. */
static void want_known(struct builder *b)
{
	const GPtrArray *all = carrier_set_all(b->carriers);

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = g_ptr_array_index(all, i);

		if (c->scope != SCOPE_FILE &&
		    g_hash_table_add(b->known, g_strdup(c->name)))
			g_ptr_array_add(b->wanted, g_strdup(c->name));
	}
}

static void close_over(struct builder *b)
{
	kapi_foreach(add_flag_name, b->wanted);
	want_known(b);
	index_take_kept(b);
	index_ask(b, b->wanted);
	index_ask(b, b->calls);
	index_run_pass(b, index_first_look, true);
	do
		find_carriers(b);
	while (look_for_new_words(b));
	index_keep(b);
}

/* NULL if only names that mean nothing in that file matched. */
static struct candidate *candidate_of(const struct builder *b,
				      const struct source *src)
{
	struct candidate *c = index_candidate_new(src->file);

	for (guint i = 0; i < src->tokens->len; i++)
		if (index_flags_at(src, i, b->carriers))
			index_add_token(c, src, i);
	if (c->tokens->len)
		return c;
	index_candidate_free(c);
	return NULL;
}

static void fill_candidates(struct index *index, struct builder *b)
{
	for (guint i = 0; i < b->count; i++) {
		struct index_file *f = &b->files[i];
		struct candidate *c;

		if (f->error)
			g_ptr_array_add(index->unreadable,
					incomplete_new(f->name, 0, f->error));
		c = f->source ? candidate_of(b, f->source) : NULL;
		if (c)
			g_ptr_array_add(index->candidates, c);
		if (f->caller)
			g_ptr_array_add(index->callers,
					g_steal_pointer(&f->caller));
	}
}

static char *headers_digest(const struct builder *b, const char *before)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	/* Of a module: the kernel's. */
	if (before)
		g_checksum_update(sum, (const guchar *)before, -1);
	for (guint i = 0; i < b->count; i++) {
		const struct index_file *f = &b->files[i];

		if (!f->stamp)
			continue;
		g_checksum_update(sum, (const guchar *)f->name,
				  strlen(f->name) + 1);
		g_checksum_update(sum, (const guchar *)f->stamp,
				  strlen(f->stamp) + 1);
	}
	for (guint i = 0; i < b->tree->builds->len; i++)
		index_add_build_stamps(sum,
				       g_ptr_array_index(b->tree->builds, i));
	return g_strdup(g_checksum_get_string(sum));
}

static void builder_clear(struct builder *b)
{
	for (guint i = 0; i < b->count; i++) {
		struct index_file *f = &b->files[i];

		word_set_clear(&f->words);
		index_candidate_free(f->caller);
		source_free(f->source);
		g_free(f->name);
		g_free(f->stamp);
		g_free(f->includes);
		g_free(f->mentions);
		g_free(f->kept);
		g_free(f->fresh);
		g_free(f->error);
	}
	g_free(b->files);
	g_ptr_array_unref(b->wanted);
	g_ptr_array_unref(b->calls);
	g_hash_table_unref(b->known);
	g_hash_table_unref(b->asked);
	g_hash_table_unref(b->asking);
}

struct index *index_new(void)
{
	struct index *index = g_new0(struct index, 1);

	index->candidates =
		g_ptr_array_new_with_free_func((GDestroyNotify)index_candidate_free);
	index->callers =
		g_ptr_array_new_with_free_func((GDestroyNotify)index_candidate_free);
	index->unreadable =
		g_ptr_array_new_with_free_func((GDestroyNotify)incomplete_free);
	index->carriers = carrier_set_new();
	return index;
}

void index_fill(struct index *index, struct builder *b, const GPtrArray *names)
{
	g_autoptr(GTimer) timer = g_timer_new();
	g_autofree char *before = g_steal_pointer(&index->headers);

	b->carriers = index->carriers;
	b->count = names->len;
	b->files = g_new0(struct index_file, b->count);
	for (guint i = 0; i < b->count; i++)
		b->files[i].name = g_strdup(g_ptr_array_index(names, i));
	b->wanted = g_ptr_array_new_with_free_func(g_free);
	b->calls = index_call_words();
	b->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	b->asked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	b->asking = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	close_over(b);
	fill_candidates(index, b);
	index->headers = headers_digest(b, before);
	index->files = b->count;
	index->names = g_ptr_array_ref((GPtrArray *)names);
	builder_clear(b);
	index->seconds = g_timer_elapsed(timer, NULL);
}

struct index *index_build(const struct tree *tree, unsigned int jobs,
			  struct kept *kept, index_progress_fn progress,
			  void *data, GError **error)
{
	pfn_auto(index) index = index_new();
	g_autoptr(GPtrArray) names = index_list(tree, index->unreadable, error);
	struct builder b = {
		.tree = tree, .jobs = MAX(jobs, 1), .kept = kept,
		.started = g_get_real_time() / G_USEC_PER_SEC,
		.progress = progress, .data = data,
	};

	if (!names)
		return NULL;
	if (tree->headers)
		index_take_kernel(index, tree, jobs, kept);
	index_fill(index, &b, names);
	return g_steal_pointer(&index);
}

struct index *index_build_part(const struct tree *tree, const GPtrArray *files,
			       const struct carrier_set *known)
{
	struct index *index = index_new();
	g_autoptr(GPtrArray) names = index_list_of(tree, files);
	struct builder b = { .tree = tree, .jobs = 1 };
	const GPtrArray *all = carrier_set_all(known);

	for (guint i = 0; i < all->len; i++)
		carrier_set_add(index->carriers, carrier_copy(all->pdata[i]));
	index_fill(index, &b, names);
	return index;
}

void index_free(struct index *index)
{
	if (!index)
		return;
	g_ptr_array_unref(index->candidates);
	g_ptr_array_unref(index->callers);
	g_ptr_array_unref(index->unreadable);
	g_clear_pointer(&index->names, g_ptr_array_unref);
	carrier_set_free(index->carriers);
	g_free(index->headers);
	g_free(index);
}

static const struct candidate *find(const GPtrArray *candidates,
				    const char *file)
{
	for (guint i = 0; i < candidates->len; i++) {
		const struct candidate *c = g_ptr_array_index(candidates, i);

		if (!strcmp(c->file, file))
			return c;
	}
	return NULL;
}

const struct candidate *index_find(const struct index *index, const char *file)
{
	return find(index->candidates, file);
}

const struct candidate *index_find_caller(const struct index *index,
					  const char *file)
{
	return find(index->callers, file);
}

static bool stands_in(const struct candidate *c, unsigned int first,
		      unsigned int last)
{
	for (guint i = 0; c && i < c->tokens->len; i++) {
		const struct index_token *t = g_ptr_array_index(c->tokens, i);

		if (t->line >= first && t->line <= last)
			return true;
	}
	return false;
}

bool index_holds(const struct index *index, const char *file,
		 unsigned int first, unsigned int last)
{
	return stands_in(index_find(index, file), first, last);
}

bool index_holds_entries(const struct index *index, const char *file)
{
	const struct candidate *c = index_find_caller(index, file);

	for (guint i = 0; c && i < c->tokens->len; i++) {
		const struct index_token *t = g_ptr_array_index(c->tokens, i);

		if (kapi_is_entry(t->name))
			return true;
	}
	return false;
}

bool index_holds_call(const struct index *index, const char *file,
		      unsigned int first, unsigned int last)
{
	return stands_in(index_find_caller(index, file), first, last);
}
