/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * database.h - one SQLite file of ours in the cache folder, which nothing depends
 * on: made where there is none, made anew where it is damaged or of another
 * version.  Several runs may have it open; the write-ahead log keeps them apart.
 */
#ifndef PFN_DATABASE_H
#define PFN_DATABASE_H

#include <sqlite3.h>

#include "ground/base.h"

struct database_form {
	const char *file;	/* its name in the folder */
	int version;		/* to be raised when the tables change */
	const char *tables;	/* SQL that makes them where they are missing */
	const char *probe;	/* SQL that fails where a column is missing */
};

struct database;

/*
 * Opens or makes the file in folder @dir, which is made too; NULL @dir: the user's
 * cache folder.  @form must outlive it.  NULL and @error: the folder or the file
 * cannot be made or opened.
 */
struct database *database_open(const struct database_form *form,
			       const char *dir, GError **error);
void database_close(struct database *database);
PFN_DEFINE_FREE(database, database_close)

/* Runs @sql, which returns no rows; false if that failed. */
bool database_exec(struct database *database, const char *sql);

/* A statement, to be ended by database_finish(); NULL if that failed. */
sqlite3_stmt *database_prepare(struct database *database, const char *sql);

/*
 * Ends @stmt, which may be NULL.  Where it met damage the file is made anew; other
 * errors are passed over: what could not be read or written is only missing.
 */
void database_finish(struct database *database, sqlite3_stmt *stmt);

/*
 * What the user should know, one line without a full stop: it was damaged.  NULL
 * if nothing; borrowed.
 */
const char *database_warning(const struct database *database);

#endif
