// SPDX-License-Identifier: GPL-2.0-only
/*
 * index_words.c - a Bloom filter over the words of a file: two bits a word, and
 * a bit for every four bytes of text, which is about ten for each word.
 */
#include "index_parts.h"

#define MIN_BITS 64u
#define MAX_BITS (1u << 24)

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

static void set_bit(struct word_set *set, guint32 h)
{
	h &= set->mask;
	set->bits[h / 64] |= G_GUINT64_CONSTANT(1) << h % 64;
}

static bool has_bit(const struct word_set *set, guint32 h)
{
	h &= set->mask;
	return set->bits[h / 64] >> h % 64 & 1;
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
		h = mixed(h);
		set_bit(&set, (guint32)h);
		set_bit(&set, (guint32)(h >> 32));
	}
	return set;
}

void word_set_clear(struct word_set *set)
{
	g_clear_pointer(&set->bits, g_free);
}

bool word_set_may_hold(const struct word_set *set, const char *word)
{
	guint64 h = hash_of(word);

	return set->bits && has_bit(set, (guint32)h) &&
	       has_bit(set, (guint32)(h >> 32));
}
