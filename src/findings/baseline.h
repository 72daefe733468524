/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * baseline.h - findings that are known and accepted, by fingerprint.
 *
 * A text file, one finding a line, tab separated: fingerprint, rule, file,
 * function or "-", expression.  Only the fingerprint decides; the rest is for
 * readers and for the message about an entry that no longer matches.  Sorted,
 * so that two people's changes merge.
 */
#ifndef PFN_BASELINE_H
#define PFN_BASELINE_H

#include "ground/finding.h"

struct baseline_entry {
	char *fingerprint;
	const struct rule *rule;	/* borrowed; NULL: a rule of another
					 * version of this program */
	char *slug, *file, *function, *expression;
	unsigned int line;		/* of the baseline file, from 1 */
	bool seen;			/* a finding had that fingerprint */
};

struct baseline {
	char *path;
	GPtrArray *entries;		/* struct baseline_entry *, owned */
	GHashTable *by_fingerprint;	/* borrows from the entries */
};

/* Reads @path.  NULL and @error, with the line, if it is not a baseline. */
struct baseline *baseline_read(const char *path, GError **error);

/* The same from text, as if it stood in a file of that name. */
struct baseline *baseline_parse(const char *path, const char *text,
				GError **error);
void baseline_free(struct baseline *baseline);
PFN_DEFINE_FREE(baseline, baseline_free)

/*
 * Takes the findings of @findings that stand in the baseline out of it, frees
 * them, and marks their entries as seen.  Returns how many.
 */
unsigned int baseline_take(struct baseline *baseline, GPtrArray *findings);

/* The text of a baseline that holds @findings; the caller frees it. */
char *baseline_print(const GPtrArray *findings);

/*
 * Writes the baseline anew without the entries of @stale (struct
 * baseline_entry *, of this baseline).
 */
bool baseline_prune(const struct baseline *baseline, const GPtrArray *stale,
		    GError **error);

#endif
