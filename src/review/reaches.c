// SPDX-License-Identifier: GPL-2.0-only
/*
 * reaches.c - the same use of an entry on both sides, and which flags get there.
 */
#include "reaches.h"

static bool is_same_use(const struct finding *a, const struct finding *b)
{
	return a->unasked && b->unasked &&
	       a->unasked->level == b->unasked->level &&
	       a->unasked->use == b->unasked->use &&
	       !g_strcmp0(a->function, b->function) &&
	       !g_strcmp0(a->expression, b->expression);
}

static unsigned int reached_by(const struct finding *f)
{
	return f->hidden ? 0 : f->flags;
}

/* The first of @all that is @f and is not taken yet, which it then is. */
static const struct finding *take_same(const struct finding *f,
				       const GPtrArray *all, bool *taken)
{
	for (guint i = 0; i < all->len; i++) {
		if (taken[i] || !is_same_use(f, all->pdata[i]))
			continue;
		taken[i] = true;
		return all->pdata[i];
	}
	return NULL;
}

static bool is_comparable(const struct finding *f, const struct index *asked)
{
	return unasked_is_strong(f->unasked) || index_find(asked, f->file) ||
	       index_find_caller(asked, f->file);
}

GPtrArray *reaches_more(const GPtrArray *here, const GPtrArray *there,
			const struct index *asked)
{
	g_autofree bool *taken = g_new0(bool, there->len + 1);
	GPtrArray *more = g_ptr_array_new();

	for (guint i = 0; i < here->len; i++) {
		const struct finding *f = here->pdata[i], *same;

		if (!f->unasked || !is_comparable(f, asked))
			continue;
		same = take_same(f, there, taken);
		if (reached_by(f) & ~(same ? reached_by(same) : 0))
			g_ptr_array_add(more, here->pdata[i]);
	}
	return more;
}
