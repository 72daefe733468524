// SPDX-License-Identifier: GPL-2.0-only
/*
 * similar.c - distance of two words: letters that were added, lost, mistaken for
 * another, or swapped with their neighbour.
 */
#include "similar.h"

#include "ground/rules.h"

#define LONGEST 24

static unsigned int least(unsigned int a, unsigned int b, unsigned int c)
{
	return MIN(a, MIN(b, c));
}

static unsigned int distance(const char *a, const char *b)
{
	unsigned int d[LONGEST + 1][LONGEST + 1];
	size_t m = strlen(a), n = strlen(b);

	if (m > LONGEST || n > LONGEST)
		return LONGEST;
	for (size_t i = 0; i <= m; i++)
		d[i][0] = i;
	for (size_t j = 0; j <= n; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= m; i++) {
		for (size_t j = 1; j <= n; j++) {
			d[i][j] = least(d[i - 1][j] + 1, d[i][j - 1] + 1,
					d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				d[i][j] = MIN(d[i][j], d[i - 2][j - 2] + 1);
		}
	}
	return d[m][n];
}

const char *similar_name(const char *word, const char *const *names)
{
	const char *best = NULL;
	unsigned int least_far = 3;

	for (; *names; names++) {
		unsigned int far = distance(word, *names);

		if (far < least_far && 2 * far < strlen(word)) {
			least_far = far;
			best = *names;
		}
	}
	return best;
}

char *similar_hint(const char *word, const char *const *names)
{
	const char *name = similar_name(word, names);

	return name ? g_strdup_printf("; did you mean '%s'?", name) :
		      g_strdup("");
}

char *similar_rule_hint(const char *word)
{
	const char *slugs[RULE_COUNT + 1] = { NULL };

	for (int id = 0; id < RULE_COUNT; id++)
		slugs[id] = rule_get(id)->slug;
	return similar_hint(word, slugs);
}
