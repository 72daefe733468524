// SPDX-License-Identifier: GPL-2.0-only
/*
 * verdict.c - what a mail causes and mends, out of both ways between its two
 * states.
 */
#include "verdict.h"
#include "moves.h"
#include "reaches.h"

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

/*
 * The findings of @here that the change answers for: those it caused, and entries
 * that nobody asks any more, whatever line it touched.
 */
static GPtrArray *answered_for(const struct verdict_side *here,
			       const struct verdict_side *there)
{
	g_autoptr(GPtrArray) more = reaches_more(here->findings,
						 there->findings, there->index);
	GPtrArray *all = g_ptr_array_new();

	for (guint i = 0; i < here->findings->len; i++) {
		const struct finding *f = here->findings->pdata[i];
		const GPtrArray *from = f->unasked ? more : here->caused;

		if (from && g_ptr_array_find((GPtrArray *)from, f, NULL))
			g_ptr_array_add(all, here->findings->pdata[i]);
	}
	return all;
}

static void add_copy(GPtrArray *to, const struct finding *f)
{
	g_ptr_array_add(to, finding_copy(f));
}

void verdict_compare(struct verdict *v, const struct verdict_side *with,
		     const struct verdict_side *without)
{
	g_autoptr(GPtrArray) mine = answered_for(with, without);
	g_autoptr(GPtrArray) gone = answered_for(without, with);
	g_autofree bool *old = g_new0(bool, mine->len + 1);
	g_autofree bool *kept = g_new0(bool, gone->len + 1);

	moves_find(mine, gone, old, kept);
	for (guint i = 0, m = 0; i < with->findings->len; i++) {
		const struct finding *f = with->findings->pdata[i];
		bool is_mine = m < mine->len && mine->pdata[m] == f;

		add_copy(is_mine && !old[m] ? v->causes : v->leaves, f);
		m += is_mine;
	}
	for (guint i = 0; i < gone->len; i++)
		if (!kept[i])
			add_copy(v->mends, gone->pdata[i]);
}

bool verdict_speaks(const struct verdict *v)
{
	return v->causes->len;
}
