// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_scan.c - passes over all files, in threads: which of them hold a wanted
 * word.
 */
#include <signal.h>

#include "index_parts.h"

/* To look for more words one by one takes longer than to look at all words. */
#define MANY_WORDS 32

/* A field name in more files than this is only trusted near its definition. */
#define COMMON_NAME 30

#define CHUNK 64

struct pass {
	struct builder *b;
	file_fn fn;
	gint next;			/* atomic: the first file that is free */
	gint done;			/* atomic */
};

/* Takes files as long as there are any; true if there was one. */
static bool run_chunk(struct pass *pass)
{
	guint first = (guint)g_atomic_int_add(&pass->next, CHUNK);
	guint end = MIN(first + CHUNK, pass->b->count);

	for (guint i = first; i < end; i++)
		pass->fn(pass->b, &pass->b->files[i]);
	if (first < end)
		g_atomic_int_add(&pass->done, end - first);
	return first < end;
}

static gpointer run_chunks(gpointer data)
{
	while (run_chunk(data))
		;
	return NULL;
}

/* As many as can be started: a limit of processes counts threads too. */
static GPtrArray *start_threads(struct pass *pass, unsigned int jobs)
{
	GPtrArray *threads = g_ptr_array_new();
	sigset_t all, before;

	/* Signals are for the main thread, which takes away what is to go. */
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	while (threads->len + 1 < jobs) {
		GThread *t = g_thread_try_new("index", run_chunks, pass, NULL);

		if (!t)
			break;
		g_ptr_array_add(threads, t);
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return threads;
}

/* All files through @fn, in @jobs threads, this one among them; says how far. */
void index_run_pass(struct builder *b, file_fn fn, bool report)
{
	struct pass pass = { .b = b, .fn = fn };
	g_autoptr(GPtrArray) threads = start_threads(&pass, b->jobs);

	while (run_chunk(&pass))
		if (report && b->progress)
			b->progress((guint)g_atomic_int_get(&pass.done),
				    b->count, b->data);
	for (guint i = 0; i < threads->len; i++)
		g_thread_join(threads->pdata[i]);
	if (report && b->progress)
		b->progress(b->count, b->count, b->data);
}

static bool may_hold(const struct index_file *f, const GPtrArray *words)
{
	/* Among so many one is always found. */
	if (words->len > MANY_WORDS)
		return true;
	for (guint i = 0; i < words->len; i++)
		if (word_set_may_hold(&f->words, g_ptr_array_index(words, i)))
			return true;
	return false;
}

static bool is_wanted(const struct builder *b, const struct source *src,
		      guint i)
{
	g_autofree char *word = NULL;

	/* What was wanted before may be found once more: no harm. */
	if (b->wanted->len > MANY_WORDS) {
		word = source_token_text(src, i);
		return g_hash_table_contains(b->known, word);
	}
	for (guint k = 0; k < b->wanted->len; k++)
		if (source_token_is(src, i, b->wanted->pdata[k]))
			return true;
	return false;
}

/* In the text outside comments and strings. */
static bool holds_wanted(const struct builder *b, const struct source *src)
{
	for (guint i = 0; i < src->tokens->len; i++)
		if (source_token(src, i)->kind == TOKEN_NAME &&
		    is_wanted(b, src, i))
			return true;
	return false;
}

/* True if one of @words stands in @text, be it in a comment. */
static bool mentions(const char *text, const GPtrArray *words)
{
	if (words->len > MANY_WORDS)
		return true;
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
