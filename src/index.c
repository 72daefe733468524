// SPDX-License-Identifier: GPL-2.0-only
/*
 * index.c - candidate files and carriers, by closure: a new carrier's name is a
 * new word to look for, until nothing is added.
 *
 * Every file is read once for its words; after that only files that may hold a
 * wanted word are read again, lexed and kept.
 */
#include <sys/stat.h>

#include "index_parts.h"

/* A field name in more files than this is only trusted near its definition. */
#define COMMON_NAME 30

struct index_file {
	char *name;
	struct word_set words;
	struct source *source;		/* NULL until it holds a wanted word */
	char *stamp;			/* size and times, for headers */
	char *error;
	bool wanted;			/* to be looked at in this round */
};

struct builder {
	const struct tree *tree;
	struct index_file *files;
	guint count;
	GPtrArray *wanted;		/* char *: words of this round */
	GHashTable *known;		/* set of words that were wanted before */
	struct carrier_set *carriers;
	unsigned int jobs;
	gint done;			/* atomic */
	index_progress_fn progress;
	void *data;
};

#define CHUNK 64

typedef void (*file_fn)(struct builder *b, struct index_file *f);

struct pass {
	struct builder *b;
	file_fn fn;
};

static void run_chunk(gpointer item, gpointer data)
{
	struct pass *pass = data;
	guint first = GPOINTER_TO_UINT(item) - 1;
	guint end = MIN(first + CHUNK, pass->b->count);

	for (guint i = first; i < end; i++)
		pass->fn(pass->b, &pass->b->files[i]);
	g_atomic_int_add(&pass->b->done, end - first);
}

/* All files through @fn, in @jobs threads; says how far from this one. */
static void run_pass(struct builder *b, file_fn fn, bool report)
{
	struct pass pass = { b, fn };
	GThreadPool *pool = g_thread_pool_new(run_chunk, &pass, b->jobs, FALSE,
					      NULL);

	g_atomic_int_set(&b->done, 0);
	for (guint i = 0; i < b->count; i += CHUNK)
		g_thread_pool_push(pool, GUINT_TO_POINTER(i + 1), NULL);
	while (report && b->progress &&
	       (guint)g_atomic_int_get(&b->done) < b->count) {
		b->progress(g_atomic_int_get(&b->done), b->count, b->data);
		g_usleep(50000);
	}
	g_thread_pool_free(pool, FALSE, TRUE);
}

/* What changes whenever the file does; the change time cannot be set back. */
static char *stamp_of(const char *root, const char *name)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	struct stat st;

	if (lstat(path, &st))
		return g_strdup("gone");
	return g_strdup_printf("%lld %lld.%09ld %lld.%09ld",
			       (long long)st.st_size,
			       (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec,
			       (long long)st.st_ctim.tv_sec, st.st_ctim.tv_nsec);
}

static bool may_hold_wanted(const struct builder *b, const struct index_file *f)
{
	for (guint i = 0; i < b->wanted->len; i++)
		if (word_set_may_hold(&f->words,
				      g_ptr_array_index(b->wanted, i)))
			return true;
	return false;
}

/* In the text outside comments and strings. */
static bool holds_wanted(const struct builder *b, const struct source *src)
{
	for (guint i = 0; i < src->tokens->len; i++) {
		const struct token *t = source_token(src, i);

		if (t->kind != TOKEN_NAME)
			continue;
		for (guint k = 0; k < b->wanted->len; k++)
			if (source_token_is(src, i,
					    g_ptr_array_index(b->wanted, k)))
				return true;
	}
	return false;
}

/* The text, if it holds a wanted word even as raw bytes. */
static bool mentions_wanted(const struct builder *b, const char *text)
{
	for (guint i = 0; i < b->wanted->len; i++)
		if (strstr(text, g_ptr_array_index(b->wanted, i)))
			return true;
	return false;
}

static void look_at(struct builder *b, struct index_file *f, const char *text)
{
	pfn_auto(source) src = NULL;

	if (!may_hold_wanted(b, f) || !mentions_wanted(b, text))
		return;
	src = source_new(f->name, text);
	if (!holds_wanted(b, src))
		return;
	f->source = g_steal_pointer(&src);
	f->wanted = true;
}

static char *read_file(struct builder *b, struct index_file *f)
{
	g_autoptr(GError) error = NULL;
	char *text = tree_read(b->tree, f->name, &error);

	if (!text && !f->error)
		f->error = g_strdup(error->message);
	return text;
}

static void first_look(struct builder *b, struct index_file *f)
{
	g_autofree char *text = NULL;

	if (g_str_has_suffix(f->name, ".h"))
		f->stamp = stamp_of(b->tree->root, f->name);
	text = read_file(b, f);
	if (!text)
		return;
	f->words = word_set_of(text, strlen(text));
	look_at(b, f, text);
}

static void look_again(struct builder *b, struct index_file *f)
{
	g_autofree char *text = NULL;

	if (!may_hold_wanted(b, f))
		return;
	f->wanted = f->source && holds_wanted(b, f->source);
	if (f->source)
		return;
	text = read_file(b, f);
	if (text)
		look_at(b, f, text);
}

static void add_flag_name(enum kapi_role role, const char *name, void *data)
{
	if (role == KAPI_FLAG)
		g_ptr_array_add(data, g_strdup(name));
}

/* Files that may hold @word: too many at worst, see index_words.c. */
static guint count_files(const struct builder *b, const char *word)
{
	guint count = 0;

	for (guint i = 0; i < b->count; i++)
		count += word_set_may_hold(&b->files[i].words, word);
	return count;
}

/*
 * How many of them really do is only worth reading where that can be few: a
 * thirtieth of a kernel tree answers wrongly.
 */
static bool is_common(struct builder *b, const char *word)
{
	guint limit = COMMON_NAME + b->count / 10, count = 0;

	if (count_files(b, word) <= COMMON_NAME)
		return false;
	if (count_files(b, word) > limit)
		return true;
	for (guint i = 0; i < b->count && count <= COMMON_NAME; i++) {
		struct index_file *f = &b->files[i];
		g_autofree char *text = NULL;

		if (!word_set_may_hold(&f->words, word))
			continue;
		text = read_file(b, f);
		count += text && strstr(text, word);
	}
	return count > COMMON_NAME;
}

/* Names that now carry the flags outside the file that defines them. */
static void collect_new_words(struct builder *b)
{
	const GPtrArray *all = carrier_set_all(b->carriers);

	g_ptr_array_set_size(b->wanted, 0);
	for (guint i = 0; i < all->len; i++) {
		struct carrier *c = g_ptr_array_index(all, i);

		if (c->scope != SCOPE_TREE ||
		    !g_hash_table_add(b->known, g_strdup(c->name)))
			continue;
		if (c->kind == CARRIER_FIELD && is_common(b, c->name))
			c->scope = SCOPE_FOLDER;
		g_ptr_array_add(b->wanted, g_strdup(c->name));
	}
}

static bool find_in(const struct source *src, struct carrier_set *set)
{
	bool found = false;

	while (index_find_carriers(src, set) | index_find_predicates(src, set))
		found = true;
	return found;
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

static void close_over(struct builder *b)
{
	kapi_foreach(add_flag_name, b->wanted);
	run_pass(b, first_look, true);
	while (b->wanted->len) {
		find_carriers(b);
		collect_new_words(b);
		if (b->wanted->len)
			run_pass(b, look_again, false);
	}
}

static void token_free(struct index_token *t)
{
	g_free(t->name);
	g_free(t);
}

static void candidate_free(struct candidate *c)
{
	g_free(c->file);
	g_ptr_array_unref(c->tokens);
	g_free(c);
}

/* NULL if only names that mean nothing in that file matched. */
static struct candidate *candidate_of(const struct builder *b,
				      const struct source *src)
{
	struct candidate *c = g_new0(struct candidate, 1);

	c->file = g_strdup(src->file);
	c->tokens = g_ptr_array_new_with_free_func((GDestroyNotify)token_free);
	for (guint i = 0; i < src->tokens->len; i++) {
		const struct token *t = source_token(src, i);
		struct index_token *token;

		if (!index_flags_at(src, i, b->carriers))
			continue;
		token = g_new0(struct index_token, 1);
		token->name = source_token_text(src, i);
		token->line = t->line;
		token->column = t->column;
		g_ptr_array_add(c->tokens, token);
	}
	if (c->tokens->len)
		return c;
	candidate_free(c);
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
	}
}

static void add_build_stamps(GChecksum *sum, const struct tree_build *build);

static char *headers_digest(const struct builder *b)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

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
		add_build_stamps(sum, g_ptr_array_index(b->tree->builds, i));
	return g_strdup(g_checksum_get_string(sum));
}

static void add_folder_stamps(GChecksum *sum, const char *root,
			      const char *folder);

static void add_stamp(GChecksum *sum, const char *root, const char *name)
{
	g_autofree char *path = g_build_filename(root, name, NULL);
	g_autofree char *stamp = NULL;

	if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
		add_folder_stamps(sum, root, name);
		return;
	}
	stamp = stamp_of(root, name);
	g_checksum_update(sum, (const guchar *)name, strlen(name) + 1);
	g_checksum_update(sum, (const guchar *)stamp, strlen(stamp) + 1);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_folder_stamps(GChecksum *sum, const char *root,
			      const char *folder)
{
	g_autofree char *path = g_build_filename(root, folder, NULL);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		g_ptr_array_add(names, g_build_filename(folder, name, NULL));
	g_ptr_array_sort(names, compare_names);
	for (guint i = 0; i < names->len; i++)
		add_stamp(sum, root, g_ptr_array_index(names, i));
}

/* Generated headers and the configuration; the flags belong to the answer too. */
static void add_build_stamps(GChecksum *sum, const struct tree_build *build)
{
	g_autofree char *flags = g_strjoinv(" ", build->flags);
	g_autofree char *arch = g_build_filename("arch", build->arch, "include",
						 "generated", NULL);

	g_checksum_update(sum, (const guchar *)build->dir,
			  strlen(build->dir) + 1);
	g_checksum_update(sum, (const guchar *)flags, strlen(flags) + 1);
	add_folder_stamps(sum, build->dir, "include/generated");
	add_folder_stamps(sum, build->dir, arch);
}

static void builder_clear(struct builder *b)
{
	for (guint i = 0; i < b->count; i++) {
		struct index_file *f = &b->files[i];

		word_set_clear(&f->words);
		source_free(f->source);
		g_free(f->name);
		g_free(f->stamp);
		g_free(f->error);
	}
	g_free(b->files);
	g_ptr_array_unref(b->wanted);
	g_hash_table_unref(b->known);
}

static struct index *index_new(void)
{
	struct index *index = g_new0(struct index, 1);

	index->candidates =
		g_ptr_array_new_with_free_func((GDestroyNotify)candidate_free);
	index->unreadable =
		g_ptr_array_new_with_free_func((GDestroyNotify)incomplete_free);
	index->carriers = carrier_set_new();
	return index;
}

struct index *index_build(const struct tree *tree, unsigned int jobs,
			  index_progress_fn progress, void *data,
			  GError **error)
{
	g_autoptr(GTimer) timer = g_timer_new();
	pfn_auto(index) index = index_new();
	g_autoptr(GPtrArray) names = index_list(tree, index->unreadable, error);
	struct builder b = {
		.tree = tree, .carriers = index->carriers, .jobs = MAX(jobs, 1),
		.progress = progress, .data = data,
	};

	if (!names)
		return NULL;
	b.count = names->len;
	b.files = g_new0(struct index_file, b.count);
	for (guint i = 0; i < b.count; i++)
		b.files[i].name = g_strdup(g_ptr_array_index(names, i));
	b.wanted = g_ptr_array_new_with_free_func(g_free);
	b.known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	close_over(&b);
	fill_candidates(index, &b);
	index->headers = headers_digest(&b);
	index->files = b.count;
	builder_clear(&b);
	index->seconds = g_timer_elapsed(timer, NULL);
	return g_steal_pointer(&index);
}

void index_free(struct index *index)
{
	if (!index)
		return;
	g_ptr_array_unref(index->candidates);
	g_ptr_array_unref(index->unreadable);
	carrier_set_free(index->carriers);
	g_free(index->headers);
	g_free(index);
}

const struct candidate *index_find(const struct index *index, const char *file)
{
	for (guint i = 0; i < index->candidates->len; i++) {
		const struct candidate *c =
			g_ptr_array_index(index->candidates, i);

		if (!strcmp(c->file, file))
			return c;
	}
	return NULL;
}

bool index_holds(const struct index *index, const char *file,
		 unsigned int first, unsigned int last)
{
	const struct candidate *c = index_find(index, file);

	for (guint i = 0; c && i < c->tokens->len; i++) {
		const struct index_token *t = g_ptr_array_index(c->tokens, i);

		if (t->line >= first && t->line <= last)
			return true;
	}
	return false;
}
