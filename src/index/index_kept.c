// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_kept.c - the words of each file, kept between runs (index_keep.c): a tree that did not
 * change is listed and asked for its files' times, and nearly nothing is read.
 *
 * A row counts where size and times are the same, and carries a digest, so that
 * damage costs a look at the file and nothing else.  For the words that the last run
 * looked for, a row says which of them the file mentions; only another word needs
 * the words of all files, which are a hundred times as much.  As in git's index, a file that
 * was changed while it was looked at, or just before, is not kept: its times could
 * stay the same when it changes again.
 */
#include "index_kept.h"

/* To read so few files takes no time. */
#define MIN_FILES 2000

/* No file system's clock is coarser. */
#define COARSE_SECONDS 2

static const struct database_form form = {
	.file = "words.sqlite",
	.version = 1,
	.tables =
		"CREATE TABLE IF NOT EXISTS trees (id INTEGER PRIMARY KEY, "
		"root TEXT NOT NULL UNIQUE, asked TEXT NOT NULL, "
		"writes INTEGER NOT NULL, used INTEGER NOT NULL);"
		"CREATE TABLE IF NOT EXISTS files (tree INTEGER NOT NULL, "
		"file TEXT NOT NULL, stamp TEXT NOT NULL, includes TEXT NOT NULL, "
		"mentions TEXT NOT NULL, digest TEXT NOT NULL, "
		"PRIMARY KEY (tree, file)) WITHOUT ROWID;"
		"CREATE TABLE IF NOT EXISTS words (tree INTEGER NOT NULL, "
		"file TEXT NOT NULL, stamp TEXT NOT NULL, bits BLOB NOT NULL, "
		"digest TEXT NOT NULL, PRIMARY KEY (tree, file)) WITHOUT ROWID",
	.probe = "SELECT id, root, asked, writes, used, includes, mentions, bits, "
		 "words.digest FROM trees, files, words LIMIT 1",
};

struct kept *kept_open(const char *dir)
{
	struct database *database = database_open(&form, dir, NULL);
	struct kept *kept;

	if (!database)
		return NULL;
	kept = g_new0(struct kept, 1);
	kept->database = database;
	return kept;
}

void kept_close(struct kept *kept)
{
	if (!kept)
		return;
	database_close(kept->database);
	g_free(kept);
}

bool index_is_worth_it(const struct builder *b)
{
	return b->kept && b->count >= MIN_FILES && !b->tree->under &&
	       !b->tree->part;
}

static const char *text_column(sqlite3_stmt *stmt, int column)
{
	const char *text = (const char *)sqlite3_column_text(stmt, column);

	return text ? text : "";
}

struct known_tree index_known_tree(const struct builder *b)
{
	sqlite3_stmt *stmt = database_prepare(b->kept->database,
			"SELECT id, writes, asked FROM trees WHERE root = ?1");
	struct known_tree known = { 0 };

	if (stmt) {
		sqlite3_bind_text(stmt, 1, b->tree->root, -1, SQLITE_STATIC);
		if (sqlite3_step(stmt) == SQLITE_ROW) {
			known.id = sqlite3_column_int64(stmt, 0);
			known.writes = sqlite3_column_int64(stmt, 1);
			known.asked = g_strdup(text_column(stmt, 2));
		}
	}
	database_finish(b->kept->database, stmt);
	return known;
}

char *index_row_digest(const struct word_set *words, const char *first, ...)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_MD5);
	const char *text = first;
	va_list list;

	va_start(list, first);
	for (; text; text = va_arg(list, const char *))
		g_checksum_update(sum, (const guchar *)text, strlen(text) + 1);
	va_end(list);
	if (words)
		g_checksum_update(sum, (const guchar *)words->bits,
				  word_set_size(words));
	return g_strdup(g_checksum_get_string(sum));
}

static char *own_column(sqlite3_stmt *row, int column)
{
	const char *text = text_column(row, column);

	return *text ? g_strdup(text) : NULL;
}

/* A row about the file into it: file, stamp, includes, mentions, digest. */
static void take_file(struct index_file *f, sqlite3_stmt *row)
{
	g_autofree char *digest = index_row_digest(NULL, f->name, text_column(row, 1),
		text_column(row, 2), text_column(row, 3), NULL);

	if (strcmp(digest, text_column(row, 4)))
		return;
	f->kept = g_strdup(text_column(row, 1));
	f->includes = own_column(row, 2);
	f->mentions = own_column(row, 3);
}

/* The same for: file, stamp, bits, digest. */
static void take_words(struct index_file *f, sqlite3_stmt *row)
{
	g_autofree char *digest = NULL;

	if (f->words.bits || !f->kept || strcmp(f->kept, text_column(row, 1)) ||
	    !word_set_take(&f->words, sqlite3_column_blob(row, 2),
			   (size_t)sqlite3_column_bytes(row, 2)))
		return;
	digest = index_row_digest(&f->words, f->name, f->kept, NULL);
	if (strcmp(digest, text_column(row, 3)))
		word_set_clear(&f->words);
}

/* Rows and files are in the same order. */
static void take_rows(struct builder *b, gint64 id, const char *sql,
		      void (*take)(struct index_file *f, sqlite3_stmt *row))
{
	sqlite3_stmt *rows = database_prepare(b->kept->database, sql);
	guint i = 0;

	if (rows)
		sqlite3_bind_int64(rows, 1, id);
	while (rows && sqlite3_step(rows) == SQLITE_ROW) {
		const char *file = text_column(rows, 0);

		while (i < b->count && strcmp(b->files[i].name, file) < 0)
			i++;
		if (i < b->count && !strcmp(b->files[i].name, file))
			take(&b->files[i], rows);
	}
	database_finish(b->kept->database, rows);
}

void index_take_kept(struct builder *b)
{
	g_auto(GStrv) words = NULL;
	struct known_tree known = { 0 };

	if (!index_is_worth_it(b))
		return;
	known = index_known_tree(b);
	b->kept_id = known.id;
	b->kept_writes = known.writes;
	words = g_strsplit(known.asked ? known.asked : "", "\n", -1);
	g_free(known.asked);
	for (char **word = words; *word && **word; word++)
		g_hash_table_add(b->asked, g_strdup(*word));
	if (known.id)
		take_rows(b, known.id,
			  "SELECT file, stamp, includes, mentions, digest "
			  "FROM files WHERE tree = ?1 ORDER BY file", take_file);
}

/* The words of the files that have not changed, which nobody has read yet. */
static void take_all_words(struct builder *b)
{
	b->has_words = true;
	take_rows(b, b->kept_id, "SELECT file, stamp, bits, digest "
		  "FROM words WHERE tree = ?1 ORDER BY file", take_words);
	for (guint i = 0; i < b->count; i++) {
		struct index_file *f = &b->files[i];
		g_autofree char *text = f->kept && !f->words.bits ?
			index_read(b, f) : NULL;

		if (text)
			f->words = word_set_of(text, strlen(text));
	}
}

void index_ask(struct builder *b, const GPtrArray *words)
{
	bool new = !words;

	for (guint i = 0; words && i < words->len; i++) {
		const char *word = words->pdata[i];

		new |= !g_hash_table_contains(b->asked, word);
		g_hash_table_add(b->asking, g_strdup(word));
	}
	if (new && b->kept_id && !b->has_words)
		take_all_words(b);
}

static bool has_changed(const struct builder *b)
{
	for (guint i = 0; i < b->count; i++)
		if (!b->files[i].kept)
			return true;
	return false;
}

static char *common_mark(const char *word)
{
	return g_strconcat("~", word, NULL);
}

bool index_was_common(const struct builder *b, const char *word)
{
	g_autofree char *mark = common_mark(word);

	if (!g_hash_table_contains(b->asked, mark) || has_changed(b))
		return false;
	g_hash_table_add(b->asking, g_steal_pointer(&mark));
	return true;
}

void index_note_common(struct builder *b, const char *word)
{
	g_hash_table_add(b->asking, common_mark(word));
}

/* What the file's times say now; NULL where they say nothing. */
static char *times_now(const struct builder *b, const struct index_file *f)
{
	g_autofree char *path = g_build_filename(b->tree->root, f->name, NULL);
	gint64 latest = b->started - COARSE_SECONDS;
	struct stat st;

	if (lstat(path, &st) || !S_ISREG(st.st_mode) ||
	    st.st_mtim.tv_sec >= latest || st.st_ctim.tv_sec >= latest)
		return NULL;
	return index_stamp_of(&st);
}

bool index_is_kept(const struct builder *b, struct index_file *f)
{
	g_autofree char *times = index_is_worth_it(b) ? times_now(b, f) : NULL;

	if (times && f->kept && !strcmp(times, f->kept))
		return true;
	g_clear_pointer(&f->kept, g_free);
	g_clear_pointer(&f->includes, g_free);
	g_clear_pointer(&f->mentions, g_free);
	f->fresh = g_steal_pointer(&times);
	return false;
}
