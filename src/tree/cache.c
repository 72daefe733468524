// SPDX-License-Identifier: GPL-2.0-only
/*
 * cache.c - the answers in one SQLite file.
 *
 * Several runs may have it open; SQLite's write-ahead log and its busy time-out
 * keep them apart.  Every value carries a digest, so that a damaged page can
 * cost an answer but never change one.
 */
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "cache.h"

/* Raise it when the table changes: another version's file is made anew. */
#define SCHEMA_VERSION 1

#define BUSY_MS 10000

/* Answers that nobody asked for in so many days are dropped. */
#define KEPT_DAYS 60
#define SECONDS_A_DAY (24 * 60 * 60)

struct cache {
	sqlite3 *db;		/* NULL: could not be made anew */
	char *path;
	char *warning;
	bool written;		/* in this run */
};

static bool exec(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static int user_version(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;
	int version = -1;

	if (sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &stmt, NULL) ==
	    SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
		version = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	return version;
}

/* True if it is ours, or empty and can become ours. */
static bool set_up(sqlite3 *db)
{
	g_autofree char *version = g_strdup_printf("PRAGMA user_version = %d",
						   SCHEMA_VERSION);
	int found = user_version(db);

	if (found == SCHEMA_VERSION)
		return exec(db, "SELECT key, value, digest, used FROM answers "
			    "LIMIT 1");
	return found == 0 &&
	       exec(db, "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, "
		    "value TEXT NOT NULL, digest TEXT NOT NULL, "
		    "used INTEGER NOT NULL) WITHOUT ROWID") &&
	       exec(db, version);
}

static sqlite3 *open_file(const char *path, int *rc)
{
	sqlite3 *db = NULL;

	*rc = sqlite3_open_v2(path, &db,
			      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
			      SQLITE_OPEN_FULLMUTEX, NULL);
	if (*rc == SQLITE_OK) {
		sqlite3_busy_timeout(db, BUSY_MS);
		exec(db, "PRAGMA journal_mode = WAL");
		exec(db, "PRAGMA synchronous = NORMAL");
		if (set_up(db))
			return db;
		*rc = sqlite3_errcode(db);
	}
	sqlite3_close(db);
	return NULL;
}

/* A full disk or a file of another user is not damage. */
static bool is_damage(int rc)
{
	switch (rc & 0xff) {
	case SQLITE_OK:		/* readable, but another schema */
	case SQLITE_DONE:
	case SQLITE_ROW:
	case SQLITE_ERROR:	/* the table has other columns */
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return true;
	default:
		return false;
	}
}

static void remove_file(const char *path)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
		g_autofree char *name = g_strconcat(path, endings[i], NULL);

		g_unlink(name);
	}
}

static void rebuild(struct cache *cache)
{
	int rc;

	sqlite3_close(cache->db);
	remove_file(cache->path);
	cache->db = open_file(cache->path, &rc);
	if (!cache->warning)
		cache->warning = g_strdup_printf("cache '%s' was damaged and is made anew",
						 cache->path);
}

struct cache *cache_open(const char *dir, GError **error)
{
	g_autofree char *folder = dir ? g_strdup(dir) :
		g_build_filename(g_get_user_cache_dir(), "pfncheck", NULL);
	pfn_auto(cache) cache = g_new0(struct cache, 1);
	int rc;

	cache->path = g_build_filename(folder, "answers.sqlite", NULL);
	if (g_mkdir_with_parents(folder, 0700)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot make the cache folder '%s': %s", folder,
			    g_strerror(errno));
		return NULL;
	}
	cache->db = open_file(cache->path, &rc);
	if (!cache->db && is_damage(rc))
		rebuild(cache);
	if (cache->db)
		return g_steal_pointer(&cache);
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "cannot open the cache '%s': %s", cache->path,
		    sqlite3_errstr(rc));
	return NULL;
}

static sqlite3_stmt *prepare(struct cache *cache, const char *sql,
			     const char *key)
{
	sqlite3_stmt *stmt = NULL;

	if (!cache->db ||
	    sqlite3_prepare_v2(cache->db, sql, -1, &stmt, NULL) != SQLITE_OK)
		return NULL;
	if (key)
		sqlite3_bind_text(stmt, 1, key, -1, SQLITE_STATIC);
	return stmt;
}

/* Ends a statement; a damaged file is made anew, other errors are only misses. */
static void finish(struct cache *cache, sqlite3_stmt *stmt)
{
	int rc;

	sqlite3_finalize(stmt);
	rc = cache->db ? sqlite3_errcode(cache->db) : SQLITE_OK;
	if ((rc & 0xff) == SQLITE_CORRUPT || (rc & 0xff) == SQLITE_NOTADB)
		rebuild(cache);
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
	sqlite3_close(cache->db);
	g_free(cache->path);
	g_free(cache->warning);
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
	finish(cache, stmt);
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
	finish(cache, stmt);
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
	finish(cache, stmt);
}

const char *cache_warning(const struct cache *cache)
{
	return cache->warning;
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
