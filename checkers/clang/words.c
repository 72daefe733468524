// SPDX-License-Identifier: GPL-2.0-only
/*
 * words.c - one pass over the text.  How a word begins says no to nearly every
 * one, a bit field of hashes to nearly all others, then the table is asked.
 */
#include "words.h"

#define FILTER_BITS 4096u

struct words {
	GHashTable *names;		/* owned */
	bool is_word[256];		/* characters of a name */
	bool begins[256][256];		/* first two of a name; the second may be 0 */
	uint64_t filter[FILTER_BITS / 64];
};

struct words *words_new(void)
{
	struct words *words = g_new0(struct words, 1);

	words->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (int c = 0; c < 128; c++)
		words->is_word[c] = g_ascii_isalnum(c) || c == '_';
	return words;
}

void words_free(struct words *words)
{
	if (!words)
		return;
	g_hash_table_unref(words->names);
	g_free(words);
}

static unsigned int hash_of(const char *name, size_t n)
{
	unsigned int hash = 0;

	for (size_t i = 0; i < n; i++)
		hash = hash * 33 + (unsigned char)name[i];
	return hash % FILTER_BITS;
}

bool words_add(struct words *words, const char *name)
{
	unsigned int hash = hash_of(name, strlen(name));

	words->filter[hash / 64] |= UINT64_C(1) << hash % 64;
	words->begins[(unsigned char)name[0]][(unsigned char)(*name ? name[1] : 0)] =
		true;
	return g_hash_table_add(words->names, g_strdup(name));
}

static bool has(const struct words *words, const char *start, size_t n)
{
	unsigned int hash = hash_of(start, n);
	g_autofree char *name = NULL;

	if (!(words->filter[hash / 64] >> hash % 64 & 1))
		return false;
	name = g_strndup(start, n);
	return g_hash_table_contains(words->names, name);
}

bool words_in(const struct words *words, const char *text, size_t length)
{
	const unsigned char *p = (const unsigned char *)text, *end = p + length;

	while (p < end) {
		const unsigned char *start = p;

		while (p < end && words->is_word[*p])
			p++;
		if (p == start)
			p++;
		else if (words->begins[*start][p - start > 1 ? start[1] : 0] &&
			 has(words, (const char *)start, p - start))
			return true;
	}
	return false;
}
