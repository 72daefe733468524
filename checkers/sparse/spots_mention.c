// SPDX-License-Identifier: GPL-2.0-only
/*
 * spots_mention.c - whether a text holds a flag's or a carrier's name at all.
 * A unit includes hundreds of headers and next to none does: this looks at
 * their bytes before anybody makes tokens of them.
 */
#include "spots_text.h"

#define LENGTH 64

struct spots_names {
	GHashTable *set;		/* borrowed names */
	guint carriers;			/* how many of them are in it */
	size_t shortest;
	bool shape[128][LENGTH];	/* first letter, length */
};

static void add_name(struct spots_names *names, const char *name)
{
	size_t n = strlen(name);

	if (!n || n >= LENGTH || (unsigned char)*name >= 128)
		return;
	names->shape[(unsigned char)*name][n] = true;
	names->shortest = MIN(names->shortest, n);
	g_hash_table_add(names->set, (gpointer)name);
}

static void add_flag(enum kapi_role role, const char *name, void *data)
{
	if (role == KAPI_FLAG)
		add_name(data, name);
}

/* Carriers are only ever added to the set. */
static struct spots_names *names_get(struct spots *spots)
{
	const GPtrArray *all = carrier_set_all(spots->carriers);
	struct spots_names *names = spots->mentioned;

	if (!names) {
		names = spots->mentioned = g_new0(struct spots_names, 1);
		names->set = g_hash_table_new(g_str_hash, g_str_equal);
		names->shortest = LENGTH;
		kapi_foreach(add_flag, names);
	}
	for (; names->carriers < all->len; names->carriers++)
		add_name(names, ((const struct carrier *)
				 all->pdata[names->carriers])->name);
	return names;
}

void spots_names_free(struct spots_names *names)
{
	if (!names)
		return;
	g_hash_table_unref(names->set);
	g_free(names);
}

static bool is_name(const struct spots_names *names, const char *word, size_t n)
{
	char copy[LENGTH];

	if (n >= LENGTH || (unsigned char)*word >= 128 ||
	    !names->shape[(unsigned char)*word][n])
		return false;
	memcpy(copy, word, n);
	copy[n] = 0;
	return g_hash_table_contains(names->set, copy);
}

static bool is_word(char c)
{
	return g_ascii_isalnum(c) || c == '_';
}

bool spots_mention_between(struct spots *spots, const char *p, const char *end)
{
	const struct spots_names *names = names_get(spots);
	const ptrdiff_t n = names->shortest;

	/* Here no word has begun: one that is long enough covers p[n - 1]. */
	while (end - p >= n) {
		const char *word = p + n - 1, *after = p + n;

		if (!is_word(*word)) {
			p = after;
			continue;
		}
		while (word > p && is_word(word[-1]))
			word--;
		while (after < end && is_word(*after))
			after++;
		if (after - word >= n && is_name(names, word, after - word))
			return true;
		p = after;
	}
	return false;
}

bool spots_mention_flags(struct spots *spots, const char *file)
{
	g_autofree char *text = NULL;
	gsize length;

	return spots_name(spots, file) &&
	       g_file_get_contents(file, &text, &length, NULL) &&
	       spots_mention_between(spots, text, text + length);
}
