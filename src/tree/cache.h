/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cache.h - answers of engines by content, kept between runs (SQLite).
 *
 * A key is made of everything the answer depends on; who asks builds it with
 * cache_key().  A damaged database is made anew; no error of the cache ever
 * stops a scan.
 */
#ifndef PFN_CACHE_H
#define PFN_CACHE_H

#include "ground/base.h"

struct cache;

/* Opens or makes @dir/answers.sqlite; NULL @dir: the user's cache folder. */
struct cache *cache_open(const char *dir, GError **error);
void cache_close(struct cache *cache);
PFN_DEFINE_FREE(cache, cache_close)

/* The value stored under @key, the caller frees it; NULL if there is none. */
char *cache_get(struct cache *cache, const char *key);

/* Stores; concurrent runs are safe, the last one wins. */
void cache_put(struct cache *cache, const char *key, const char *value);

/*
 * What the user should know, one line without a full stop: the database was
 * damaged.  NULL if nothing; borrowed.  Ask at the end.
 */
const char *cache_warning(const struct cache *cache);

/*
 * A key over the given strings (NULL terminated list; contents, versions,
 * option names), 64 hex digits, the caller frees it.
 */
char *cache_key(const char *first, ...) G_GNUC_NULL_TERMINATED;

#endif
