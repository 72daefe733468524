// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_scan.c - passes over all files, in threads: which of them hold a wanted
 * word.
 */
#include "index_parts.h"

/* A field name in more files than this is only trusted near its definition. */
#define COMMON_NAME 30

#define CHUNK 64

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
void index_run_pass(struct builder *b, file_fn fn, bool report)
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

static bool may_hold(const struct index_file *f, const GPtrArray *words)
{
	for (guint i = 0; i < words->len; i++)
		if (word_set_may_hold(&f->words, g_ptr_array_index(words, i)))
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

/* True if one of @words stands in @text, be it in a comment. */
static bool mentions(const char *text, const GPtrArray *words)
{
	for (guint i = 0; i < words->len; i++)
		if (strstr(text, g_ptr_array_index(words, i)))
			return true;
	return false;
}

static void look_at(struct builder *b, struct index_file *f, const char *text)
{
	pfn_auto(source) src = NULL;

	if (!may_hold(f, b->wanted) || !mentions(text, b->wanted))
		return;
	src = source_new(f->name, text);
	if (!holds_wanted(b, src))
		return;
	f->source = g_steal_pointer(&src);
	f->wanted = true;
}

/* Calls are not carriers: one look at the file is enough, its source may go. */
static void look_for_calls(struct builder *b, struct index_file *f,
			   const char *text)
{
	pfn_auto(source) src = NULL;

	if (!may_hold(f, b->calls) || !mentions(text, b->calls))
		return;
	if (!f->source)
		src = source_new(f->name, text);
	f->caller = index_calls_in(src ? src : f->source, b->calls);
}

static bool is_gone(const struct builder *b, const struct index_file *f)
{
	g_autofree char *path = g_build_filename(b->tree->root, f->name, NULL);

	return !g_file_test(path, G_FILE_TEST_EXISTS);
}

static char *read_file(struct builder *b, struct index_file *f)
{
	g_autoptr(GError) error = NULL;
	char *text = tree_read(b->tree, f->name, &error);

	/* git still lists a file that was deleted and not yet committed. */
	if (!text && !f->error && !(b->tree->is_git && is_gone(b, f)))
		f->error = g_strdup(error->message);
	return text;
}

/* Stamps of the .c files that this one includes, as templates are. */
static char *included_stamps(const struct builder *b, const char *file,
			     const char *text)
{
	g_autofree char *dir = g_path_get_dirname(file);
	GString *stamps = NULL;

	for (const char *p = strstr(text, ".c\""); p; p = strstr(p + 3, ".c\"")) {
		const char *name = p;
		g_autofree char *path = NULL, *stamp = NULL;

		while (name > text && !strchr("\"\n", name[-1]))
			name--;
		path = g_strdup_printf("%s/%.*s.c", dir, (int)(p - name), name);
		stamp = index_stamp(b->tree->root, path);
		if (!stamps)
			stamps = g_string_new(NULL);
		g_string_append_printf(stamps, "%s %s\n", path, stamp);
	}
	return stamps ? g_string_free(stamps, FALSE) : NULL;
}

/* A file's own content is part of its key; headers are of everybody's. */
static void stamp_file(struct builder *b, struct index_file *f,
		       const char *text)
{
	g_autofree char *own = g_str_has_suffix(f->name, ".h") ?
		index_stamp(b->tree->root, f->name) : NULL;
	g_autofree char *others = included_stamps(b, f->name, text);

	if (own || others)
		f->stamp = g_strconcat(own ? own : "", "\n",
				       others ? others : "", NULL);
}

void index_first_look(struct builder *b, struct index_file *f)
{
	g_autofree char *text = read_file(b, f);

	if (!text)
		return;
	stamp_file(b, f, text);
	f->words = word_set_of(text, strlen(text));
	look_at(b, f, text);
	look_for_calls(b, f, text);
}

void index_look_again(struct builder *b, struct index_file *f)
{
	g_autofree char *text = NULL;

	if (!may_hold(f, b->wanted))
		return;
	if (f->source) {
		f->wanted |= holds_wanted(b, f->source);
		return;
	}
	text = read_file(b, f);
	if (text)
		look_at(b, f, text);
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
 * How many of them really do is read where they are many: a thirtieth of a kernel
 * tree answers wrongly, and several times as much for a word that shares its bits
 * with one of every file's. What is common is found to be so soon.
 */
bool index_is_common(struct builder *b, const char *word)
{
	guint count = 0;

	if (count_files(b, word) <= COMMON_NAME)
		return false;
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
