// SPDX-License-Identifier: GPL-2.0-only
/*
 * moves.c - pairs of findings, and the bodies of predicates that come with them.
 */
#include "moves.h"

struct side {
	const GPtrArray *findings;
	bool *paired;
};

typedef bool (*same_fn)(const struct finding *a, const struct finding *b);

/* Blanks are not what a test says. */
static bool same_words(const char *a, const char *b)
{
	for (;; a++, b++) {
		a += strspn(a, " \t");
		b += strspn(b, " \t");
		if (*a != *b)
			return false;
		if (!*a)
			return true;
	}
}

static bool in_same_function(const struct finding *a, const struct finding *b)
{
	return a->rule == b->rule && !g_strcmp0(a->function, b->function);
}

static bool has_moved(const struct finding *a, const struct finding *b)
{
	return in_same_function(a, b) &&
	       same_words(a->expression ? a->expression : "",
			  b->expression ? b->expression : "");
}

/* Two tests of flags that both stand there differ in what they ask. */
static bool in_other_words(const struct finding *a, const struct finding *b)
{
	return in_same_function(a, b) && (a->carrier || b->carrier) &&
	       a->flags == b->flags && a->level == b->level;
}

static void pair(const struct side *a, const struct side *b, same_fn same)
{
	for (guint i = 0; i < a->findings->len; i++) {
		for (guint j = 0; j < b->findings->len && !a->paired[i]; j++)
			if (!b->paired[j] && same(a->findings->pdata[i],
						  b->findings->pdata[j]))
				a->paired[i] = b->paired[j] = true;
	}
}

static bool is_call_of(const struct finding *f, const struct finding *body)
{
	return f->carrier && f->carrier->kind == CARRIER_PREDICATE &&
	       !g_strcmp0(f->carrier->name, body->function) &&
	       (f->flags & body->flags) == body->flags;
}

static bool is_called_from_pair(const struct side *side,
				const struct finding *body)
{
	for (guint i = 0; i < side->findings->len; i++)
		if (side->paired[i] && is_call_of(side->findings->pdata[i], body))
			return true;
	return false;
}

/* Bodies of the predicates that the pairs of @side call. */
static void take_bodies(const struct side *side)
{
	for (guint i = 0; i < side->findings->len; i++) {
		const struct finding *f = side->findings->pdata[i];

		if (rule_is_about_reads(f->rule) && f->function &&
		    is_called_from_pair(side, f))
			side->paired[i] = true;
	}
}

void moves_find(const GPtrArray *caused, const GPtrArray *lost,
		bool *was_before, bool *stays)
{
	const struct side after = { caused, was_before };
	const struct side before = { lost, stays };

	pair(&after, &before, has_moved);
	pair(&after, &before, in_other_words);
	take_bodies(&after);
	take_bodies(&before);
}
