// SPDX-License-Identifier: GPL-2.0-only
/*
 * database.c - opening, and what is done about damage.
 */
#include <glib/gstdio.h>

#include "database.h"

#define BUSY_MS 10000

struct database {
	const struct database_form *form;
	sqlite3 *db;		/* NULL: could not be made anew */
	char *path;
	char *warning;
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
static bool set_up(sqlite3 *db, const struct database_form *form)
{
	g_autofree char *version = g_strdup_printf("PRAGMA user_version = %d",
						   form->version);
	int found = user_version(db);

	if (found == form->version)
		return exec(db, form->probe);
	return found == 0 && exec(db, form->tables) && exec(db, version);
}

static sqlite3 *open_file(const char *path, const struct database_form *form,
			  int *rc)
{
	sqlite3 *db = NULL;

	*rc = sqlite3_open_v2(path, &db,
			      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
			      SQLITE_OPEN_FULLMUTEX, NULL);
	if (*rc == SQLITE_OK) {
		sqlite3_busy_timeout(db, BUSY_MS);
		exec(db, "PRAGMA journal_mode = WAL");
		exec(db, "PRAGMA synchronous = NORMAL");
		if (set_up(db, form))
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

static void rebuild(struct database *d)
{
	int rc;

	sqlite3_close(d->db);
	remove_file(d->path);
	d->db = open_file(d->path, d->form, &rc);
	if (!d->warning)
		d->warning = g_strdup_printf("cache '%s' was damaged and is made anew",
					     d->path);
}

struct database *database_open(const struct database_form *form,
			       const char *dir, GError **error)
{
	g_autofree char *folder = dir ? g_strdup(dir) :
		g_build_filename(g_get_user_cache_dir(), "pfncheck", NULL);
	pfn_auto(database) d = g_new0(struct database, 1);
	int rc;

	d->form = form;
	d->path = g_build_filename(folder, form->file, NULL);
	if (g_mkdir_with_parents(folder, 0700)) {
		g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
			    "cannot make the cache folder '%s': %s", folder,
			    g_strerror(errno));
		return NULL;
	}
	d->db = open_file(d->path, form, &rc);
	if (!d->db && is_damage(rc))
		rebuild(d);
	if (d->db)
		return g_steal_pointer(&d);
	g_set_error(error, PFN_ERROR, PFN_EXIT_USAGE,
		    "cannot open the cache '%s': %s", d->path,
		    sqlite3_errstr(rc));
	return NULL;
}

void database_close(struct database *d)
{
	if (!d)
		return;
	sqlite3_close(d->db);
	g_free(d->path);
	g_free(d->warning);
	g_free(d);
}

bool database_exec(struct database *d, const char *sql)
{
	return d->db && exec(d->db, sql);
}

sqlite3_stmt *database_prepare(struct database *d, const char *sql)
{
	sqlite3_stmt *stmt = NULL;

	if (!d->db ||
	    sqlite3_prepare_v2(d->db, sql, -1, &stmt, NULL) != SQLITE_OK)
		return NULL;
	return stmt;
}

void database_finish(struct database *d, sqlite3_stmt *stmt)
{
	int rc;

	sqlite3_finalize(stmt);
	rc = d->db ? sqlite3_errcode(d->db) : SQLITE_OK;
	if ((rc & 0xff) == SQLITE_CORRUPT || (rc & 0xff) == SQLITE_NOTADB)
		rebuild(d);
}

const char *database_warning(const struct database *d)
{
	return d->warning;
}
