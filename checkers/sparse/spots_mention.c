// SPDX-License-Identifier: GPL-2.0-only
/*
 * spots_mention.c - whether a file holds a flag's or a carrier's name at all.
 * A unit includes hundreds of headers and next to none does: this looks at
 * their bytes before anybody makes tokens of them.
 */
#include "spots_text.h"

#define LENGTH 64

struct names {
	GHashTable *set;
	bool shape[128][LENGTH];	/* first letter, length */
};

static void add_name(struct names *names, const char *name)
{
	size_t n = strlen(name);

	if (n && n < LENGTH && (unsigned char)*name < 128) {
		names->shape[(unsigned char)*name][n] = true;
		g_hash_table_add(names->set, (gpointer)name);
	}
}

static void add_flag(enum kapi_role role, const char *name, void *data)
{
	if (role == KAPI_FLAG)
		add_name(data, name);
}

static bool is_name(const struct names *names, const char *word, size_t n)
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

static bool mentions(const struct names *names, const char *p)
{
	while (*p) {
		const char *word = p;

		while (is_word(*p))
			p++;
		if (p == word)
			p++;
		else if (is_name(names, word, p - word))
			return true;
	}
	return false;
}

bool spots_mention_flags(struct spots *spots, const char *file)
{
	const GPtrArray *all = carrier_set_all(spots->carriers);
	g_autofree struct names *names = g_new0(struct names, 1);
	g_autofree char *text = NULL;
	bool found;

	if (!spots_name(spots, file) ||
	    !g_file_get_contents(file, &text, NULL, NULL))
		return false;
	names->set = g_hash_table_new(g_str_hash, g_str_equal);
	kapi_foreach(add_flag, names);
	for (guint i = 0; i < all->len; i++)
		add_name(names, ((const struct carrier *)all->pdata[i])->name);
	found = mentions(names, text);
	g_hash_table_unref(names->set);
	return found;
}
