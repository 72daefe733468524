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

static bool has_line(const char *lines, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = lines; p && *p; p = strchr(p, '\n') + 1)
		if (!strncmp(p, word, n) && p[n] == '\n')
			return true;
	return false;
}

/* False only where the file does not mention the word. */
static bool may_mention(const struct builder *b, const struct index_file *f,
			const char *word)
{
	if (f->kept && g_hash_table_contains(b->asked, word))
		return has_line(f->mentions, word);
	return word_set_may_hold(&f->words, word);
}

static bool may_hold(const struct builder *b, const struct index_file *f,
		     const GPtrArray *words)
{
	for (guint i = 0; i < words->len; i++)
		if (may_mention(b, f, words->pdata[i]))
			return true;
	return false;
}

static void add_mention(struct index_file *f, const char *word)
{
	char *lines;

	if (has_line(f->mentions, word))
		return;
	lines = g_strconcat(f->mentions ? f->mentions : "", word, "\n", NULL);
	g_free(f->mentions);
	f->mentions = lines;
	f->more_mentions = true;
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

/* True if one of @words stands in @text, be it in a comment; notes which. */
static bool mentions(const struct builder *b, struct index_file *f,
		     const char *text, const GPtrArray *words)
{
	bool any = false;

	for (guint i = 0; i < words->len; i++) {
		if (!may_mention(b, f, words->pdata[i]) ||
		    !strstr(text, words->pdata[i]))
			continue;
		add_mention(f, words->pdata[i]);
		any = true;
	}
	return any;
}

static void look_at(struct builder *b, struct index_file *f, const char *text)
{
	pfn_auto(source) src = NULL;

	if (!mentions(b, f, text, b->wanted))
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

	if (!mentions(b, f, text, b->calls))
		return;
	if (!f->source)
		src = source_new(f->name, text);
	f->caller = index_calls_in(src ? src : f->source, b->calls,
				   b->tree->headers);
}

static bool is_gone(const struct builder *b, const struct index_file *f)
{
	g_autofree char *path = g_build_filename(b->tree->root, f->name, NULL);

	return !g_file_test(path, G_FILE_TEST_EXISTS);
}

char *index_read(const struct builder *b, struct index_file *f)
{
	g_autoptr(GError) error = NULL;
	char *text = tree_read(b->tree, f->name, &error);

	/* git still lists a file that was deleted and not yet committed. */
	if (!text && !f->error && !(b->tree->is_git && is_gone(b, f)))
		f->error = g_strdup(error->message);
	return text;
}

/* The .c files that this one includes, as templates are. */
static char *included_files(const char *file, const char *text)
{
	g_autofree char *dir = g_path_get_dirname(file);
	GString *files = NULL;

	for (const char *p = strstr(text, ".c\""); p; p = strstr(p + 3, ".c\"")) {
		const char *name = p;

		while (name > text && !strchr("\"\n", name[-1]))
			name--;
		if (!files)
			files = g_string_new(NULL);
		g_string_append_printf(files, "%s/%.*s.c\n", dir,
				       (int)(p - name), name);
	}
	return files ? g_string_free(files, FALSE) : NULL;
}

static void add_included_stamps(const struct builder *b, GString *stamps,
				const char *includes)
{
	g_auto(GStrv) files = g_strsplit(includes, "\n", -1);

	for (char **file = files; *file && **file; file++) {
		g_autofree char *stamp = index_stamp(b->tree->root, *file);

		g_string_append_printf(stamps, "%s %s\n", *file, stamp);
	}
}

/* A file's own content is part of its key; headers are of everybody's. */
static void stamp_file(struct builder *b, struct index_file *f)
{
	bool is_header = g_str_has_suffix(f->name, ".h");
	g_autofree char *own = is_header ?
		index_stamp(b->tree->root, f->name) : NULL;
	g_autoptr(GString) stamp = g_string_new(own);

	if (!is_header && !f->includes)
		return;
	g_string_append_c(stamp, '\n');
	if (f->includes)
		add_included_stamps(b, stamp, f->includes);
	f->stamp = g_strdup(stamp->str);
}

void index_first_look(struct builder *b, struct index_file *f)
{
	bool kept = index_is_kept(b, f);
	g_autofree char *text = kept && !may_hold(b, f, b->wanted) &&
		!may_hold(b, f, b->calls) ? NULL : index_read(b, f);

	if (!kept && text) {
		f->words = word_set_of(text, strlen(text));
		f->includes = included_files(f->name, text);
	}
	if (kept || text)
		stamp_file(b, f);
	if (!text)
		return;
	look_at(b, f, text);
	look_for_calls(b, f, text);
}

void index_look_again(struct builder *b, struct index_file *f)
{
	g_autofree char *text = NULL;

	if (!may_hold(b, f, b->wanted))
		return;
	/* Its text is gone; that it mentions one of them may be wrong, no harm. */
	for (guint i = 0; f->source && i < b->wanted->len; i++)
		if (may_mention(b, f, b->wanted->pdata[i]))
			add_mention(f, b->wanted->pdata[i]);
	if (f->source) {
		f->wanted |= holds_wanted(b, f->source);
		return;
	}
	text = index_read(b, f);
	if (text)
		look_at(b, f, text);
}

/* Files that may hold @word: too many at worst, see index_words.c. */
static guint count_files(const struct builder *b, const char *word)
{
	guint count = 0;

	for (guint i = 0; i < b->count; i++)
		count += may_mention(b, &b->files[i], word);
	return count;
}

/*
 * How many of them really do is read where they are many: a hundredth of a kernel
 * tree answers wrongly. What is common is found to be so soon.
 */
bool index_is_common(struct builder *b, const char *word)
{
	guint count = 0;

	if (index_was_common(b, word))
		return true;
	if (!g_hash_table_contains(b->asked, word))
		index_ask(b, NULL);
	if (count_files(b, word) <= COMMON_NAME)
		return false;
	for (guint i = 0; i < b->count && count <= COMMON_NAME; i++) {
		struct index_file *f = &b->files[i];
		g_autofree char *text = NULL;

		if (!may_mention(b, f, word))
			continue;
		text = index_read(b, f);
		count += text && strstr(text, word);
	}
	if (count > COMMON_NAME)
		index_note_common(b, word);
	return count > COMMON_NAME;
}
