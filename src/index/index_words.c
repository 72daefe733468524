// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_words.c - a Bloom filter over the words of a file: four bits a word, and
 * at least a bit for every four bytes of text, which is ten or more for each word.
 */
#include "index_parts.h"

#define MIN_BITS 64u
#define MAX_BITS (1u << 24)
#define WORD_BITS 4

static const bool *word_bytes(void)
{
	static const bool is_word[256] = {
		['0' ... '9'] = true, ['A' ... 'Z'] = true,
		['a' ... 'z'] = true, ['_'] = true,
	};

	return is_word;
}

/* Two cycles a byte; mixed() makes two good hashes of what comes out. */
static guint64 add_byte(guint64 h, unsigned char byte)
{
	return (h << 7 | h >> 57) ^ byte;
}

static guint64 mixed(guint64 h)
{
	h ^= h >> 33;
	h *= G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
	h ^= h >> 33;
	h *= G_GUINT64_CONSTANT(0xc4ceb9fe1a85ec53);
	return h ^ h >> 33;
}

static guint64 hash_of(const char *word)
{
	guint64 h = 0;

	for (; *word; word++)
		h = add_byte(h, *word);
	return mixed(h);
}

/* Bit number @i of a word: each from all of the hash, by two steps of it. */
static guint32 bit_of(const struct word_set *set, guint64 h, guint32 i)
{
	return ((guint32)h + i * ((guint32)(h >> 32) | 1)) & set->mask;
}

static void set_bits(struct word_set *set, guint64 h)
{
	for (guint32 i = 0; i < WORD_BITS; i++) {
		guint32 bit = bit_of(set, h, i);

		set->bits[bit / 64] |= G_GUINT64_CONSTANT(1) << bit % 64;
	}
}

struct word_set word_set_of(const char *text, size_t len)
{
	const bool *is_word = word_bytes();
	const char *end = text + len;
	struct word_set set = { .mask = MIN_BITS - 1 };

	while (set.mask < len / 4 && set.mask < MAX_BITS - 1)
		set.mask = set.mask * 2 + 1;
	set.bits = g_new0(guint64, (set.mask + 1) / 64);
	for (const char *p = text; p < end; p++) {
		guint64 h = 0;

		if (!is_word[(unsigned char)*p])
			continue;
		for (; p < end && is_word[(unsigned char)*p]; p++)
			h = add_byte(h, *p);
		set_bits(&set, mixed(h));
	}
	return set;
}

size_t word_set_size(const struct word_set *set)
{
	return set->bits ? ((size_t)set->mask + 1) / 8 : 0;
}

bool word_set_take(struct word_set *set, const void *bits, size_t size)
{
	/* A power of two, or a bit would be looked for in the wrong place. */
	if (size < MIN_BITS / 8 || size > MAX_BITS / 8 || size & (size - 1))
		return false;
	set->mask = (unsigned int)size * 8 - 1;
	set->bits = g_memdup2(bits, size);
	return true;
}

void word_set_clear(struct word_set *set)
{
	g_clear_pointer(&set->bits, g_free);
}

bool word_set_may_hold(const struct word_set *set, const char *word)
{
	guint64 h = hash_of(word);

	for (guint32 i = 0; set->bits && i < WORD_BITS; i++) {
		guint32 bit = bit_of(set, h, i);

		if (!(set->bits[bit / 64] >> bit % 64 & 1))
			return false;
	}
	return set->bits;
}
