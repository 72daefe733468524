// SPDX-License-Identifier: GPL-2.0-only
/*
 * verdict.c - what a mail causes and mends, out of both ways between its two
 * states.
 */
#include "verdict.h"
#include "moves.h"

static GPtrArray *findings_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
}

struct verdict *verdict_new(const struct mail *mail)
{
	struct verdict *v = g_new0(struct verdict, 1);

	v->mail = mail;
	v->causes = findings_new();
	v->mends = findings_new();
	v->leaves = findings_new();
	v->incomplete = g_ptr_array_new_with_free_func(
			(GDestroyNotify)incomplete_free);
	v->suggestion = g_strdup("");
	v->text = g_strdup("");
	return v;
}

void verdict_free(struct verdict *v)
{
	if (!v)
		return;
	g_ptr_array_unref(v->causes);
	g_ptr_array_unref(v->mends);
	g_ptr_array_unref(v->leaves);
	g_ptr_array_unref(v->incomplete);
	g_free(v->problem);
	g_free(v->suggestion);
	g_free(v->text);
	g_free(v);
}

/* The findings of @after that are in @caused, too; borrowed. */
static GPtrArray *only_caused(const GPtrArray *after, const GPtrArray *caused)
{
	GPtrArray *both = g_ptr_array_new();

	for (guint i = 0; i < after->len; i++)
		if (g_ptr_array_find((GPtrArray *)caused, after->pdata[i], NULL))
			g_ptr_array_add(both, after->pdata[i]);
	return both;
}

static void add_copy(GPtrArray *to, const struct finding *f)
{
	g_ptr_array_add(to, finding_copy(f));
}

void verdict_compare(struct verdict *v, const GPtrArray *after,
		     const GPtrArray *caused, const GPtrArray *before,
		     const GPtrArray *lost)
{
	g_autoptr(GPtrArray) mine = only_caused(after, caused);
	g_autoptr(GPtrArray) nothing = g_ptr_array_new();
	g_autofree bool *old = g_new0(bool, mine->len + 1);
	g_autofree bool *kept = NULL;

	if (!lost)
		lost = nothing;
	kept = g_new0(bool, lost->len + 1);
	moves_find(mine, lost, old, kept);
	for (guint i = 0, m = 0; i < after->len; i++) {
		const struct finding *f = after->pdata[i];
		bool is_mine = m < mine->len && mine->pdata[m] == f;

		add_copy(is_mine && !old[m] ? v->causes : v->leaves, f);
		m += is_mine;
	}
	for (guint i = 0; i < lost->len; i++)
		if (!kept[i])
			add_copy(v->mends, lost->pdata[i]);
}

bool verdict_speaks(const struct verdict *v)
{
	return v->causes->len;
}
