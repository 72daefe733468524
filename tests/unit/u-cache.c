// SPDX-License-Identifier: GPL-2.0-only
/*
 * u-cache.c - what is put in comes out; damage costs answers, never changes one.
 */
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "tree/cache.h"

struct fixture {
	char *dir, *file;
};

static void set_up(struct fixture *f, gconstpointer data)
{
	f->dir = g_dir_make_tmp("pfncheck-XXXXXX", NULL);
	f->file = g_build_filename(f->dir, "answers.sqlite", NULL);
}

static void tear_down(struct fixture *f, gconstpointer data)
{
	static const char *const endings[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
		g_autofree char *name = g_strconcat(f->file, endings[i], NULL);

		g_unlink(name);
	}
	g_assert_cmpint(g_rmdir(f->dir), ==, 0);
	g_free(f->file);
	g_free(f->dir);
}

static void expect(struct cache *cache, const char *key, const char *value)
{
	g_autofree char *got = cache_get(cache, key);

	g_assert_cmpstr(got, ==, value);
}

static void fill(const struct fixture *f)
{
	pfn_auto(cache) cache = cache_open(f->dir, NULL);

	g_assert_nonnull(cache);
	cache_put(cache, "k", "first");
	cache_put(cache, "k", "value\nof two lines");
	cache_put(cache, "e", "");
}

static void test_kept(struct fixture *f, gconstpointer data)
{
	pfn_auto(cache) cache = NULL;

	fill(f);
	cache = cache_open(f->dir, NULL);
	expect(cache, "k", "value\nof two lines");
	expect(cache, "e", "");
	expect(cache, "none", NULL);
	g_assert_null(cache_warning(cache));
}

static void test_two_at_once(struct fixture *f, gconstpointer data)
{
	pfn_auto(cache) a = cache_open(f->dir, NULL);
	pfn_auto(cache) b = cache_open(f->dir, NULL);

	cache_put(a, "k", "of a");
	cache_put(b, "l", "of b");
	expect(b, "k", "of a");
	expect(a, "l", "of b");
}

static void test_garbage(struct fixture *f, gconstpointer data)
{
	pfn_auto(cache) cache = NULL;

	g_assert_true(g_file_set_contents(f->file, "no database, but longer "
					  "than a header of one hundred bytes: "
					  "................................."
					  ".................", -1, NULL));
	cache = cache_open(f->dir, NULL);
	g_assert_nonnull(cache);
	g_assert_nonnull(cache_warning(cache));
	expect(cache, "k", NULL);
	cache_put(cache, "k", "again");
	expect(cache, "k", "again");
}

/* Every byte of the file in turn: the answer is right or gone. */
static void test_flipped_bytes(struct fixture *f, gconstpointer data)
{
	g_autofree char *whole = NULL;
	gsize len;

	fill(f);
	g_assert_true(g_file_get_contents(f->file, &whole, &len, NULL));
	for (gsize i = 0; i < len; i += i < 200 ? 1 : 61) {
		g_autofree char *bad = g_memdup2(whole, len);
		g_autofree char *got = NULL;
		pfn_auto(cache) cache = NULL;

		bad[i] ^= 0x55;
		g_assert_true(g_file_set_contents(f->file, bad, len, NULL));
		cache = cache_open(f->dir, NULL);
		got = cache ? cache_get(cache, "k") : NULL;
		if (got)
			g_assert_cmpstr(got, ==, "value\nof two lines");
	}
}

static void test_other_schema(struct fixture *f, gconstpointer data)
{
	g_autofree char *whole = NULL;
	pfn_auto(cache) cache = NULL;
	gsize len;

	fill(f);
	g_assert_true(g_file_get_contents(f->file, &whole, &len, NULL));
	whole[63] = 9;		/* user_version of the file header */
	g_assert_true(g_file_set_contents(f->file, whole, len, NULL));
	cache = cache_open(f->dir, NULL);
	g_assert_nonnull(cache);
	expect(cache, "k", NULL);
}

static void run_sql(const struct fixture *f, const char *sql)
{
	sqlite3 *db;

	g_assert_cmpint(sqlite3_open(f->file, &db), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
	sqlite3_close(db);
}

/* What nobody asked for goes when something new comes, and only then. */
static void test_dropped(struct fixture *f, gconstpointer data)
{
	struct cache *cache;

	fill(f);
	run_sql(f, "UPDATE answers SET used = 1");
	cache = cache_open(f->dir, NULL);
	expect(cache, "k", "value\nof two lines");
	cache_close(cache);
	cache = cache_open(f->dir, NULL);
	cache_put(cache, "new", "one");
	cache_close(cache);
	cache = cache_open(f->dir, NULL);
	expect(cache, "k", "value\nof two lines");
	expect(cache, "e", NULL);
	expect(cache, "new", "one");
	cache_close(cache);
	run_sql(f, "UPDATE answers SET used = 1");
	cache_close(cache_open(f->dir, NULL));
	cache = cache_open(f->dir, NULL);
	expect(cache, "new", "one");
	cache_close(cache);
}

static void test_no_folder(void)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(cache_open("/proc/none", &error));
	g_assert_error(error, PFN_ERROR, PFN_EXIT_USAGE);
}

static void test_keys(void)
{
	g_autofree char *a = cache_key("ab", "c", NULL);
	g_autofree char *b = cache_key("a", "bc", NULL);
	g_autofree char *c = cache_key("ab", "c", NULL);

	g_assert_cmpuint(strlen(a), ==, 64);
	g_assert_cmpstr(a, ==, c);
	g_assert_cmpstr(a, !=, b);
}

static void add(const char *name, void (*fn)(struct fixture *, gconstpointer))
{
	g_test_add(name, struct fixture, NULL, set_up, fn, tear_down);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	add("/cache/kept", test_kept);
	add("/cache/two-at-once", test_two_at_once);
	add("/cache/garbage", test_garbage);
	add("/cache/flipped-bytes", test_flipped_bytes);
	add("/cache/other-schema", test_other_schema);
	add("/cache/dropped", test_dropped);
	g_test_add_func("/cache/no-folder", test_no_folder);
	g_test_add_func("/cache/keys", test_keys);
	return g_test_run();
}
