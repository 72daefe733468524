// SPDX-License-Identifier: GPL-2.0-only
/*
 * staged.c - from the index of git to a folder that can be scanned.
 */
#include "tree/git.h"
#include "ground/kapi.h"
#include "staged.h"
#include "staged_list.h"

/* More changed files than this since the list was made: make it anew. */
#define STALE_LIST 2000

struct staged {
	char *root;
	struct cache *cache;
	char *key;
	struct staged_list *list;		/* NULL: not known yet */
};

/* Without these a folder is no kernel tree. */
static const char *const landmarks[] = { "Makefile", "Kbuild" };

static void list_save(const struct staged *staged)
{
	g_autofree char *text = NULL;

	if (!staged->cache || !staged->list->commit)
		return;
	text = staged_list_print(staged->list);
	cache_put(staged->cache, staged->key, text);
}

struct staged *staged_open(const char *root, struct cache *cache,
			   GError **error)
{
	struct staged *staged = g_new0(struct staged, 1);
	g_autofree char *full = g_canonicalize_filename(root, NULL);
	g_autofree char *text = NULL;

	staged->root = g_strdup(root);
	staged->cache = cache;
	staged->key = cache_key("staged list 2", PFN_VERSION, full, NULL);
	text = cache ? cache_get(cache, staged->key) : NULL;
	staged->list = text ? staged_list_parse(text) : NULL;
	return staged;
}

void staged_free(struct staged *staged)
{
	if (!staged)
		return;
	staged_list_free(staged->list);
	g_free(staged->key);
	g_free(staged->root);
	g_free(staged);
}

static bool is_c_file(const char *file)
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

bool staged_is_candidate(struct staged *staged, GError **error)
{
	g_autoptr(GPtrArray) files = git_staged_files(staged->root, NULL, error);
	g_autoptr(GPtrArray) objects = g_ptr_array_new();

	if (!files)
		return false;
	for (guint i = 0; i < files->len; i++) {
		const struct git_staged_file *f = files->pdata[i];

		if (f->status != 'D' && is_c_file(f->file))
			g_ptr_array_add(objects, f->object);
	}
	if (!objects->len)
		return false;
	if (!staged->list)
		return true;
	return git_blobs_any(staged->root, objects, holds_any,
			     staged->list->words, error);
}

static void add_name(GPtrArray *names, GHashTable *known, const char *name)
{
	if (g_hash_table_add(known, g_strdup(name)))
		g_ptr_array_add(names, g_strdup(name));
}

/* Names that carry the flags everywhere and are not in @known yet. */
static GPtrArray *new_words(const struct index *index, GHashTable *known)
{
	GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
	const GPtrArray *all = carrier_set_all(index->carriers);

	for (guint i = 0; i < all->len; i++) {
		const struct carrier *c = all->pdata[i];

		if (c->scope == SCOPE_TREE)
			add_name(words, known, c->name);
	}
	return words;
}

static struct index *index_folder(const char *dir, unsigned int jobs,
				  GError **error)
{
	pfn_auto(tree) tree = tree_open(dir, NULL, error);

	return tree ? index_build(tree, jobs, NULL, NULL, error) : NULL;
}

static GHashTable *set_of(const GPtrArray *names)
{
	GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						NULL);

	for (guint i = 0; i < names->len; i++)
		g_hash_table_add(set, g_strdup(names->pdata[i]));
	return set;
}

/* Files with one of @words go to @dir, and their names to the list. */
static bool take_files(struct staged *staged, const GPtrArray *words,
		       GHashTable *known, const char *dir, GError **error)
{
	g_autoptr(GPtrArray) found = git_staged_grep(staged->root, words, error);
	g_autoptr(GPtrArray) fresh = g_ptr_array_new();

	if (!found)
		return false;
	for (guint i = 0; i < found->len; i++) {
		char *file = found->pdata[i];

		if (!is_c_file(file) ||
		    !g_hash_table_add(known, g_strdup(file)))
			continue;
		g_ptr_array_add(fresh, file);
		g_ptr_array_add(staged->list->files, g_strdup(file));
	}
	return git_staged_checkout(staged->root, fresh, dir, error);
}

/* While the folder's files define carriers that nobody has looked for. */
static bool close_over(struct staged *staged, const struct index *first,
		       const char *dir, unsigned int jobs, bool *grown,
		       GError **error)
{
	g_autoptr(GHashTable) words = set_of(staged->list->words);
	g_autoptr(GHashTable) files = set_of(staged->list->files);
	pfn_auto(index) index = NULL;

	for (*grown = false;; *grown = true) {
		g_autoptr(GPtrArray) fresh = new_words(index ? index : first,
						       words);

		if (!fresh->len)
			return true;
		for (guint i = 0; i < fresh->len; i++)
			g_ptr_array_add(staged->list->words,
					g_strdup(fresh->pdata[i]));
		if (!take_files(staged, fresh, files, dir, error))
			return false;
		index_free(index);
		index = index_folder(dir, jobs, error);
		if (!index)
			return false;
	}
}

static void add_landmarks(GPtrArray *files, GHashTable *known)
{
	for (size_t i = 0; i < G_N_ELEMENTS(landmarks); i++)
		add_name(files, known, landmarks[i]);
	for (const char *const *h = kapi_capability_headers(); *h; h++)
		add_name(files, known, *h);
}

/* The list's files are those of its commit; @differ are staged otherwise. */
static void keep_committed(struct staged *staged, const GPtrArray *differ)
{
	g_autoptr(GHashTable) known = set_of(staged->list->files);

	for (guint i = 0; i < differ->len; i++) {
		const struct git_staged_file *f = differ->pdata[i];
		guint at;

		if (f->status == 'A' &&
		    g_ptr_array_find_with_equal_func(staged->list->files,
						     f->file, g_str_equal, &at))
			g_ptr_array_remove_index(staged->list->files, at);
		else if (f->status != 'A' && is_c_file(f->file))
			add_name(staged->list->files, known, f->file);
	}
}

static void save_with(struct staged *staged, const GPtrArray *differ)
{
	keep_committed(staged, differ);
	list_save(staged);
}

/* Every file with a flag, what is staged, and what makes a folder a tree. */
static bool take_first(struct staged *staged, const GPtrArray *differ,
		       const char *dir, GError **error)
{
	g_autoptr(GHashTable) known = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) flags = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) more = g_ptr_array_new_with_free_func(g_free);

	kapi_foreach(add_flag, flags);
	if (!take_files(staged, flags, known, dir, error))
		return false;
	for (guint i = 0; i < differ->len; i++) {
		const struct git_staged_file *f = differ->pdata[i];

		if (f->status != 'D' && is_c_file(f->file))
			add_name(more, known, f->file);
	}
	add_landmarks(more, known);
	return git_staged_checkout(staged->root, more, dir, error);
}

static bool write_anew(struct staged *staged, const char *dir,
		       unsigned int jobs, GError **error)
{
	g_autofree char *head = git_head(staged->root);
	g_autoptr(GPtrArray) differ = git_staged_files(staged->root, head, error);
	pfn_auto(index) index = NULL;
	bool grown;

	if (!differ)
		return false;
	staged_list_free(staged->list);
	staged->list = staged_list_new(head);
	kapi_foreach(add_base_word, staged->list->words);
	if (!take_first(staged, differ, dir, error))
		return false;
	index = index_folder(dir, jobs, error);
	if (!index || !close_over(staged, index, dir, jobs, &grown, error))
		return false;
	if (head)
		save_with(staged, differ);
	return true;
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
		else if (is_c_file(f->file))
			add_name(files, known, f->file);
	}
	for (guint i = 0; i < staged->list->files->len; i++)
		add_name(files, known, staged->list->files->pdata[i]);
	add_landmarks(files, known);
	return files;
}

bool staged_write_tree(struct staged *staged, const char *dir, unsigned int jobs,
		       GError **error)
{
	g_autoptr(GPtrArray) differ = NULL, files = NULL;

	if (staged->list && staged->list->commit)
		differ = git_staged_files(staged->root, staged->list->commit,
					  NULL);
	if (!differ || differ->len > STALE_LIST)
		return write_anew(staged, dir, jobs, error);
	files = present_files(staged, differ);
	return git_staged_checkout(staged->root, files, dir, error);
}

bool staged_grow(struct staged *staged, const struct index *index,
		 const char *dir, unsigned int jobs, bool *grown,
		 GError **error)
{
	g_autoptr(GPtrArray) differ = NULL;

	if (!close_over(staged, index, dir, jobs, grown, error))
		return false;
	if (!*grown || !staged->list->commit)
		return true;
	differ = git_staged_files(staged->root, staged->list->commit, error);
	if (differ)
		save_with(staged, differ);
	return differ;
}
