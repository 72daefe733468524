// SPDX-License-Identifier: GPL-2.0-only
/*
 * cache.c - the answers in one SQLite file.
 *
 * Every value carries a digest, so that a damaged page can cost an answer but
 * never change one.
 */
#include "cache.h"
#include "database.h"

/* Answers that nobody asked for in so many days are dropped. */
#define KEPT_DAYS 60
#define SECONDS_A_DAY (24 * 60 * 60)

static const struct database_form answers = {
	.file = "answers.sqlite",
	.version = 1,
	.tables = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, "
		  "value TEXT NOT NULL, digest TEXT NOT NULL, "
		  "used INTEGER NOT NULL) WITHOUT ROWID",
	.probe = "SELECT key, value, digest, used FROM answers LIMIT 1",
};

struct cache {
	struct database *database;
	bool written;		/* in this run */
};

struct cache *cache_open(const char *dir, GError **error)
{
	struct database *database = database_open(&answers, dir, error);
	struct cache *cache;

	if (!database)
		return NULL;
	cache = g_new0(struct cache, 1);
	cache->database = database;
	return cache;
}

static sqlite3_stmt *prepare(struct cache *cache, const char *sql,
			     const char *key)
{
	sqlite3_stmt *stmt = database_prepare(cache->database, sql);

	if (stmt && key)
		sqlite3_bind_text(stmt, 1, key, -1, SQLITE_STATIC);
	return stmt;
}

static gint64 now(void)
{
	return g_get_real_time() / G_USEC_PER_SEC;
}

void cache_close(struct cache *cache)
{
	sqlite3_stmt *stmt;

	if (!cache)
		return;
	/* It reads the whole file: not where nothing new takes room. */
	stmt = cache->written ?
		prepare(cache, "DELETE FROM answers WHERE used < ?1", NULL) :
		NULL;
	if (stmt) {
		sqlite3_bind_int64(stmt, 1, now() - KEPT_DAYS * SECONDS_A_DAY);
		sqlite3_step(stmt);
		sqlite3_finalize(stmt);
	}
	database_close(cache->database);
	g_free(cache);
}

/* Marks an answer as used, once a day: reading must not always write. */
static void touch(struct cache *cache, const char *key)
{
	sqlite3_stmt *stmt = prepare(cache,
		"UPDATE answers SET used = ?2 WHERE key = ?1", key);

	if (!stmt)
		return;
	sqlite3_bind_int64(stmt, 2, now());
	sqlite3_step(stmt);
	database_finish(cache->database, stmt);
}

static const char *text_column(sqlite3_stmt *stmt, int column)
{
	const char *text = (const char *)sqlite3_column_text(stmt, column);

	return text ? text : "";
}

char *cache_get(struct cache *cache, const char *key)
{
	sqlite3_stmt *stmt = prepare(cache,
		"SELECT value, digest, used FROM answers WHERE key = ?1", key);
	g_autofree char *value = NULL, *digest = NULL;
	bool intact = false, old = false;

	if (stmt && sqlite3_step(stmt) == SQLITE_ROW) {
		value = g_strdup(text_column(stmt, 0));
		digest = cache_key(key, value, NULL);
		intact = !strcmp(digest, text_column(stmt, 1));
		old = sqlite3_column_int64(stmt, 2) < now() - SECONDS_A_DAY;
	}
	database_finish(cache->database, stmt);
	if (intact && old)
		touch(cache, key);
	return intact ? g_steal_pointer(&value) : NULL;
}

void cache_put(struct cache *cache, const char *key, const char *value)
{
	g_autofree char *digest = cache_key(key, value, NULL);
	sqlite3_stmt *stmt = prepare(cache,
		"INSERT OR REPLACE INTO answers VALUES (?1, ?2, ?3, ?4)", key);

	if (stmt) {
		sqlite3_bind_text(stmt, 2, value, -1, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 3, digest, -1, SQLITE_STATIC);
		sqlite3_bind_int64(stmt, 4, now());
		sqlite3_step(stmt);
		cache->written = true;
	}
	database_finish(cache->database, stmt);
}

const char *cache_warning(const struct cache *cache)
{
	return database_warning(cache->database);
}

char *cache_key(const char *first, ...)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	const char *text = first;
	va_list list;

	va_start(list, first);
	for (; text; text = va_arg(list, const char *))
		/* With its NUL, so that "ab","c" differs from "a","bc". */
		g_checksum_update(sum, (const guchar *)text, strlen(text) + 1);
	va_end(list);
	return g_strdup(g_checksum_get_string(sum));
}
