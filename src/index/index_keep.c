// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_keep.c - writes what index_kept.c reads in the next run.
 */
#include "index_kept.h"

#define KEPT_DAYS 60
#define SECONDS_A_DAY (24 * 60 * 60)

static gint64 now(void)
{
	return g_get_real_time() / G_USEC_PER_SEC;
}

static void put(struct builder *b, gint64 id, const char *sql,
		const struct word_set *words, const char *const *texts)
{
	sqlite3_stmt *stmt = database_prepare(b->kept->database, sql);
	int column = 2;

	if (!stmt)
		return;
	sqlite3_bind_int64(stmt, 1, id);
	for (; *texts; texts++)
		sqlite3_bind_text(stmt, column++, *texts, -1, SQLITE_STATIC);
	if (words)
		sqlite3_bind_blob(stmt, column, words->bits,
				  (int)word_set_size(words), SQLITE_STATIC);
	sqlite3_step(stmt);
	database_finish(b->kept->database, stmt);
}

static void put_file(struct builder *b, gint64 id, const struct index_file *f)
{
	const char *stamp = f->fresh ? f->fresh : f->kept;
	const char *includes = f->includes ? f->includes : "";
	const char *mentions = f->mentions ? f->mentions : "";
	g_autofree char *digest = index_row_digest(NULL, f->name, stamp, includes,
					    mentions, NULL);

	put(b, id, "INSERT OR REPLACE INTO files VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	    NULL, (const char *const []){ f->name, stamp, includes, mentions,
					  digest, NULL });
}

static void put_words(struct builder *b, gint64 id, const struct index_file *f)
{
	g_autofree char *digest = index_row_digest(&f->words, f->name, f->fresh, NULL);

	put(b, id, "INSERT OR REPLACE INTO words (tree, file, stamp, digest, bits) "
	    "VALUES (?1, ?2, ?3, ?4, ?5)", &f->words,
	    (const char *const []){ f->name, f->fresh, digest, NULL });
}

/* Trees that nobody scanned for long go, with their words. */
static void drop_old(struct database *d)
{
	g_autofree char *sql = g_strdup_printf(
		"DELETE FROM trees WHERE used < %" G_GINT64_FORMAT ";"
		"DELETE FROM files WHERE tree NOT IN (SELECT id FROM trees);"
		"DELETE FROM words WHERE tree NOT IN (SELECT id FROM trees)",
		now() - (gint64)KEPT_DAYS * SECONDS_A_DAY);

	database_exec(d, sql);
}

/* Of other words than this run's, the files that have changed were not asked. */
static char *asked_lines(const struct builder *b)
{
	g_autofree gpointer *words = g_hash_table_get_keys_as_array(b->asking, NULL);
	GString *lines = g_string_new(NULL);

	for (gpointer *word = words; *word; word++)
		g_string_append_printf(lines, "%s\n", (char *)*word);
	return g_string_free(lines, FALSE);
}

static void mark_used(struct builder *b)
{
	g_autofree char *asked = asked_lines(b);
	sqlite3_stmt *stmt = database_prepare(b->kept->database,
		"INSERT INTO trees (root, asked, writes, used) VALUES (?1, ?2, 1, ?3) "
		"ON CONFLICT (root) DO UPDATE SET asked = ?2, "
		"writes = writes + 1, used = ?3");

	if (!stmt)
		return;
	sqlite3_bind_text(stmt, 1, b->tree->root, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, asked, -1, SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 3, now());
	sqlite3_step(stmt);
	database_finish(b->kept->database, stmt);
}

/* True if something is known that is not in the database yet. */
static bool is_news(const struct index_file *f)
{
	return (f->fresh && f->words.bits) || (f->kept && f->more_mentions);
}

static void put_all(struct builder *b, gint64 id)
{
	for (guint i = 0; i < b->count; i++) {
		const struct index_file *f = &b->files[i];

		if (!is_news(f))
			continue;
		put_file(b, id, f);
		if (f->fresh)
			put_words(b, id, f);
	}
}

/*
 * Only where nobody wrote since this run began to read: what another run looked
 * for, this one did not see in the files that it read.
 */
static bool put_unless_written(struct builder *b)
{
	struct known_tree before = index_known_tree(b);
	bool same = before.id == b->kept_id && before.writes == b->kept_writes;
	struct known_tree now = { 0 };

	g_free(before.asked);
	if (!same)
		return false;
	mark_used(b);
	now = index_known_tree(b);
	g_free(now.asked);
	if (now.id)
		put_all(b, now.id);
	drop_old(b->kept->database);
	return now.id;
}

/* True if all that this run asked for was asked for before. */
static bool is_asked(const struct builder *b)
{
	GHashTableIter iter;
	gpointer word;

	g_hash_table_iter_init(&iter, b->asking);
	while (g_hash_table_iter_next(&iter, &word, NULL))
		if (!g_hash_table_contains(b->asked, word))
			return false;
	return true;
}

void index_keep(struct builder *b)
{
	bool news = !is_asked(b);

	for (guint i = 0; i < b->count && !news; i++)
		news = is_news(&b->files[i]);
	if (!news || !index_is_worth_it(b) ||
	    !database_exec(b->kept->database, "BEGIN IMMEDIATE"))
		return;
	if (!put_unless_written(b) ||
	    !database_exec(b->kept->database, "COMMIT"))
		database_exec(b->kept->database, "ROLLBACK");
}
