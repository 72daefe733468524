// SPDX-License-Identifier: GPL-2.0-only
/*
 * staged.c - from the index of git to a folder that can be scanned.
 *
 * Of the whole, a few hundred files, most are only there to say what carries the
 * flags.  Where that is known for a commit, what differs from it is enough.
 */
#include "ground/kapi.h"
#include "staged_parts.h"

/* More changed files than this since the list was made: make it anew. */
#define STALE_LIST 2000

/* Without these a folder is not a kernel tree. */
static const char *const landmarks[] = { "Makefile", "Kbuild" };

struct staged *staged_open_for(const char *root, const char *owner,
			       struct cache *cache, bool keep)
{
	struct staged *staged = g_new0(struct staged, 1);
	g_autofree char *full = g_canonicalize_filename(owner, NULL);
	g_autofree char *text = NULL;

	staged->root = g_strdup(root);
	staged->cache = cache;
	staged->key = cache_key("staged list 3", PFN_VERSION, full, NULL);
	text = cache ? cache_get(cache, staged->key) : NULL;
	staged->list = text ? staged_list_parse(text) : NULL;
	staged->keep = keep;
	return staged;
}

struct staged *staged_open(const char *root, struct cache *cache)
{
	return staged_open_for(root, root, cache, true);
}

void staged_free(struct staged *staged)
{
	if (!staged)
		return;
	staged_list_free(staged->list);
	g_clear_pointer(&staged->changed, g_ptr_array_unref);
	g_clear_pointer(&staged->part, g_ptr_array_unref);
	cache_close(staged->cache);
	g_free(staged->head);
	g_free(staged->key);
	g_free(staged->root);
	g_free(staged);
}

const GPtrArray *staged_changed(struct staged *staged, GError **error)
{
	if (!staged->changed)
		staged->changed = git_staged_files(staged->root, NULL, error);
	return staged->changed;
}

bool staged_is_c(const char *file)
{
	return g_str_has_suffix(file, ".c") || g_str_has_suffix(file, ".h");
}

/* Names whose presence makes a staged file worth a look. */
static void add_base_word(enum kapi_role role, const char *name, void *data)
{
	if (role == KAPI_FLAG || kapi_is_call(role))
		g_ptr_array_add(data, g_strdup(name));
}

/* Those that can make a carrier, so that any file with them counts. */
static void add_flag(enum kapi_role role, const char *name, void *data)
{
	if (role == KAPI_FLAG)
		g_ptr_array_add(data, g_strdup(name));
}

static bool is_word_end(int c)
{
	return !g_ascii_isalnum(c) && c != '_';
}

static bool holds_word(const char *text, size_t len, const char *word)
{
	size_t n = strlen(word);
	const char *end = text + len;

	for (const char *p = text; (p = memmem(p, end - p, word, n)); p++)
		if ((p == text || is_word_end(p[-1])) &&
		    (p + n == end || is_word_end(p[n])))
			return true;
	return false;
}

static bool holds_any(const char *text, size_t len, void *data)
{
	const GPtrArray *words = data;

	for (guint i = 0; i < words->len; i++)
		if (holds_word(text, len, words->pdata[i]))
			return true;
	return false;
}

/* Does one of the blobs, of before or as staged, hold a word that matters? */
static bool holds_candidate(struct staged *staged, bool before, GError **error)
{
	const GPtrArray *files = staged_changed(staged, error);
	g_autoptr(GPtrArray) objects = g_ptr_array_new();

	if (!files)
		return false;
	for (guint i = 0; i < files->len; i++) {
		const struct git_staged_file *f = files->pdata[i];

		if (f->status != (before ? 'A' : 'D') && staged_is_c(f->file))
			g_ptr_array_add(objects, before ? f->old_object :
							  f->object);
	}
	if (!objects->len)
		return false;
	if (!staged->list)
		return true;
	return git_blobs_any(staged->root, objects, holds_any,
			     staged->list->words, error);
}

bool staged_is_candidate(struct staged *staged, GError **error)
{
	return holds_candidate(staged, false, error);
}

bool staged_was_candidate(struct staged *staged, GError **error)
{
	return holds_candidate(staged, true, error);
}

static void add_name(GPtrArray *names, GHashTable *known, const char *name)
{
	if (g_hash_table_add(known, g_strdup(name)))
		g_ptr_array_add(names, g_strdup(name));
}

GHashTable *staged_set_of(const GPtrArray *names)
{
	GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						NULL);

	for (guint i = 0; i < names->len; i++)
		g_hash_table_add(set, g_strdup(names->pdata[i]));
	return set;
}

static void add_landmarks(GPtrArray *files, GHashTable *known)
{
	for (size_t i = 0; i < G_N_ELEMENTS(landmarks); i++)
		add_name(files, known, landmarks[i]);
	for (const char *const *h = kapi_capability_headers(); *h; h++)
		add_name(files, known, *h);
}

/* Every file with a flag, what is staged, and what makes a folder a tree. */
static bool write_anew(struct staged *staged, const char *dir, GError **error)
{
	const GPtrArray *differ = staged_changed(staged, error);
	g_autoptr(GHashTable) known = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) flags = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) more = g_ptr_array_new_with_free_func(g_free);

	if (!differ)
		return false;
	staged_list_free(staged->list);
	staged->list = staged_list_new(NULL);
	kapi_foreach(add_base_word, staged->list->words);
	kapi_foreach(add_flag, flags);
	if (!staged_take(staged, flags, known, dir, error))
		return false;
	for (guint i = 0; i < differ->len; i++) {
		const struct git_staged_file *f = differ->pdata[i];

		if (f->status != 'D' && staged_is_c(f->file))
			add_name(more, known, f->file);
	}
	add_landmarks(more, known);
	return git_staged_checkout(staged->root, more, dir, error);
}

/* The files of the list as they are now, and what came since. */
static GPtrArray *present_files(const struct staged *staged,
				const GPtrArray *differ)
{
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GHashTable) known = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < differ->len; i++) {
		const struct git_staged_file *f = differ->pdata[i];

		if (f->status == 'D')
			g_hash_table_add(known, g_strdup(f->file));
		else if (staged_is_c(f->file))
			add_name(files, known, f->file);
	}
	for (guint i = 0; i < staged->list->files->len; i++)
		add_name(files, known, staged->list->files->pdata[i]);
	add_landmarks(files, known);
	return files;
}

/*
 * What differs from the list's commit; NULL if that defines, or defined, what
 * carries the flags in other files, or if the list does not say what does.
 */
static GPtrArray *part_of(const struct staged *staged, const GPtrArray *differ)
{
	g_autoptr(GPtrArray) part = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

	if (!staged->list->carriers)
		return NULL;
	for (guint i = 0; i < differ->len; i++) {
		const struct git_staged_file *f = differ->pdata[i];

		g_hash_table_add(names, f->file);
		if (f->status != 'D' && staged_is_c(f->file))
			g_ptr_array_add(part, g_strdup(f->file));
	}
	if (staged_defines(staged->list->carriers, names))
		return NULL;
	return g_steal_pointer(&part);
}

/* The part, and what defines carriers: a rewrite looks at that. */
static bool write_part(const struct staged *staged, const char *dir,
		       GError **error)
{
	const GPtrArray *all = carrier_set_all(staged->list->carriers);
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GHashTable) known = staged_set_of(staged->part);

	for (guint i = 0; i < staged->part->len; i++)
		g_ptr_array_add(files, g_strdup(staged->part->pdata[i]));
	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		add_name(files, known, c->file);
	}
	add_landmarks(files, known);
	return git_staged_checkout(staged->root, files, dir, error);
}

/* Adds to @differ what is staged for this commit and does not stand in it. */
static void add_changed(const struct staged *staged, GPtrArray *differ)
{
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < differ->len; i++) {
		const struct git_staged_file *f = differ->pdata[i];

		g_hash_table_add(known, f->file);
	}
	for (guint i = 0; i < staged->changed->len; i++) {
		const struct git_staged_file *f = staged->changed->pdata[i];

		if (!g_hash_table_contains(known, f->file))
			g_ptr_array_add(differ, git_staged_file_copy(f));
	}
}

/*
 * What differs from the list's commit, or from HEAD: what was taken back since
 * the list was made is asked about all the same.  NULL if there is no list, or
 * its commit is gone.
 */
static GPtrArray *since_list(struct staged *staged)
{
	GPtrArray *differ;

	if (!staged->list || !staged_changed(staged, NULL))
		return NULL;
	if (!strcmp(staged->list->commit, staged->head ? staged->head : ""))
		return g_ptr_array_ref(staged->changed);
	differ = git_staged_files(staged->root, staged->list->commit, NULL);
	if (differ)
		add_changed(staged, differ);
	return differ;
}

bool staged_write_tree(struct staged *staged, const char *dir, bool part,
		       GError **error)
{
	g_autoptr(GPtrArray) differ = NULL, files = NULL;

	staged->head = git_head(staged->root);
	differ = since_list(staged);
	if (!differ || differ->len > STALE_LIST)
		return write_anew(staged, dir, error);
	staged->part = part ? part_of(staged, differ) : NULL;
	if (staged->part)
		return write_part(staged, dir, error);
	files = present_files(staged, differ);
	return git_staged_checkout(staged->root, files, dir, error);
}

bool staged_write_rest(struct staged *staged, const char *dir, GError **error)
{
	g_autoptr(GPtrArray) differ = git_staged_files(staged->root,
			staged->list->commit, error);
	g_autoptr(GPtrArray) files = differ ? present_files(staged, differ) :
		NULL;

	return files && git_staged_checkout(staged->root, files, dir, error);
}
