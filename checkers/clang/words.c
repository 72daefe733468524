// SPDX-License-Identifier: GPL-2.0-only
/*
 * words.c - one pass over the text; a bit field of hashes says no to nearly
 * every name before the table is asked.
 */
#include "words.h"

#define FILTER_BITS 4096u

struct words {
	GHashTable *names;		/* owned */
	uint64_t filter[FILTER_BITS / 64];
};

struct words *words_new(void)
{
	struct words *words = g_new0(struct words, 1);

	words->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return words;
}

void words_free(struct words *words)
{
	if (!words)
		return;
	g_hash_table_unref(words->names);
	g_free(words);
}

static inline bool is_word_char(unsigned char c)
{
	return g_ascii_isalnum(c) || c == '_';
}

static inline unsigned int step(unsigned int hash, unsigned char c)
{
	return hash * 33 + c;
}

bool words_add(struct words *words, const char *name)
{
	unsigned int hash = 0;

	for (const char *p = name; *p; p++)
		hash = step(hash, *p);
	hash %= FILTER_BITS;
	words->filter[hash / 64] |= UINT64_C(1) << hash % 64;
	return g_hash_table_add(words->names, g_strdup(name));
}

static bool has(const struct words *words, const char *start, size_t n)
{
	g_autofree char *name = g_strndup(start, n);

	return g_hash_table_contains(words->names, name);
}

bool words_in(const struct words *words, const char *text, size_t length)
{
	const char *p = text, *end = text + length;

	while (p < end) {
		const char *start = p;
		unsigned int hash = 0;

		while (p < end && is_word_char(*p))
			hash = step(hash, *p++);
		if (p == start) {
			p++;
			continue;
		}
		hash %= FILTER_BITS;
		if (words->filter[hash / 64] >> hash % 64 & 1 &&
		    has(words, start, p - start))
			return true;
	}
	return false;
}
