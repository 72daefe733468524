// SPDX-License-Identifier: GPL-2.0-only
/*
 * verdict.c - what a mail causes and mends, out of both ways between its two
 * states.
 */
#include "verdict.h"

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

static bool has_moved(const struct finding *a, const struct finding *b)
{
	return a->rule == b->rule && !g_strcmp0(a->function, b->function) &&
	       same_words(a->expression ? a->expression : "",
			  b->expression ? b->expression : "");
}

static int moved_to(const struct finding *f, const GPtrArray *lost,
		    const bool *taken)
{
	for (guint i = 0; i < lost->len; i++)
		if (!taken[i] && has_moved(f, lost->pdata[i]))
			return i;
	return -1;
}

static bool has(const GPtrArray *all, const struct finding *f)
{
	return g_ptr_array_find((GPtrArray *)all, f, NULL);
}

static void add_copy(GPtrArray *to, const struct finding *f)
{
	g_ptr_array_add(to, finding_copy(f));
}

void verdict_compare(struct verdict *v, const GPtrArray *after,
		     const GPtrArray *caused, const GPtrArray *before,
		     const GPtrArray *lost)
{
	g_autoptr(GPtrArray) nothing = g_ptr_array_new();
	g_autofree bool *taken = NULL;

	if (!lost)
		lost = nothing;
	taken = g_new0(bool, lost->len + 1);
	for (guint i = 0; i < after->len; i++) {
		const struct finding *f = after->pdata[i];
		int from = has(caused, f) ? moved_to(f, lost, taken) : -1;

		if (from >= 0)
			taken[from] = true;
		add_copy(has(caused, f) && from < 0 ? v->causes : v->leaves, f);
	}
	for (guint i = 0; i < lost->len; i++)
		if (!taken[i])
			add_copy(v->mends, lost->pdata[i]);
}

bool verdict_speaks(const struct verdict *v)
{
	return v->causes->len;
}
